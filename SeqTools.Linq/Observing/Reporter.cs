using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SeqTools.Linq;

/// <summary>
/// Counts the elements that have been read, and reports them. It watches the source to know when the first read begins.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class Reporter(Action<SeqProgress> progress, Length length, TimeSpan minInterval, TimeProvider clock)
    : IWatch
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(0.2);

    private const int BitsOfWord = 64;
    private const long NotYet = long.MinValue;

    private readonly object reporting = new();

    /// <summary>A bit for each position that has been read; words without any are left out.</summary>
    private readonly Dictionary<int, ulong> read = [];

    private int done;
    private long began = NotYet;
    private long? reported;

    public static Reporter Of(
        Action<SeqProgress> progress, Length length, TimeSpan? minInterval, ReportOptions? options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minInterval ?? default, TimeSpan.Zero, nameof(minInterval));
        return new(progress, length, minInterval ?? DefaultInterval, (options ?? new()).TimeProvider);
    }

    public Beginning Begin()
    {
        if (Volatile.Read(ref began) == NotYet)
        {
            Interlocked.CompareExchange(ref began, clock.GetTimestamp(), NotYet);
        }

        return default;
    }

    public void End(Beginning beginning, int elements)
    {
        // An element is counted where its position is known.
    }

    /// <summary>Counts an element that has been read, and hands it on.</summary>
    public T Count<T>((int Index, T Item) element)
    {
        Add(element.Index);
        return element.Item;
    }

    private void Add(int index)
    {
        lock (reporting)
        {
            if (!IsNew(index))
            {
                return;
            }

            done++;
            var total = Total();
            var now = clock.GetTimestamp();
            if (done == total || reported is not { } before || clock.GetElapsedTime(before, now) >= minInterval)
            {
                reported = now;
                progress(new() { Done = done, Total = total, Elapsed = clock.GetElapsedTime(began, now) });
            }
        }
    }

    private bool IsNew(int index)
    {
        ref var word = ref CollectionsMarshal.GetValueRefOrAddDefault(read, index / BitsOfWord, out _);
        var before = word;
        word |= 1UL << (index % BitsOfWord);
        return word != before;
    }

    /// <summary>A list that shrank had as many elements as were read of it.</summary>
    private int? Total() =>
        length.IsEndless || length.CountIfKnown() is not { } count
            ? null
            : Math.Max(count, done);
}
