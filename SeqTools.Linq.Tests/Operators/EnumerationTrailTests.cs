using System.Collections.ObjectModel;
using SeqTools.Linq.Tests.Waiting;

namespace SeqTools.Linq.Tests.Operators;

/// <summary>An enumeration that is guarded by the stages above tells of a failure as a read by index does.</summary>
internal sealed class EnumerationTrailTests
{
    private static readonly List<int> Numbers = [.. Enumerable.Range(1, 20)];

    /// <summary>Lists of which each has an enumerator of another kind.</summary>
    private static readonly AwaitingStage[] Sources =
    [
        new("array", _ => Numbers.ToArray().Select(Fail)),
        new("List", _ => Numbers.Select(Fail)),
        new("ReadOnlyCollection", _ => new ReadOnlyCollection<int>(Numbers).Select(Fail)),
        new("List, Zip", _ => Numbers.Zip(Numbers, (n, _) => Fail(n))),
        new("Interleave", _ => Numbers.Interleave(Numbers).Select(Fail)),
    ];

    private static readonly AwaitingStage[] Above =
    [
        new("Select", list => list.Select(n => n)),
        new("Select, Select", list => list.Select(n => n).Select(n => n)),
        new("Tap", list => list.Tap(_ => { })),
        new("Index", list => list.Index().Select(element => element.Item)),
        new("WithOwnership", list => list.WithOwnership()),
        new("WithOwnership, Select", list => list.WithOwnership().Select(n => n)),
        new("SelectWith, WithOwnership, Tap",
            list => list.SelectWith(() => 0, (_, n) => n).WithOwnership().Tap(_ => { })),
        new("Measure, Select", list => list.Measure().Select(n => n)),
        new("Zip", list => list.Zip(Seq.Range(0, 40), (n, _) => n)),
    ];

    [Test]
    public void The_trail_of_a_failure_is_that_of_a_read(
        [ValueSource(nameof(Sources))] object source, [ValueSource(nameof(Between))] object stage,
        [ValueSource(nameof(Above))] object above)
    {
        AwaitingStage[] chain = [(AwaitingStage)source, (AwaitingStage)stage, (AwaitingStage)above];
        var view = chain.Aggregate(Seq.Empty<int>(), (list, next) => next.Over(list));
        var index = Enumerable.Range(0, 100).First(i => Failure(() => _ = view[i]) is not null);
        var expected = Stages.Of(() => view[index]);

        Stages.Of(() =>
        {
            foreach (var _ in view)
            {
                // Up to the failure.
            }

            return null;
        }).ShouldBe(expected);
    }

    /// <summary>Those that read their elements one by one, in order, and fail with them.</summary>
    private static IEnumerable<AwaitingStage> Between() =>
        AwaitingStage.WithoutLength.Where(
            stage => $"{stage}" is not ("Shuffle" or "Gather" or "TakeEvery" or "Chunk" or "many stages"));

    private static int Fail(int n) => n == 4 ? throw new FormatException("no four") : n;

    private static Exception? Failure(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
