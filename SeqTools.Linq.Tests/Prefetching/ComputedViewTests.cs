namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>What stands for a view whose elements were evaluated ahead.</summary>
public class ComputedViewTests
{
    [Test]
    public void It_reads_and_describes_itself_as_the_view_that_it_was_evaluated_from()
    {
        var view = Seq.Range(0, 4).Select(n => 10 * n);
        var computed = ComputedView<int>.Of(view, () => true);

        computed.ShouldBeOfType<ComputedView<int>>();
        computed.ShouldBe([0, 10, 20, 30]);
        computed.Count.ShouldBe(4);
        computed.Origin.ShouldBe(view.Origin);
        (computed.CannotFail, computed.LiesInMemory, computed.ReadsByIndex).ShouldBe((true, true, true));
        computed.TryGetSpan(out var span).ShouldBeTrue();
        span.ToArray().ShouldBe([0, 10, 20, 30]);
        computed.Segment.ToArray().ShouldBe([0, 10, 20, 30]);
        ComputedView<int>.Of(computed, () => true).ShouldBeSameAs(computed);
        ComputedView<int>.IsView(3).ShouldBeFalse();
    }

    [Test]
    public void One_with_failures_is_no_span()
    {
        var view = Seq.Range(0, 4).Select(n => n == 2 ? throw new FormatException() : n);
        var computed = ComputedView<int>.Of(view, () => true);

        computed.CannotFail.ShouldBeFalse();
        computed.TryGetSpan(out _).ShouldBeFalse();
        computed.Segment.Count.ShouldBe(0);
        computed[3].ShouldBe(3);
        Should.Throw<EvaluationException>(() => computed[2]).InnerException.ShouldBeOfType<FormatException>();
        Should.Throw<EvaluationException>(() => computed.ToArray());
        computed.Count.ShouldBe(4);
    }

    [Test]
    public void What_nobody_wants_any_more_ends_with_the_failure_that_says_so([Values(0, 2)] int wanted)
    {
        var evaluated = 0;
        var view = Seq.Range(0, 4).Select(n => evaluated++);

        var computed = ComputedView<int>.Of(view, () => evaluated < wanted);

        evaluated.ShouldBe(wanted);
        computed.Count.ShouldBe(wanted + 1);
        computed.Take(wanted).ShouldBe(Enumerable.Range(0, wanted));
        Should.Throw<OperationCanceledException>(() => computed[wanted]).Message
            .ShouldBe($"{view} was not wanted any more.");
    }

    [Test]
    public async Task So_it_does_where_it_is_awaited()
    {
        using CancellationTokenSource source = new();
        await using var ahead = Seq.Range(0, 4).AsPrefetched(1, 1);
        var view = ahead.Select(n =>
        {
            if (n == 1)
            {
                source.Cancel();
            }

            return 10 * n;
        });
        view.IsComputedAhead.ShouldBeTrue();

        var computed = await ComputedView<int>.OfAsync(view, source.Token);

        computed[0].ShouldBe(0);
        computed.Count.ShouldBeInRange(2, 3);
        Should.Throw<OperationCanceledException>(() => computed[computed.Count - 1]);
    }

    [Test]
    public async Task What_lies_in_memory_has_no_end_or_an_owner_stays_as_it_is()
    {
        SeqView<int>[] views = [ListView.Of(new[] { 1, 2, 3 }), Seq.Repeat(7), Seq.Range(0, 3).AsPrefetched(1, 1)];
        foreach (var view in views)
        {
            ComputedView<int>.Of(view, () => true).ShouldBeSameAs(view);
            (await ComputedView<int>.OfAsync(view, default)).ShouldBeSameAs(view);
        }

        ((IDisposable)views[2]).Dispose();
    }

    [Test]
    public async Task What_lies_in_memory_and_holds_views_is_evaluated_with_them()
    {
        SeqView<int>[] rows = [Seq.Range(0, 2).Select(n => n + 1), Seq.Range(0, 1).Select(n => n)];
        var view = ListView.Of<SeqView<int>>(rows);

        var computed = ComputedView<SeqView<int>>.Of(view, () => true);
        var awaited = await ComputedView<SeqView<int>>.OfAsync(view, default);

        foreach (var whole in new[] { computed, awaited })
        {
            whole.ShouldNotBeSameAs(view);
            whole[0].ShouldBeOfType<ComputedView<int>>().ShouldBe([1, 2]);
        }

        SeqView<int>[] inMemory = [ListView.Of(new[] { 1 })];
        var all = ListView.Of<SeqView<int>>(inMemory);
        ComputedView<SeqView<int>>.Of(all, () => true)[0].ShouldBeSameAs(inMemory[0]);
    }

    [Test]
    public async Task One_that_reads_what_is_computed_ahead_is_awaited([Values] bool fails)
    {
        await using var ahead = Seq.Range(0, 4).AsPrefetched(1, 2);
        var view = ahead.Select(n => fails && n == 1 ? throw new FormatException() : 10 * n);

        var computed = await ComputedView<int>.OfAsync(view, default);

        computed.Count.ShouldBe(4);
        computed[3].ShouldBe(30);
        computed.CannotFail.ShouldBe(!fails);
        ahead.Statistics.ComputedByReaders.ShouldBe(0, "It is awaited, and not read.");
    }

    [Test]
    public async Task Where_the_length_can_not_be_told_the_view_stays_as_it_is([Values] bool isAhead)
    {
        await using var ahead = Seq.Range(0, 3).AsPrefetched(1, 2);
        var rows = (isAhead ? ahead : Seq.Range(0, 3).Select(n => n))
            .Select(row => row == 1 ? throw new FormatException() : new[] { row, row })
            .Flatten();

        (await ComputedView<int>.OfAsync(rows, default)).ShouldBeSameAs(rows);
        ComputedView<int>.Of(rows, () => true).ShouldBeSameAs(rows);
    }
}
