using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The lists whose elements a nested view shows, of which those that were read last are kept. Of lists that lie
/// in memory already nothing is kept.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class Lists<T>(SeqView<IReadOnlyList<T>> source, int cacheSize)
{
    /// <summary>How many lists are kept where nothing is said: both of those that a window may reach into.</summary>
    public const int UsualCacheSize = 2;

    private readonly CachedView<IReadOnlyList<T>>? kept = cacheSize == 0 || source.LiesInMemory
        ? null
        : new(source, cacheSize, null, null, ViewOrigin.None);

    private Held? held;

    public SeqView<IReadOnlyList<T>> Source => source;

    /// <summary>What is shown of the number of kept lists, where it was said.</summary>
    public static string ArgumentText(int cacheSize) => cacheSize == UsualCacheSize ? "" : $"cacheSize: {cacheSize}";

    public Lists<T> Over(Substitution sources) => new(sources.Of(source), cacheSize);

    public IReadOnlyList<T>? Read(int number) =>
        kept is null ? source.Read(number)
        : IsHeld(number, out var list) ? list
        : kept.Read(number);

    public ValueTask<IReadOnlyList<T>> ReadAsync(int number, CancellationToken cancellationToken) =>
        kept is null ? source.ReadAsync(number, cancellationToken)
        : IsHeld(number, out var list) ? new(list!)
        : kept.ReadAsync(number, cancellationToken);

    /// <summary>Reads a list that is evaluated in a way of the caller's own where it is not kept.</summary>
    public IReadOnlyList<T>? Read(int number, Func<int, IReadOnlyList<T>> evaluate) =>
        kept is null ? evaluate(number)
        : IsHeld(number, out var list) ? list
        : kept.Read(number, evaluate);

    /// <summary>
    /// Reads a list that is looked at out of turn, and keeps it beside the others, in place of the last one of the
    /// kind: it will be read again when its turn comes.
    /// </summary>
    public IReadOnlyList<T>? ReadOutOfTurn(int number)
    {
        var list = Read(number);
        if (kept is not null)
        {
            Volatile.Write(ref held, new(number, list));
        }

        return list;
    }

    private bool IsHeld(int number, out IReadOnlyList<T>? list)
    {
        var one = Volatile.Read(ref held);
        list = one?.List;
        return one?.Number == number;
    }

    [DebuggerStepThrough, StackTraceHidden]
    private sealed record Held(int Number, IReadOnlyList<T>? List);
}
