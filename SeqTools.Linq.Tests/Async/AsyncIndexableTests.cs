using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Tests.Async;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class AsyncIndexableTests
{
    private int steps;
    private int open;

    [Test]
    public async Task What_fails_behind_the_last_element_is_no_failure_of_that_element()
    {
        await using var view = FailingAtTheEndAsync().AsIndexable(3);

        (await view.GetAsync(2)).ShouldBe(2);
        (await view.GetAsync(0)).ShouldBe(0);
        (await view.GetAsync(2)).ShouldBe(2);

        static async IAsyncEnumerable<int> FailingAtTheEndAsync()
        {
            yield return 0;
            yield return 1;
            await Task.Yield();
            yield return 2;
            throw new IOException("The connection was lost.");
        }
    }

    [Test]
    public async Task Reading_forward_makes_one_step_a_read_and_closes_the_enumerator_at_the_end()
    {
        var view = Sequence(10).AsIndexable(count: 10);

        for (var index = 0; index < 10; index++)
        {
            (await view.GetAsync(index)).ShouldBe(10 * index);
        }

        (steps, open).ShouldBe((10, 0));
        (await view.GetAsync(9)).ShouldBe(90);
        steps.ShouldBe(10);
    }

    [Test]
    public async Task Reading_behind_starts_over_unless_the_element_is_kept()
    {
        var view = Sequence(10).AsIndexable(count: 10, cacheSize: 2);

        (await view.GetAsync(4)).ShouldBe(40);
        (await view.GetAsync(3)).ShouldBe(30);
        steps.ShouldBe(5);
        (await view.GetAsync(0)).ShouldBe(0);
        (steps, open).ShouldBe((6, 1));
    }

    [Test]
    public async Task Two_interleaved_readers_are_served_by_two_cursors()
    {
        var view = Sequence(20).AsIndexable(count: 20, cursors: 2);

        for (var index = 0; index < 10; index++)
        {
            (await view.GetAsync(10 + index)).ShouldBe(100 + (10 * index));
            (await view.GetAsync(index)).ShouldBe(10 * index);
        }

        steps.ShouldBe(30);
    }

    [Test]
    public async Task Fewer_elements_than_were_told_are_an_error_of_those_that_are_missing()
    {
        var view = Sequence(3).AsIndexable(count: 5);

        (await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(4)))
            .Message.ShouldContain("ended after 3 elements");
        (await view.GetAsync(2)).ShouldBe(20);
        (steps, open).ShouldBe((3, 0));

        (await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(3)))
            .Message.ShouldContain("ended after 3 elements");
        open.ShouldBe(0);
    }

    [Test]
    public async Task More_elements_than_were_told_are_an_error_of_the_last_one()
    {
        var view = Sequence(6).AsIndexable(count: 5);

        (await view.GetAsync(3)).ShouldBe(30);
        (await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(4)))
            .Message.ShouldContain("goes on after 5 elements");
        open.ShouldBe(0);
    }

    [Test]
    public async Task A_sequence_that_fails_says_where_and_starts_over_the_next_time()
    {
        var view = Sequence(6, broken: 2).AsIndexable(count: 6);

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(4));

        failure.InnerException.ShouldBeOfType<FormatException>();
        failure.Trail.ShouldHaveSingleItem().Origin.Operator.ShouldBe("AsIndexable");
        (await view.GetAsync(1)).ShouldBe(10);
    }

    [Test, CancelAfter(120_000)]
    public async Task Concurrent_readers_take_turns()
    {
        var view = Sequence(100).AsIndexable(count: 100, cacheSize: 10, cursors: 3);

        var elements = await Task.WhenAll(
            Enumerable.Range(0, 100).Reverse().Select(index => Task.Run(() => view.GetAsync(index).AsTask())));

        elements.ShouldBe(Enumerable.Range(0, 100).Reverse().Select(index => 10 * index));
    }

    [Test]
    public async Task A_read_that_is_cancelled_between_two_steps_leaves_the_cursor_where_it_stands()
    {
        using var cancellation = new CancellationTokenSource();
        var view = Steps().AsIndexable(count: 10);

        await Should.ThrowAsync<OperationCanceledException>(async () => await view.GetAsync(5, cancellation.Token));

        (await view.GetAsync(5)).ShouldBe(5);
        steps.ShouldBe(6);

        async IAsyncEnumerable<int> Steps()
        {
            for (var index = 0; index < 10; index++)
            {
                await Task.Yield();
                if (steps++ == 3)
                {
                    await cancellation.CancelAsync();
                }

                yield return index;
            }
        }
    }

    [Test]
    public async Task Enumerators_are_disposed_of_with_the_view_which_cannot_be_read_any_more()
    {
        var view = Sequence(10).AsIndexable(count: 10, cursors: 3);
        _ = await view.GetAsync(7) + await view.GetAsync(5) + await view.GetAsync(3);
        open.ShouldBe(3);

        await view.DisposeAsync();
        await view.DisposeAsync();

        open.ShouldBe(0);
        (await Should.ThrowAsync<ObjectDisposedException>(async () => await view.GetAsync(7)))
            .ObjectName.ShouldBe(view.ToString());
        view.Count.ShouldBe(10);
    }

    [Test]
    public async Task What_can_be_enumerated_once_is_right_or_refused()
    {
        var reader = new StringReader("0\n1\n2\n3\n4\n5");
        var view = Rows(reader).AsIndexable(count: 6, cursors: 2);
        (await view.GetAsync(2)).ShouldBe("2");

        (await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(1)))
            .Message.ShouldContain("more than once");
        await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(4));
    }

    [Test]
    public async Task A_sequence_that_refuses_a_second_enumerator_is_refused_with_its_reason()
    {
        var opened = 0;
        var view = Once().AsIndexable(count: 5);
        (await view.GetAsync(3)).ShouldBe(3);

        var failure = await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(1));

        failure.InnerException.ShouldBeOfType<NotSupportedException>();
        await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(4));
        opened.ShouldBe(2);

        async IAsyncEnumerable<int> Once()
        {
            await Task.Yield();
            if (opened++ > 0)
            {
                throw new NotSupportedException();
            }

            for (var i = 0; i < 5; i++)
            {
                yield return i;
            }
        }
    }

    [Test]
    public async Task A_function_that_refuses_to_open_a_second_time_is_refused_with_its_reason()
    {
        var opened = 0;
        Func<IAsyncEnumerable<int>> source = () =>
            opened++ == 0 ? Sequence(5) : throw new NotSupportedException("It was closed.");
        await using var view = source.AsIndexable(count: 5);
        _ = await view.GetAsync(3);

        var failure = await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(1));

        failure.ShouldNotBeOfType<EvaluationException>();
        failure.Message.ShouldContain("It was closed.");
    }

    [Test]
    public async Task What_opening_throws_is_a_failure_of_the_element_and_the_next_read_opens_again()
    {
        var isThere = false;
        Func<IAsyncEnumerable<int>> source = () => isThere ? Sequence(3) : throw new FileNotFoundException();
        await using var view = source.AsIndexable(count: 3);

        (await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(2)))
            .InnerException.ShouldBeOfType<FileNotFoundException>();

        isThere = true;
        (await view.GetAsync(2)).ShouldBe(20);
    }

    [Test]
    public async Task What_is_used_up_is_seen_by_its_end_even_if_its_elements_are_not_known_again()
    {
        var left = new Queue<object>([new(), new(), new()]);
        var view = Objects().AsIndexable(count: 5);
        _ = (await view.GetAsync(1), await view.GetAsync(0));

        (await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(2)))
            .Message.ShouldContain("more than once");

        async IAsyncEnumerable<object> Objects()
        {
            await Task.Yield();
            while (left.TryDequeue(out var next))
            {
                yield return next;
            }
        }
    }

    [Test]
    public async Task Values_of_a_pass_that_differs_are_discarded()
    {
        List<string> discarded = [];
        var view = Rows(new StringReader("0\n1\n2\n3\n4\n5")).AsIndexable(
            count: 6, options: new() { OnDiscard = discarded.Add });
        _ = await view.GetAsync(2);

        await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(1));
        await view.DisposeAsync();

        discarded.ShouldBe(["0", "1", "3"]);
    }

    [Test]
    public async Task Values_that_were_not_to_be_there_are_discarded_and_stay_an_error([Values(0, 3)] int cacheSize)
    {
        List<int> discarded = [];
        var view = Sequence(5).AsIndexable(count: 3, cacheSize, options: new() { OnDiscard = discarded.Add });

        for (var read = 1; read <= 2; read++)
        {
            await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(2));
            discarded.Count(number => number == 20).ShouldBe(read);
        }

        await view.DisposeAsync();
        discarded.Distinct().Order().ShouldBe([0, 10, 20, 30]);
    }

    [Test]
    public async Task An_enumerator_is_disposed_where_it_ends([Values(3, 5)] int count)
    {
        var sequence = new Tracked(3);
        var view = sequence.AsIndexable(count);

        await Task.WhenAny(view.GetAsync(count - 1).AsTask());

        sequence.Disposed.ShouldBe(1);
        (await view.GetAsync(2)).ShouldBe(2);
    }

    [Test, CancelAfter(120_000)]
    public async Task A_sequence_that_reads_its_own_view_is_refused()
    {
        AsyncIndexableView<int> view = null!;
        view = Numbers().AsIndexable(count: 3);

        (await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(2)))
            .GetBaseException().ShouldBeOfType<InvalidOperationException>();

        async IAsyncEnumerable<int> Numbers()
        {
            yield return 1;
            yield return await view.GetAsync(0) + 1;
            yield return 3;
        }
    }

    [Test]
    public async Task A_function_opens_a_sequence_for_each_cursor()
    {
        var opened = 0;
        Func<IAsyncEnumerable<string>> source = () =>
        {
            opened++;
            return Rows(new StringReader("0\n1\n2\n3\n4\n5"));
        };
        await using var view = source.AsIndexable(count: 6, cursors: 2);
        opened.ShouldBe(0);

        (await view.GetAsync(3), await view.GetAsync(1), await view.GetAsync(5), await view.GetAsync(2)).ShouldBe(
            ("3", "1", "5", "2"));
        opened.ShouldBe(2);
        view.Explain().ShouldContain("Func<IAsyncEnumerable<string>>");
    }

    [Test, CancelAfter(120_000)]
    public async Task Prefetched_elements_cost_one_step_each(
        [Values(1, 3)] int workers, [Values(0, 100)] int maxBuffered)
    {
        await using var prefetched = Sequence(5000).AsIndexable(count: 5000).Select(n => n)
            .AsPrefetched(workers, maxBuffered);

        var index = 0;
        await foreach (var element in prefetched.ToAsyncEnumerable())
        {
            element.ShouldBe(10 * index++);
        }

        steps.ShouldBe(5000);
    }

    private static async IAsyncEnumerable<string> Rows(StringReader reader)
    {
        while (await reader.ReadLineAsync() is { } row)
        {
            yield return row;
        }
    }

    [Test]
    public async Task All_enumerators_are_disposed_of_though_some_fail([Values(1, 2)] int failing)
    {
        var disposed = 0;
        var view = Numbers().AsIndexable(count: 10, cursors: 3);
        _ = await view.GetAsync(7) + await view.GetAsync(5) + await view.GetAsync(3);

        var failure = await Should.ThrowAsync<Exception>(async () => await view.DisposeAsync());

        disposed.ShouldBe(3);
        (failure is AggregateException several ? several.InnerExceptions.Count : 1).ShouldBe(failing);

        async IAsyncEnumerable<int> Numbers()
        {
            try
            {
                for (var index = 0; index < 10; index++)
                {
                    await Task.Yield();
                    yield return index;
                }
            }
            finally
            {
                if (++disposed <= failing)
                {
                    throw new IOException();
                }
            }
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task Reads_under_way_when_the_view_is_disposed_are_refused_and_a_step_is_awaited(
        [Values] bool heedsToken)
    {
        var hold = new Hold(heedsToken);
        List<int> discarded = [];
        var view = Held().AsIndexable(count: 10, options: new() { OnDiscard = discarded.Add });
        Task<int>[] reads = [view.GetAsync(2).AsTask(), view.GetAsync(5).AsTask()];
        await hold.Reached;

        var disposal = view.DisposeAsync().AsTask();
        await hold.Cancelled;
        if (!heedsToken)
        {
            disposal.IsCompleted.ShouldBeFalse();
            hold.Open();
        }

        await disposal;
        open.ShouldBe(0);
        discarded.ShouldBe(heedsToken ? [0] : [0, 1]);
        foreach (var read in reads)
        {
            await Should.ThrowAsync<ObjectDisposedException>(read);
        }

        async IAsyncEnumerable<int> Held([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            open++;
            try
            {
                yield return 0;
                await hold.PassAsync(cancellationToken);
                yield return 1;
                yield return 2;
            }
            finally
            {
                open--;
            }
        }
    }

    [Test]
    public async Task Values_that_are_stepped_over_are_discarded_and_those_that_are_read_are_not()
    {
        List<int> discarded = [];
        await using (var view = Sequence(10).AsIndexable(
            count: 10, cacheSize: 1, options: new() { OnDiscard = discarded.Add }))
        {
            _ = await view.GetAsync(3) + await view.GetAsync(2) + await view.GetAsync(5);
            discarded.ShouldBe([0, 10]);
        }

        discarded.ShouldBe([0, 10, 40]);
    }

    [Test]
    public async Task What_a_callback_throws_stops_no_cursor_and_is_thrown_by_the_read_in_the_end()
    {
        var view = Sequence(10).AsIndexable(
            count: 10, options: new() { OnDiscard = n => throw new IOException($"{n}") });

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(1));

        failure.InnerException.ShouldBeOfType<IOException>().Message.ShouldBe("0");
        failure.Trail.ShouldHaveSingleItem().Index.ShouldBe(1);
        (await view.GetAsync(1)).ShouldBe(10);
        steps.ShouldBe(2);
        await view.DisposeAsync();
    }

    [Test]
    public async Task A_sequence_of_a_single_pass_is_never_started_over()
    {
        var view = Sequence(5).AsIndexable(count: 5, options: new() { SinglePass = true });
        _ = await view.GetAsync(1);

        (await Should.ThrowAsync<InvalidOperationException>(async () => await view.GetAsync(0)))
            .Message.ShouldEndWith("has come to element 1.");

        List<int> rest = [];
        await foreach (var element in view[1..])
        {
            rest.Add(element);
        }

        rest.ShouldBe([10, 20, 30, 40]);
        Should.Throw<ArgumentException>(
            () => Sequence(1).AsIndexable(1, cursors: 2, options: new() { SinglePass = true }))
            .ParamName.ShouldBe("cursors");
    }

    private async IAsyncEnumerable<int> Sequence(int count, int broken = -1)
    {
        open++;
        try
        {
            for (var index = 0; index < count; index++)
            {
                await Task.Yield();
                steps++;
                yield return index == broken ? throw new FormatException() : 10 * index;
            }
        }
        finally
        {
            open--;
        }
    }

    /// <summary>The numbers from 0 on, by enumerators that are counted when they are disposed of.</summary>
    private sealed class Tracked(int count) : IAsyncEnumerable<int>
    {
        public int Disposed { get; private set; }

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            new Enumerator(this, count);

        private sealed class Enumerator(Tracked sequence, int count) : IAsyncEnumerator<int>
        {
            public int Current { get; private set; } = -1;

            public ValueTask<bool> MoveNextAsync() => new(++Current < count);

            public ValueTask DisposeAsync()
            {
                sequence.Disposed++;
                return default;
            }
        }
    }
}
