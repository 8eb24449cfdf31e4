using System.Text;

namespace SeqTools.Linq.Tests;

/// <summary>Messages that are no element's failure name the view, its place, and what the caller wrote.</summary>
internal sealed class MessageTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private readonly int[] numbers = [0, 1, 2, 3, 4, 5];
    private readonly StringBuilder messages = new();

    private AsyncSeqView<int> Awaited => numbers.SelectAsync(async (n, token) =>
    {
        await Task.Delay(Timeout.Infinite, token);
        return n;
    });

    [SetUp]
    public void Begin() => messages.Clear();

    [Test]
    public void A_part_that_no_list_has_is_named()
    {
        var view = numbers.AsView();
        var awaited = numbers.SelectAsync((n, _) => ValueTask.FromResult(n));
        List<int> live = [1, 2];

        Note<ArgumentOutOfRangeException>(() => view[5..2]);
        Note<ArgumentOutOfRangeException>(() => view[2..9]);
        Note<ArgumentOutOfRangeException>(() => view.Slice(-1, 3));
        Note<ArgumentOutOfRangeException>(() => view.Slice(3, -1));
        Note<ArgumentOutOfRangeException>(() => view.Slice(9, 1));
        Note<ArgumentOutOfRangeException>(() => view.Slice(2, 5));
        Note<ArgumentOutOfRangeException>(() => numbers.Slice(^1..^3));
        Note<ArgumentOutOfRangeException>(() => live.Slice(3..1));
        Note<ArgumentOutOfRangeException>(() => live.AsView().Slice(2, int.MaxValue));
        Note<ArgumentOutOfRangeException>(() => numbers.SplitBy([0..1, 5..2]));
        Note<ArgumentOutOfRangeException>(() => numbers.SplitAt([4, 2]));
        Note<ArgumentOutOfRangeException>(() => numbers.SplitByFractions([0.5, 1.5]));
        Note<ArgumentException>(() => numbers.SplitByFractions([0.5, 0.25]));
        Note<ArgumentOutOfRangeException>(() => awaited[5..2]);
        Note<ArgumentOutOfRangeException>(() => awaited.Slice(-1, 3));
        Note<ArgumentOutOfRangeException>(() => awaited.SplitBy([5..2]));
        Note<ArgumentOutOfRangeException>(() => awaited.SplitAt([4, 2]));
        Note<ArgumentOutOfRangeException>(() => awaited.SplitByFractions([1.5]));

        messages.ToString().ShouldMatchSnapshot();
    }

    [Test]
    public void Without_the_texts_of_the_arguments_their_values_are_shown()
    {
        Note<ArgumentOutOfRangeException>(() => numbers.Slice(5..^2, argumentText: ""));
        Note<ArgumentOutOfRangeException>(() => numbers.AsView()[5..2, argumentText: ""]);
        Note<OverflowException>(() => Seq.Repeat(1).Append(2, argumentText: ""));

        messages.ToString().ShouldMatchSnapshot();
    }

    [Test]
    public void What_would_be_too_long_is_named()
    {
        var endless = Seq.Repeat(1);
        List<int> live = [1];
        var awaited = endless.SelectAsync((n, _) => ValueTask.FromResult(n));
        var doubled = Enumerable.Range(0, 70).Aggregate(live.AsView(), (view, _) => view.Concat(view));

        Note<OverflowException>(() => endless.Concat(numbers));
        Note<OverflowException>(() => endless.Append(1));
        Note<OverflowException>(() => endless.Prepend(1));
        Note<OverflowException>(() => Seq.Concat([endless, numbers]));
        Note<OverflowException>(() => live.Concat(endless).Select(n => n).Count);
        Note<OverflowException>(() => doubled.Count);
        Note<OverflowException>(() => endless.Interleave(numbers));
        Note<OverflowException>(() => Seq.Interleave([live, endless, numbers])[0]);
        Note<OverflowException>(() => Seq.Mix([endless, numbers], [1e9, 1]));
        Note<OverflowException>(() => endless.Epochs(2, seed: 1));
        Note<OverflowException>(() => Seq.Repeat(numbers, int.MaxValue).Unbatch(6, lastSize: 6));
        Note<OverflowException>(() => Seq.Repeat(numbers, int.MaxValue).Unbatch(6).Count);
        Note<OverflowException>(() => new[] { endless, numbers.AsView() }.Flatten().Count);
        Note<OverflowException>(() => awaited.Concat(awaited));
        Note<OverflowException>(() => awaited.Append(1));
        Note<OverflowException>(() => awaited.Interleave(awaited));
        Note<OverflowException>(() => awaited.Epochs(2, seed: 1));

        messages.ToString().ShouldMatchSnapshot();
    }

    [Test]
    public async Task What_was_disposed_of_is_named()
    {
        var ahead = numbers.AsPrefetched(2, 4);
        var pass = ahead.GetEnumerator();
        pass.MoveNext();
        ahead.Dispose();
        Note<ObjectDisposedException>(() => ahead[0]);
        Note<ObjectDisposedException>(() => pass.MoveNext());
        Note<ObjectDisposedException>(() => ahead.First());
        await NoteAsync<ObjectDisposedException>(() => ahead.GetAsync(0));

        var producers = Awaited.AsPrefetched(2, 4);
        await producers.DisposeAsync();
        await NoteAsync<ObjectDisposedException>(() => producers.GetAsync(0));

        var cached = numbers.AsCached(2);
        cached.Dispose();
        Note<ObjectDisposedException>(() => cached[0]);
        var cachedAwaited = Awaited.AsCached(2);
        await cachedAwaited.DisposeAsync();
        await NoteAsync<ObjectDisposedException>(() => cachedAwaited.GetAsync(0));

        var sequence = numbers.Where(n => n > 0).AsIndexable();
        sequence.Dispose();
        Note<ObjectDisposedException>(() => sequence[0]);
        var awaitedSequence = numbers.ToAsyncEnumerable().AsIndexable(6);
        await awaitedSequence.DisposeAsync();
        await NoteAsync<ObjectDisposedException>(() => awaitedSequence.GetAsync(0));

        var decoded = numbers.SelectWith(() => new Random(1), (random, n) => random.Next(n + 1));
        decoded.Dispose();
        Note<ObjectDisposedException>(() => decoded[0]);

        messages.ToString().ShouldMatchSnapshot();
    }

    [Test]
    public async Task A_read_that_was_cancelled_is_named()
    {
        var awaited = Awaited;
        var ahead = awaited.AsPrefetched(2, 4);
        var ended = numbers.AsPrefetched(2, 4, new() { CancellationToken = Cancelled });
        Note<OperationCanceledException>(() => ended[0]);
        await NoteAsync<OperationCanceledException>(() => ended.GetAsync(0));
        await NoteAsync<OperationCanceledException>(() => numbers.AsView().GetAsync(0, Cancelled));
        await NoteAsync<OperationCanceledException>(() => FirstOf(numbers.AsView().ToAsyncEnumerable()));
        await NoteAsync<OperationCanceledException>(() => awaited.GetAsync(0, Cancelled));
        await NoteAsync<OperationCanceledException>(() => FirstOf(awaited));
        await NoteAsync<OperationCanceledException>(() => ahead.GetAsync(0, Cancelled));
        await NoteAsync<OperationCanceledException>(() => FirstOf(ahead.ToAsyncEnumerable()));
        await NoteAsync<OperationCanceledException>(() => While(token => ahead.GetAsync(0, token)));

        var cached = awaited.AsCached(2);
        await NoteAsync<OperationCanceledException>(() => While(token => cached.GetAsync(0, token)));
        var kept = awaited.Memoize();
        await NoteAsync<OperationCanceledException>(() => While(token => kept.GetAsync(0, token)));
        var sequence = awaited.ToAsyncEnumerable().AsIndexable(6);
        var first = sequence.GetAsync(0).AsTask();
        await NoteAsync<OperationCanceledException>(() => While(token => sequence.GetAsync(1, token)));
        await sequence.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(first);
        await ahead.DisposeAsync();
        await cached.DisposeAsync();

        messages.ToString().ShouldMatchSnapshot();

        async ValueTask<int> FirstOf(IAsyncEnumerable<int> elements)
        {
            await foreach (var element in elements.WithCancellation(Cancelled))
            {
                return element;
            }

            return -1;
        }

        async ValueTask<int> While(Func<CancellationToken, ValueTask<int>> read)
        {
            using CancellationTokenSource source = new();
            var reading = read(source.Token);
            await source.CancelAsync();
            return await reading;
        }
    }

    [Test]
    public void What_can_not_be_prefetched_is_named()
    {
        var awaited = numbers.SelectAsync((n, _) => ValueTask.FromResult(n));

        Note<ArgumentOutOfRangeException>(() => numbers.AsPrefetched(2, 4, new() { IdleTimeout = default }));
        Note<ArgumentOutOfRangeException>(
            () => awaited.AsPrefetched(2, 4, new() { IdleTimeout = TimeSpan.FromMilliseconds(-2) }));
        Note<ArgumentOutOfRangeException>(
            () => numbers.AsPrefetched(2, 4, new() { IdleTimeout = TimeSpan.FromDays(25) }));
        Note<ArgumentException>(() => numbers.AsPrefetched(options: new() { TimeProvider = null! }));
        Note<ArgumentException>(() => numbers.AsPrefetched(options: new() { OnWorkerStartAsync = (_, _) => default }));

        messages.ToString().ShouldMatchSnapshot();
    }

    [Test]
    public void What_can_not_be_written_to_or_copied_is_named()
    {
        var view = numbers.Skip(1);

        Note<NotSupportedException>(() => ((IList<int>)view).Add(1));
        Note<NotSupportedException>(() => ((System.Collections.IList)view)[0] = 1);
        Note<ArgumentException>(() => view.CopyTo(new int[5], 1));
        Note<ArgumentOutOfRangeException>(() => view.CopyTo(6, []));
        Note<ArgumentOutOfRangeException>(() => view.CopyTo(1, new int[5]));
        Note<InvalidOperationException>(() => view.Cycle().ToArray());

        messages.ToString().ShouldMatchSnapshot();
    }

    private void Note<TException>(Func<object?> act)
        where TException : Exception =>
        messages.AppendLine(Should.Throw<TException>(() => { act(); }).Message);

    private void Note<TException>(Action act)
        where TException : Exception =>
        messages.AppendLine(Should.Throw<TException>(act).Message);

    /// <summary>By hand: Shouldly makes an exception of its own of a task that was cancelled.</summary>
    private async Task NoteAsync<TException>(Func<ValueTask<int>> read)
        where TException : Exception
    {
        try
        {
            await read();
            Assert.Fail($"There was no {typeof(TException).Name}.");
        }
        catch (TException e)
        {
            messages.AppendLine(e.Message);
        }
    }
}
