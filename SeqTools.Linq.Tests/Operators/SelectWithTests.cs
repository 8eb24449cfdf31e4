using System.Collections.Concurrent;
using SeqTools.Linq.Tests.Async;
using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests;

internal sealed class SelectWithTests
{
    [Test]
    public void A_state_is_made_at_the_first_read_and_used_again()
    {
        var states = new Made();
        using var view = Seq.Range(0, 5).SelectWith(states.New, (state, n) => (state.Number, n));
        states.Count.ShouldBe(0);
        _ = view.Count;
        _ = view.Explain();
        states.Count.ShouldBe(0);

        view[3].ShouldBe((0, 3));
        view.ToArray().ShouldBe([(0, 0), (0, 1), (0, 2), (0, 3), (0, 4)]);
        view.ShouldAllBe(element => element.Number == 0);

        states.Count.ShouldBe(1);
    }

    [Test, CancelAfter(120_000)]
    public void Evaluations_that_overlap_have_states_of_their_own_and_the_last_one_used_comes_first()
    {
        var states = new Made();
        Dictionary<int, Gate> gates = new() { [0] = new(), [1] = new() };
        using var view = Seq.Range(0, 3).SelectWith(states.New, (state, n) =>
        {
            gates.GetValueOrDefault(n)?.Pass();
            return state.Number;
        });
        var first = Patience.Start(() => view[0]);
        gates[0].AwaitArrival();
        var second = Patience.Start(() => view[1]);
        gates[1].AwaitArrival();
        states.Count.ShouldBe(2);

        gates[1].Open();
        Patience.Await(second).ShouldBe(1);
        view[2].ShouldBe(1);
        gates[0].Open();
        Patience.Await(first).ShouldBe(0);

        view[2].ShouldBe(0);
        states.Count.ShouldBe(2);
    }

    [Test]
    public void A_function_that_reads_the_view_has_another_state_there()
    {
        var states = new Made();
        StatefulView<string> view = null!;
        view = Seq.Range(0, 3).SelectWith(
            states.New, (state, n) => n == 0 ? $"{state.Number}" : $"{state.Number} {view[n - 1]}");

        using (view)
        {
            view[2].ShouldBe("0 1 2");
        }
    }

    [Test]
    public void A_state_whose_evaluation_failed_is_used_again()
    {
        var states = new Made();
        using var view = Seq.Range(0, 3).SelectWith(
            states.New, (state, n) => n == 1 ? throw new FormatException() : state.Number);

        Should.Throw<EvaluationException>(() => view[1]).InnerException.ShouldBeOfType<FormatException>();
        view[2].ShouldBe(0);

        (states.Count, states.Disposed.Count).ShouldBe((1, 0));
    }

    [Test]
    public void A_state_that_cannot_be_made_is_a_failure_of_the_element()
    {
        using var view = Seq.Range(0, 3).SelectWith<int, int, int>(() => throw new TimeoutException(), (_, n) => n);
        using var elements = view.Select(n => n).GetEnumerator();

        var failure = Should.Throw<EvaluationException>(() => view[1]);
        (failure.Index, failure.Origin.Operator, failure.Origin.Arguments).ShouldBe((1, "SelectWith", "(_, n) => n"));
        failure.InnerException.ShouldBeOfType<TimeoutException>();
        Should.Throw<EvaluationException>(() => elements.MoveNext())
            .Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Select", 0), ("SelectWith", 0)]);
        Should.Throw<EvaluationException>(() => elements.MoveNext()).Index.ShouldBe(1);
    }

    [Test, CancelAfter(120_000)]
    public void Disposing_disposes_of_the_idle_states_at_once_and_of_the_others_when_they_come_back()
    {
        var states = new Made();
        var gate = new Gate();
        var view = Seq.Range(0, 3).SelectWith(states.New, (state, n) =>
        {
            if (n == 0)
            {
                gate.Pass();
            }

            return state.Number;
        });
        var read = Patience.Start(() => view[0]);
        gate.AwaitArrival();
        view[1].ShouldBe(1);

        view.Dispose();
        view.Dispose();

        states.Disposed.ShouldBe([1]);
        gate.Open();
        Patience.Await(read).ShouldBe(0);
        states.Disposed.ShouldBe([1, 0]);
    }

    [Test]
    public void A_view_that_was_disposed_of_refuses_reads_whichever_way_they_come()
    {
        var view = new List<int> { 1, 2 }.SelectWith(() => new object(), (_, n) => n);
        using var begun = view.GetEnumerator();
        begun.MoveNext().ShouldBeTrue();
        view.Dispose();
        var stage = view.Select(n => n);

        Should.Throw<ObjectDisposedException>(() => view[0]).ObjectName.ShouldStartWith("SelectWith((_, n) => n)");
        Should.Throw<ObjectDisposedException>(() => begun.MoveNext());
        Should.Throw<ObjectDisposedException>(() => view.ToArray());
        Should.Throw<ObjectDisposedException>(() => stage[0]);
        Should.Throw<ObjectDisposedException>(() => stage.Sum());
        view.Count.ShouldBe(2);
    }

