using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>Where the results of a view's elements are kept. It can be used from several threads at once.</summary>
internal interface IKeptResults<T>
{
    bool TryFind(int index, [MaybeNullWhen(false)] out T value);

    /// <summary>Keeps a value.</summary>
    /// <returns>What readers are to get: the value, or what it was kept as.</returns>
    T Keep(int index, T value);
}
