using System.Diagnostics;
using System.Runtime.CompilerServices;
using Nito.AsyncEx;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views, by index, the elements of an asynchronous sequence of a known length: cursors go to the element that is
    /// read.
    /// </summary>
    /// <remarks>
    /// <para>As
    /// <see cref="AsIndexable{TSource}(IEnumerable{TSource}, int?, int, int, CallerInfo, string, int, string)"/>:
    /// reading forward makes one step a read, and reading behind all <paramref name="cursors"/> starts one over; the
    /// last <paramref name="cacheSize"/> elements that were stepped on are read again without any step. Nothing is
    /// enumerated when the view is made.</para>
    /// <para>Several readers can await elements: one at a time moves the cursors. The token of a read ends its wait for
    /// its turn, and is looked at between two steps; a step that is under way is not given up.</para>
    /// <para>An enumerator is disposed when its cursor starts over, steps on the last element or fails. A view that is
    /// forgotten disposes of nothing.</para>
    /// <para><c>uniter</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">
    /// The sequence, which is to yield the same elements each time, and must not read the view itself.
    /// </param>
    /// <param name="count">
    /// How many elements it has. If it has fewer, reading those that are missing throws
    /// <see cref="InvalidOperationException"/>; if it has more, reading the last one does.
    /// </param>
    /// <param name="cacheSize">How many of the elements that were stepped on last to keep.</param>
    /// <param name="cursors">The most enumerators at a time.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> or <paramref name="cacheSize"/> is negative, or <paramref name="cursors"/> is below 1.
    /// </exception>
    /// <example><code>
    /// var lines = LinesAsync().AsIndexable(count: 4, cacheSize: 2);
    /// Console.WriteLine(await lines.GetAsync(2)); // line 2
    /// Console.WriteLine(await lines.GetAsync(1)); // line 1
    ///
    /// static async IAsyncEnumerable&lt;string> LinesAsync()
    /// {
    ///     for (var i = 0; i &lt; 4; i++)
    ///     {
    ///         await Task.Yield();
    ///         yield return $"line {i}";
    ///     }
    /// }
    /// </code></example>
    public static AsyncSeqView<TSource> AsIndexable<TSource>(
        this IAsyncEnumerable<TSource> source,
        int count,
        int cacheSize = 0,
        int cursors = 1,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(cacheSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(cursors, 1);
        ViewOrigin origin = new(
            nameof(AsIndexable), $"count: {count}, cacheSize: {cacheSize}, cursors: {cursors}", filePath, lineNumber,
            memberName);
        return new AsyncIndexableView<TSource>(source, count, cacheSize, cursors, origin);
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncIndexableView<T>(
    IAsyncEnumerable<T> sequence, int count, int cacheSize, int cursors, ViewOrigin origin)
    : AsyncOperatorView<T>(origin, Length.Fixed(count))
{
    private readonly AsyncLock moving = new();
    private readonly CursorChoice choice = new(cursors);
    private readonly (IAsyncEnumerator<T>? Elements, T Current)[] places = new (IAsyncEnumerator<T>?, T)[cursors];
    private readonly RecentSteps<T> recent = new(cacheSize);

    protected override IReadOnlyList<object> Sources => [sequence];

    internal override async ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken)
    {
        int end;
        using (await moving.LockAsync(cancellationToken).ConfigureAwait(false))
        {
            if (recent.TryFind(index, out var value))
            {
                return value;
            }

            var (cursor, steps) = choice.For(index);
            try
            {
                end = await MoveAsync(cursor, index, steps, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (EvaluationException.Catches(e))
            {
                throw EvaluationException.Of(e, this, index);
            }

            if (end > index && end <= count)
            {
                return places[cursor].Current;
            }
        }

        throw new InvalidOperationException(
            end > count
                ? $"The sequence of {Origin} goes on after {count} elements."
                : $"The sequence of {Origin} ended after {end} elements.");
    }

    /// <summary>
    /// Moves a cursor to an element. One that fails, or finds another end than there was to be, starts over the next
    /// time.
    /// </summary>
    /// <returns>How many elements there are, as far as this move could see.</returns>
    private async ValueTask<int> MoveAsync(int cursor, int index, int? steps, CancellationToken cancellationToken)
    {
        var end = 0;
        try
        {
            if (steps is null)
            {
                await CloseAsync(cursor).ConfigureAwait(false);
                places[cursor].Elements = sequence.GetAsyncEnumerator(CancellationToken.None);
                choice.Start(cursor);
            }

            return end = await StepAsync(cursor, index, steps ?? index + 1, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (end <= index || end > count)
            {
                choice.Lose(cursor);
                await CloseAsync(cursor).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<int> StepAsync(int cursor, int index, int steps, CancellationToken cancellationToken)
    {
        for (; steps > 0; steps--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var elements = places[cursor].Elements!;
            if (!await elements.MoveNextAsync().ConfigureAwait(false))
            {
                return index + 1 - steps;
            }

            places[cursor].Current = elements.Current;
            recent.Add(choice.Step(cursor), elements.Current);
        }

        return index == count - 1 && await GoesOnAsync(cursor).ConfigureAwait(false) ? count + 1 : count;
    }

    /// <summary>Looks past the last element, which stays at hand, and is done with the enumerator.</summary>
    private async ValueTask<bool> GoesOnAsync(int cursor)
    {
        if (places[cursor].Elements is not { } elements)
        {
            return false;
        }

        var goesOn = await elements.MoveNextAsync().ConfigureAwait(false);
        choice.End(cursor);
        await CloseAsync(cursor).ConfigureAwait(false);
        return goesOn;
    }

    private ValueTask CloseAsync(int cursor)
    {
        var ended = places[cursor].Elements;
        places[cursor].Elements = null;
        return ended?.DisposeAsync() ?? default;
    }
}