    [Test, CancelAfter(120_000)]
    public void A_state_that_fails_to_be_disposed_of_stops_no_other([Values] bool asynchronously)
    {
        using var unobserved = new UnobservedFailures();
        var message = $"{Guid.NewGuid()}";
        var states = new Made { Failure = message };
        StatefulView<int> view = null!;
        view = Seq.Range(0, 3).SelectWith(states.New, (_, n) => n == 0 ? 0 : view[n - 1]);
        view[2].ShouldBe(0);

        if (asynchronously)
        {
            Patience.Await(view.DisposeAsync().AsTask());
        }
        else
        {
            view.Dispose();
        }

        states.Disposed.Order().ShouldBe([0, 1, 2]);
        unobserved.Await(message, count: 3);
    }

    [Test]
    public async Task States_are_disposed_of_asynchronously_where_they_can_be()
    {
        var disposed = new ConcurrentQueue<string>();
        var view = Seq.Range(0, 1).SelectWith(() => new Both(disposed), (_, n) => n);
        view[0].ShouldBe(0);
        await view.DisposeAsync();

        var other = Seq.Range(0, 1).SelectWith(() => new Both(disposed), (_, n) => n);
        other[0].ShouldBe(0);
        other.Dispose();

        disposed.ShouldBe(["asynchronously", "at once"]);
    }

    [Test, CancelAfter(120_000)]
    public async Task Workers_share_no_state_and_make_no_more_than_overlap()
    {
        var states = new Made();
        await using (var view = Seq.Range(0, 500).SelectWith(states.New, (state, n) => state.Use(n)))
        {
            await using var ahead = view.AsPrefetched(4, 16);

            ahead.ShouldBe(Enumerable.Range(0, 500));
        }

        states.Count.ShouldBeInRange(1, 5);
        states.Disposed.Count.ShouldBe(states.Count);
    }

    [Test, CancelAfter(120_000)]
    public async Task Awaited_evaluations_have_a_state_each_from_the_source_in_every_form()
    {
        var states = new Made();
        var numbers = Seq.Range(0, 50);
        var awaited = numbers.SelectAsync((n, _) => ValueTask.FromResult(n));
        AsyncStatefulView<int>[] views =
        [
            numbers.SelectWithAsync(states.New, async (state, n, _) => { await Task.Yield(); return state.Use(n); }),
            numbers.SelectWithAsync(states.New, (state, n, _) => Task.FromResult(state.Use(n))),
            awaited.SelectWithAsync(states.New, async (state, n, _) => { await Task.Yield(); return state.Use(n); }),
            awaited.SelectWithAsync(states.New, (state, n, _) => Task.FromResult(state.Use(n))),
        ];

        foreach (var view in views)
        {
            await using (var ahead = view.AsPrefetched(4, 8))
            {
                (await ahead.ToAsyncEnumerable().SumAsync()).ShouldBe(1225);
            }

            await view.DisposeAsync();
            await Should.ThrowAsync<ObjectDisposedException>(async () => await view.GetAsync(0));
        }

        states.Count.ShouldBeInRange(4, 16);
        states.Disposed.Count.ShouldBe(states.Count);
    }

    [Test, CancelAfter(120_000)]
    public async Task An_awaited_state_is_in_use_until_its_function_has_ended()
    {
        var states = new Made();
        var hold = new Hold(heedsToken: true);
        using var view = Seq.Range(0, 2).SelectWithAsync(states.New, async (state, n, cancellationToken) =>
        {
            if (n == 0)
            {
                await hold.PassAsync(cancellationToken);
            }

            return state.Number;
        });
        var first = view.GetAsync(0).AsTask();
        await hold.Reached;

        (await view.GetAsync(1)).ShouldBe(1);
        view.Dispose();
        states.Disposed.ShouldBe([1]);
        hold.Open();
        (await first).ShouldBe(0);

        states.Disposed.ShouldBe([1, 0]);
    }

    [Test]
    public async Task An_awaited_function_that_fails_has_its_trail()
    {
        await using var view = Seq.Range(0, 2).Select(n => n).SelectWithAsync(
            () => 1, (state, n, _) => n == 1 ? throw new FormatException() : ValueTask.FromResult(n + state));

        (await view.GetAsync(0)).ShouldBe(1);
        var failure = await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(1));

        (failure.Index, failure.Origin.Operator).ShouldBe((1, "SelectWithAsync"));
        failure.InnerException.ShouldBeOfType<FormatException>();
    }

    [Test]
    public void A_profile_uses_the_states_of_the_view()
    {
        var states = new Made();
        using (var view = Seq.Range(0, 3).SelectWith(states.New, (state, n) => state.Number + n))
        {
            view[0].ShouldBe(0);

            view.Profile().Stages[0].Calls.ShouldBe(3);
        }

        (states.Count, states.Disposed.Count).ShouldBe((1, 1));
    }

    private sealed class Made
    {
        private int count;

        public string? Failure { get; init; }

        public int Count => count;

        public ConcurrentQueue<int> Disposed { get; } = [];

        public State New() => new(Interlocked.Increment(ref count) - 1, this);
    }

    private sealed class State(int number, Made made) : IDisposable
    {
        private int users;

        public int Number => number;

        public int Use(int element)
        {
            Interlocked.Increment(ref users).ShouldBe(1);
            Thread.SpinWait(200);
            Interlocked.Decrement(ref users);
            return element;
        }

        public void Dispose()
        {
            made.Disposed.Enqueue(number);
            if (made.Failure is not null)
            {
                throw new TimeoutException(made.Failure);
            }
        }
    }

    private sealed class Both(ConcurrentQueue<string> disposed) : IDisposable, IAsyncDisposable
    {
        public void Dispose() => disposed.Enqueue("at once");

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            disposed.Enqueue("asynchronously");
        }
    }
}
