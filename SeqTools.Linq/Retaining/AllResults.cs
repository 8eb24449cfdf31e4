using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>Keeps every result.</summary>
internal sealed class AllResults<T> : IKeptResults<T>
{
    private readonly ConcurrentDictionary<int, T> results = new();

    public bool TryFind(int index, [MaybeNullWhen(false)] out T value) => results.TryGetValue(index, out value);

    public T Keep(int index, T value) => results[index] = value;
}
