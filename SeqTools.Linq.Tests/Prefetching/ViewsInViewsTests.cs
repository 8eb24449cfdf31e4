using System.Collections.Concurrent;
using SeqTools.Linq.Tests.Operators;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>Elements that are views themselves are evaluated whole.</summary>
public class ViewsInViewsTests
{
    public static IEnumerable<Func<SeqView<int>, SeqView<SeqView<int>>>> Kinds { get; } =
    [
        view => view.Batch(4),
        view => view.Batch(4, pad: -1),
        view => view.Batch(3, dropLast: true),
        view => view.Window(5),
        view => view.Window(3, step: 4),
        view => Seq.Collate([view, view.Reverse(), view.Select(x => x + 1)]),
        view => view.SplitInto(3),
        view => Seq.Range(0, 3).Select(i => view[i..]),
        view => Seq.Range(0, 3).Select(i => (SeqView<int>)view.Filter(x => x % 20 == 10 * (i % 2))),
        view => Seq.Range(0, 3).Select(_ => view.Batch(3).Unbatch(3)),
    ];

    [TestCaseSource(nameof(Kinds)), CancelAfter(120_000)]
    public void Each_element_of_an_element_is_evaluated_ahead_and_once(
        Func<SeqView<int>, SeqView<SeqView<int>>> kind)
    {
        var expected = kind(new Workshop(10).Elements);
        var workshop = new Workshop(10);
        using var view = kind(workshop.Elements).AsPrefetched(2, 100);

        _ = view[0];
        Patience.Until(() => view.Statistics.Ready == expected.Count - 1);
        var made = workshop.Begun.Length;

        for (var i = 0; i < expected.Count; i++)
        {
            view[i].Count.ShouldBe(expected[i].Count);
            view[i].ShouldBe(expected[i]);
            Enumerable.Range(0, view[i].Count).Select(k => view[i][k]).ShouldBe(expected[i].ToArray());
            view[i].ToArray().ShouldBe(expected[i].ToArray());
            view[i].Origin.Operator.ShouldBe(expected[i].Origin.Operator);
            view[i].ToString().ShouldBe(view[i].Origin.ToString());
        }

        workshop.Begun.Length.ShouldBe(made);
    }

    [Test, CancelAfter(120_000)]
    public void An_element_that_fails_fails_where_it_is_read_with_its_trail_and_the_others_are_there(
        [Values] bool awaited, [Values] bool onWorkersOnly)
    {
        var workshop = new Workshop(12) { Broken = [5, 7] };
        var lazy = workshop.Elements.Select(x => x + 1).Batch(4);
        PrefetchOptions<SeqView<int>> options = new() { OnWorkerStart = onWorkersOnly ? _ => { } : null };
        using var view = awaited
            ? lazy.SelectAsync((batch, _) => ValueTask.FromResult(batch)).AsPrefetched(2, 3, options)
            : lazy.AsPrefetched(2, 3, options);

        var batch = view[1];
        batch.Count.ShouldBe(4);
        batch[0].ShouldBe(41);
        batch[2].ShouldBe(61);
        UnbatchTests.Outcomes(batch).ShouldBe([41, null, 61, null]);
        UnbatchTests.Outcomes(batch.Select(x => x)).ShouldBe([41, null, 61, null]);
        var first = Should.Throw<EvaluationException>(() => batch[1]);
        first.Message.ShouldBe(Should.Throw<EvaluationException>(() => lazy[1][1]).Message);
        first.InnerException.ShouldBeOfType<FormatException>();
        Should.Throw<EvaluationException>(() => batch[1]).ShouldNotBeSameAs(first);
        Should.Throw<EvaluationException>(() => batch.ToArray()).Message.ShouldBe(first.Message);
        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            Should.Throw<FormatException>(() => batch[1]);
        }

