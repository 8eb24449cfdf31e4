namespace SeqTools.Linq.Tests.Async;

internal sealed class AsyncFailureTests
{
    private static readonly string[] Texts = ["1", "2", "3", "4", "x7"];

    public static string Stages(EvaluationException failure) =>
        string.Join(" ", failure.Trail.Select(frame => $"{frame.Origin.Operator}[{frame.Index}]"));

    [Test]
    public async Task The_trail_has_each_stage_with_its_position_and_place([Values] bool atOnce)
    {
        var parsed = Parsed(atOnce);
        var negated = parsed.Select(n => -n);
        var numbers = negated.Concat(parsed)[1..].Gather([3, 0]).Interleave(parsed);

        var failure = await FailureOf(numbers, 0);

        Stages(failure).ShouldBe("Interleave[0] Gather[0] Slice[3] Concat[4] Select[4] SelectAsync[4]");
        failure.Index.ShouldBe(0);
        failure.Origin.ShouldBe(parsed.Origin);
        failure.InnerException.ShouldBeOfType<FormatException>();
        failure.Trail.ShouldAllBe(
            frame => frame.Origin.FilePath.EndsWith("AsyncFailureTests.cs", StringComparison.Ordinal));
        failure.Trail[0].Origin.LineNumber.ShouldBe(numbers.Origin.LineNumber);
        var origin = failure.Trail[4].Origin;
        (origin.Arguments, origin.LineNumber, origin.MemberName).ShouldBe(
            ("n => -n", numbers.Origin.LineNumber - 1, nameof(The_trail_has_each_stage_with_its_position_and_place)));
        failure.Trail[1].Origin.Arguments.ShouldBe("[3, 0]");
        failure.Message.ShouldContain(
            $"at Gather([3, 0])[0] in {numbers.Origin.FilePath}:line {numbers.Origin.LineNumber} "
            + $"({numbers.Origin.MemberName})");
    }

    [Test]
    public async Task A_function_that_throws_before_it_returns_a_task_is_a_failure_like_any_other()
    {
        var valueTask = Texts.SelectAsync(
            (string text, CancellationToken _) =>
                text.Length == 0 ? ValueTask.FromResult(0) : throw new FormatException());
        var task = valueTask
            .Gather([0])
            .SelectAsync((int n, CancellationToken _) => n < 0 ? Task.FromResult(0) : throw new TimeoutException());

        Stages(await FailureOf(valueTask, 1)).ShouldBe("SelectAsync[1]");
        Stages(await FailureOf(task, 0)).ShouldBe("SelectAsync[0] Gather[0] SelectAsync[0]");
        Stages(
            await FailureOf(
                Parsed(true)
                    .Gather([0])
                    .SelectAsync(
                        (int n, CancellationToken _) => n < 0 ? Task.FromResult(0) : throw new TimeoutException()),
                0))
            .ShouldBe("SelectAsync[0]");
    }

    [Test]
    public async Task A_view_that_is_read_in_a_function_continues_the_trail([Values] bool atOnce)
    {
        var inner = Parsed(atOnce);
        var list = Texts.Select(s => int.Parse(s)).Reverse();
        var outer = Seq.Range(0, 5).SelectAsync(async (n, token) => await inner.GetAsync(n, token)).Shuffle(1);
        var overList = Seq.Range(0, 5).SelectAsync((n, _) => ValueTask.FromResult(n)).Select(n => list[n]);
        var failing = Enumerable.Range(0, 5).Single(i => Seq.Range(0, 5).Shuffle(1)[i] == 4);

        var failure = await FailureOf(outer, failing);

        Stages(failure).ShouldBe($"Shuffle[{failing}] SelectAsync[4] SelectAsync[4]");
        failure.Origin.ShouldBe(inner.Origin);
        failure.InnerException.ShouldBeOfType<FormatException>();
        Stages(await FailureOf(overList, 0)).ShouldBe("Select[0] Reverse[0] Select[4]");
    }

    [Test]
    public async Task A_failure_of_the_list_behind_is_that_of_the_stage_that_reads_it()
    {
        var source = new FailingList<int>([0, 1, 2], 2);

        Stages(await FailureOf(source.SelectAsync((n, _) => ValueTask.FromResult(n)), 2)).ShouldBe("SelectAsync[2]");
        Stages(await FailureOf(source.Reverse().SelectAsync((n, _) => ValueTask.FromResult(n))[..1], 0))
            .ShouldBe("Slice[0] SelectAsync[0] Reverse[0]");
    }

    [Test]
    public async Task A_list_that_cannot_be_counted_is_a_failure_with_a_trail()
    {
        var view = new UncountableList<int>()
            .SelectAsync((n, _) => ValueTask.FromResult(n))
            .Select(n => n)
            .Concat(Parsed(true));

        var failure = Should.Throw<EvaluationException>(() => view.Count);
        var read = await FailureOf(view, 0);
        var step = await Should.ThrowAsync<EvaluationException>(
            async () => await view.GetAsyncEnumerator().MoveNextAsync());

        Stages(failure).ShouldContain("SelectAsync[-1]");
        Stages(read).ShouldContain("SelectAsync[-1]");
        Stages(step).ShouldContain("SelectAsync[-1]");
    }

    [Test]
    public async Task A_bad_index_of_a_gathering_is_not_wrapped_and_says_which()
    {
        var view = Parsed(true).Gather([0, 9]);

        var refusal = await Should.ThrowAsync<ArgumentOutOfRangeException>(
            async () => await view.Select(n => n).GetAsync(1));

        refusal.ParamName.ShouldBe("indices");
        refusal.Message.ShouldContain("9");
    }

