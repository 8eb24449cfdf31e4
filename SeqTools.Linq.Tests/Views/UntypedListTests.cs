using System.Collections;

namespace SeqTools.Linq.Tests.Views;

public class UntypedListTests
{
    [Test]
    public void A_control_that_shows_a_million_rows_evaluates_those_in_sight()
    {
        List<int> evaluated = [];
        var control = new VirtualizingControl { Rows = Stages.Noted(evaluated, 1_000_000).Select(n => $"row {n}") };
        evaluated.ShouldBeEmpty();

        control.ScrollTo(500_000, visible: 3).ShouldBe(["row 500000", "row 500001", "row 500002"]);
        evaluated.ShouldBe([500_000, 500_001, 500_002]);
        control.ScrollTo(999_999, visible: 3).ShouldBe(["row 999999"]);
    }

    [Test]
    public void It_reads_as_the_typed_list_does()
    {
        IList list = Seq.Range(5, 3).Select(n => n == 7 ? null : $"{n}");

        (list.IsReadOnly, list.IsFixedSize, list.IsSynchronized).ShouldBe((true, true, false));
        list.SyncRoot.ShouldBeSameAs(list);
        list.Count.ShouldBe(3);
        list[1].ShouldBe("6");
        (list.IndexOf("6"), list.IndexOf(null), list.IndexOf(6), list.IndexOf("9")).ShouldBe((1, 2, -1, -1));
        (list.Contains("5"), list.Contains(5)).ShouldBe((true, false));
        list.Cast<string?>().ShouldBe(["5", "6", null]);
        Should.Throw<ArgumentOutOfRangeException>(() => list[3]).ParamName.ShouldBe("index");
        ((IList)Seq.Range(0, 2)).IndexOf(null).ShouldBe(-1);
    }

    [Test]
    public void It_copies_into_arrays_of_any_type_that_fits()
    {
        ICollection numbers = Seq.Range(1, 2);
        var (ints, objects) = (new int[3], new object?[3]);

        numbers.CopyTo(ints, 1);
        numbers.CopyTo(objects, 0);

        ints.ShouldBe([0, 1, 2]);
        objects.ShouldBe([1, 2, null]);
        Should.Throw<ArgumentException>(() => numbers.CopyTo(ints, 2));
        Should.Throw<ArgumentNullException>(() => numbers.CopyTo(null!, 0)).ParamName.ShouldBe("array");
    }

    [Test]
    public void It_cannot_be_written_to()
    {
        IList list = Seq.Range(1, 2);

        Action[] writes =
        [
            () => list[0] = 1, () => list.Add(1), () => list.Insert(0, 1), () => list.Remove(1), () => list.RemoveAt(0),
            list.Clear,
        ];
        Array.ForEach(
            writes, write => Should.Throw<NotSupportedException>(write).Message.ShouldBe($"{list} is read-only."));
    }

    /// <summary>What a list on a screen does that is handed its rows as a list without a type.</summary>
    private sealed class VirtualizingControl
    {
        public required IEnumerable Rows { private get; init; }

        public string[] ScrollTo(int first, int visible)
        {
            var list = Rows.ShouldBeAssignableTo<IList>()!;
            return
            [
                .. Enumerable.Range(first, Math.Min(visible, list.Count - first)).Select(row => $"{list[row]}"),
            ];
        }
    }
}