        var above = Should.Throw<EvaluationException>(() => batch.Skip(1).Select(x => x)[0]);
        above.Trail.Select(frame => $"{frame.Origin.Operator}[{frame.Index}]")
            .ShouldBe(["Select[0]", "Skip[0]", "Batch[1]", "Select[5]", "Generate[5]"]);
        view[2].ShouldBe([81, 91, 101, 111]);
    }

    [Test, CancelAfter(120_000)]
    public void Batches_of_batches_are_evaluated_to_the_last_element([Values] bool isArray)
    {
        var workshop = new Workshop(24);
        var batches = workshop.Elements.Batch(3);
        using var view = isArray
            ? batches.ToArray().Batch(2).AsPrefetched(2, 10)
            : batches.Batch(2).AsPrefetched(2, 10);

        _ = view[0];
        Patience.Until(() => view.Statistics.Ready == 3);
        workshop.Begun.Order().ShouldBe(Enumerable.Range(0, 24));
        view.SelectMany(pair => pair.SelectMany(batch => batch)).Count().ShouldBe(24);
        view[3][1].ShouldBe([210, 220, 230]);
        workshop.Begun.Length.ShouldBe(48);
    }

    [Test, CancelAfter(120_000)]
    public void A_batch_that_is_discarded_is_handed_over_whole()
    {
        var workshop = new Workshop(20) { Broken = [7] };
        var discarded = new ConcurrentQueue<SeqView<int>>();
        using (var view = workshop.Elements.Batch(5).AsPrefetched(1, 4, new() { OnDiscard = discarded.Enqueue }))
        {
            _ = view[0];
            Patience.Until(() => view.Statistics.Ready == 3);
        }

        discarded.Select(batch => batch[0]).Order().ShouldBe([50, 100, 150]);
        workshop.Begun.Length.ShouldBe(20);
    }

    [Test, CancelAfter(120_000)]
    public async Task What_nobody_wants_any_more_is_not_evaluated_to_its_end([Values] bool awaited)
    {
        var workshop = new Workshop(20);
        var gate = workshop.HoldBack(12);
        var discarded = new ConcurrentQueue<SeqView<int>>();
        PrefetchOptions<SeqView<int>> options = new() { OnDiscard = discarded.Enqueue };
        var batches = workshop.Elements.Batch(10);
        var view = awaited
            ? batches.SelectAsync((batch, _) => ValueTask.FromResult(batch)).AsPrefetched(1, 2, options)
            : batches.AsPrefetched(1, 2, options);

        _ = view[0];
        gate.AwaitArrival();
        view.Dispose();
        gate.Open();
        await view.DisposeAsync();

        workshop.Begun.Max().ShouldBe(12);
        UnbatchTests.Outcomes(discarded.ShouldHaveSingleItem().Take(3)).ShouldBe([100, 110, 120]);
    }

    [Test, CancelAfter(120_000)]
    public void What_has_no_end_an_owner_or_a_class_of_its_own_stays_as_it_is()
    {
        using var ahead = new Workshop(3).Elements.AsPrefetched(1, 2);
        var own = new Own();
        IReadOnlyList<SeqView<int>> views = [new Workshop(1).Elements.Cycle(), ahead, own];
        using var view = views.Select(inner => inner).AsPrefetched(1, 4);

        view[0].ShouldBeSameAs(views[0]);
        view[1].ShouldBeSameAs(ahead);
        view[2].ShouldBeSameAs(own);
        ahead.Statistics.Produced.ShouldBe(0);
    }

    [Test, CancelAfter(120_000)]
    public void A_view_whose_length_can_not_be_told_stays_as_it_is()
    {
        var rows = Seq.Range(0, 2)
            .Select(file => file == 1 ? throw new FormatException() : new[] { 1, 2, 3 })
            .Flatten();
        using var view = rows.Batch(2).AsPrefetched(1, 4);

        view[0].ShouldBe([1, 2]);
        view[1][0].ShouldBe(3);
        Should.Throw<EvaluationException>(() => view[1][1]).InnerException.ShouldBeOfType<FormatException>();
    }

    [Test, CancelAfter(120_000)]
    public void Elements_that_lie_in_memory_are_not_copied()
    {
        int[] numbers = [1, 2, 3, 4];
        using var view = numbers.Batch(2).AsPrefetched(1, 2);
        var batch = view[1];

        numbers[3] = 5;

        batch.ShouldBe([3, 5]);
    }

    private sealed class Own : SeqView<int>
    {
        public override int Count => 1;

        protected override int GetItem(int index) => throw new NotSupportedException();
    }
}