    [Test]
    public async Task A_failure_that_is_thrown_twice_is_wrapped_afresh_each_time()
    {
        var broken = Task.FromException<int>(new InvalidDataException("broken"));
        var view = Texts.SelectAsync((_, _) => broken).Shuffle(2);

        var first = await FailureOf(view, 0);
        var message = first.Message;
        var second = await FailureOf(view, 1);

        second.ShouldNotBeSameAs(first);
        second.InnerException.ShouldBeSameAs(first.InnerException);
        (first.Index, second.Index, first.Trail.Count, second.Trail.Count, first.Message)
            .ShouldBe((0, 1, 2, 2, message));
    }

    [Test]
    public async Task A_task_that_many_reads_share_gives_each_its_own_trail()
    {
        var inner = Parsed(atOnce: false);
        var shared = inner.GetAsync(4).AsTask();
        var view = Seq.Range(0, 20).SelectAsync((_, _) => shared).Select(n => n);

        var failures = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => FailureOf(view, index)));

        failures.Select(Stages)
            .ShouldBe(Enumerable.Range(0, 20).Select(index => $"Select[{index}] SelectAsync[{index}] SelectAsync[4]"));
        Stages(await Should.ThrowAsync<EvaluationException>(shared)).ShouldBe("SelectAsync[4]");
    }

    [Test]
    public async Task A_cancellation_passes_as_it_is([Values] bool atOnce)
    {
        foreach (var read in (Func<AsyncSeqView<string>, CancellationToken, Task>[])
            [
                async (view, token) => await view.Gather([0]).Select(text => text).GetAsync(0, token),
                async (view, token) => await view.Batch(2).GetAsync(0, token),
                async (view, token) => await view.SelectAsync(Task.FromResult).GetAsync(0, token),
            ])
        {
            using var source = new CancellationTokenSource();
            var view = Texts.SelectAsync(async (text, token) =>
            {
                await ArriveAsync(atOnce);
                await source.CancelAsync();
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(token);
                linked.Token.ThrowIfCancellationRequested();
                return text;
            });

            await Should.ThrowAsync<OperationCanceledException>(() => read(view, source.Token));
        }
    }

    [Test]
    public async Task A_time_out_of_an_element_is_a_failure_of_that_element([Values] bool atOnce)
    {
        using var reader = new CancellationTokenSource();
        var view = Texts.SelectAsync(async (text, token) =>
        {
            await ArriveAsync(atOnce);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(token);
            await linked.CancelAsync();
            linked.Token.ThrowIfCancellationRequested();
            return text;
        });

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(0, reader.Token));
        Stages(failure).ShouldBe("SelectAsync[0]");
        failure.InnerException.ShouldBeOfType<OperationCanceledException>();
    }

    [Test]
    public async Task A_cancellation_that_no_one_asked_for_is_a_failure_like_any_other()
    {
        using var source = new CancellationTokenSource();
        var view = Texts.SelectAsync<string, string>(async (text, _) =>
        {
            await Task.Yield();
            throw new OperationCanceledException(source.Token);
        });

        var failure = await FailureOf(view.Gather([0]), 0);

        failure.InnerException.ShouldBeOfType<OperationCanceledException>();
        Stages(failure).ShouldBe("Gather[0] SelectAsync[0]");
    }

    [Test]
    public async Task In_passthrough_the_exception_of_the_user_flows_through_awaits_untouched([Values] bool atOnce)
    {
        var thrown = new InvalidDataException("broken");
        var view = Texts.SelectAsync<string, string>(async (_, _) =>
        {
            await ArriveAsync(atOnce);
            throw thrown;
        }).Select(text => text).Gather([0, 1]);

        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            await Task.Yield();
            (await Should.ThrowAsync<InvalidDataException>(async () => await view.GetAsync(0))).ShouldBeSameAs(thrown);
            (await Should.ThrowAsync<InvalidDataException>(async () => await view.Batch(2).GetAsync(0)))
                .ShouldBeSameAs(thrown);
            (await Should.ThrowAsync<InvalidDataException>(async () => await view.ToListAsync()))
                .ShouldBeSameAs(thrown);
        }

        (await FailureOf(view, 0)).InnerException.ShouldBeSameAs(thrown);
    }

    [Test]
    public async Task The_stack_trace_of_a_user_s_exception_has_no_frame_of_the_library_but_the_one_that_caught_it(
        [Values] bool atOnce)
    {
        var view = Texts.SelectAsync(async (text, _) => await ParseAsync(text))
            .Gather([4])
            .Select(n => n)
            .Concat(Parsed(true));

        var cause = (await FailureOf(view, 0)).InnerException!;

        cause.StackTrace!.ShouldContain(nameof(ParseAsync));
        StackTraceTests.FramesOfTheLibrary(cause).ShouldBeEmpty();

        async Task<int> ParseAsync(string text)
        {
            await ArriveAsync(atOnce);
            return int.Parse(text);
        }
    }

    [Test]
    public async Task The_stack_trace_of_a_function_that_is_no_async_method_shows_the_users_code_alone()
    {
        var view = Texts.SelectAsync((text, _) => ValueTask.FromResult(text)).Select(text => int.Parse(text))[..];

        var cause = (await FailureOf(view, 4)).InnerException!;

        StackTraceTests.FramesOfTheLibrary(cause).ShouldBeEmpty();
    }

    private static AsyncSeqView<int> Parsed(bool atOnce) => Texts.SelectAsync(async (text, _) =>
    {
        await ArriveAsync(atOnce);
        return int.Parse(text);
    });

    private static async Task ArriveAsync(bool atOnce)
    {
        if (!atOnce)
        {
            await Task.Yield();
        }
    }

    private static async Task<EvaluationException> FailureOf<T>(AsyncSeqView<T> view, int index) =>
        await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(index));
}
