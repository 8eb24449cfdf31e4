using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The passes over a sequence, whoever makes them. They are to yield the same elements; one that is seen not to, or
/// that can't be begun, ends all reading: others may share what it has used up.
/// </summary>
/// <remarks>
/// It remembers the prints of some elements, the first ones and then ever fewer, of which a longer sequence has as many
/// as a shorter one. Collections are left alone: they can be enumerated again, and may change.
/// </remarks>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class Passes<T>(object sequence, ViewOrigin origin)
{
    private const int MostPrints = 4096;

    private readonly bool isCollection = sequence is IReadOnlyCollection<T> or ICollection<T>;
    private readonly ElementPrint print = new();
    private readonly List<int> prints = [];
    private int stride = 1;
    private int furthest;
    private Broken? broken;

    /// <summary>Whether a pass was seen to differ from an earlier one.</summary>
    public bool IsBroken => Volatile.Read(ref broken) is not null;

    /// <exception cref="InvalidOperationException">A pass was seen to differ from an earlier one.</exception>
    public void ThrowIfBroken()
    {
        if (Volatile.Read(ref broken) is { } found)
        {
            throw new InvalidOperationException(
                $"The sequence of {origin} can't be enumerated more than once: {found.Reason} Set SinglePass in the "
                + "options, or call AsIndexable on a function that opens a fresh sequence for each pass.",
                found.Cause);
        }
    }

    /// <summary>A pass has come to an element.</summary>
    /// <returns>Whether it is what another pass found there, as far as that is known.</returns>
    public bool Continue(int position, T value)
    {
        if (isCollection)
        {
            return true;
        }

        if (position >= Volatile.Read(ref furthest))
        {
            Volatile.Write(ref furthest, position + 1);
        }

        if ((position & (Volatile.Read(ref stride) - 1)) == 0)
        {
            Compare(position, print.Of(value));
        }

        return !IsBroken;
    }

    /// <summary>A pass has come to the end of the sequence.</summary>
    /// <returns>Whether no other pass came further, as far as that is known.</returns>
    public bool End(int position)
    {
        if (!isCollection && position < Volatile.Read(ref furthest))
        {
            Break($"It ended after {position} elements, and had {furthest} before, or more.");
        }

        return !IsBroken;
    }

    /// <summary>
    /// A pass has failed. If that was before its first element, to which another one came, in a way in which sequences
    /// say that they are used up, there is no second pass.
    /// </summary>
    public void Fail(int position, Exception cause)
    {
        if (position < 0 && Volatile.Read(ref furthest) > 0
            && cause is InvalidOperationException or NotSupportedException)
        {
            Break(PlainText.Of(ThrownText.MessageOf(cause)), cause);
        }
    }

    private void Compare(int position, int found)
    {
        using (Uninterrupted.Lock(prints))
        {
            var place = position / stride;
            if (position % stride > 0 || place > prints.Count)
            {
                return;
            }

            if (place < prints.Count)
            {
                if (prints[place] != found)
                {
                    Break($"Its element {position} was another one before.");
                }

                return;
            }

            prints.Add(found);
            if (prints.Count == MostPrints)
            {
                KeepEverySecond();
            }
        }
    }

    private void KeepEverySecond()
    {
        for (var place = 0; place < MostPrints / 2; place++)
        {
            prints[place] = prints[2 * place];
        }

        prints.RemoveRange(MostPrints / 2, MostPrints / 2);
        Volatile.Write(ref stride, 2 * stride);
    }

    private void Break(string reason, Exception? cause = null) =>
        Interlocked.CompareExchange(ref broken, new(reason, cause), null);

    private sealed record Broken(string Reason, Exception? Cause);
}
