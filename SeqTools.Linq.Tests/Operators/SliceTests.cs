namespace SeqTools.Linq.Tests;

internal sealed class SliceTests
{
    private static readonly int[] Numbers = [0, 1, 2, 3, 4, 5];

    [Test]
    public void It_is_a_view_of_that_part()
    {
        Numbers.Slice(2..^1).ShouldBe([2, 3, 4]);
        Numbers.Slice(^2..)[0].ShouldBe(4);
        Numbers.AsView()[1..3].ShouldBe([1, 2]);
        Numbers.AsView().Slice(1, 2).ShouldBe([1, 2]);
    }

    [TestCase(0, 7)]
    [TestCase(7, 7)]
    [TestCase(4, 3)]
    public void A_range_outside_a_list_of_fixed_length_is_refused(int start, int end)
    {
        var refusal = Should.Throw<ArgumentOutOfRangeException>(() => Numbers.Slice(start..end));

        refusal.ParamName.ShouldBe("range");
        refusal.Message.ShouldStartWith("Slice(start..end) in ");
        refusal.Message.ShouldContain(" is no part of 6 elements.");
    }

    [Test]
    public void A_range_that_starts_before_the_list_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Numbers.Slice(^7..)).ParamName.ShouldBe("range");

    [Test]
    public void A_range_that_no_list_can_have_is_refused_for_a_list_that_may_grow()
    {
        List<int> source = [];

        Should.Throw<ArgumentOutOfRangeException>(() => source.Slice(3..1)).ParamName.ShouldBe("range");
        Should.Throw<ArgumentOutOfRangeException>(() => source.Slice(^1..^3)).ParamName.ShouldBe("range");
    }

    [Test]
    public void A_range_that_a_list_may_come_to_have_is_as_long_as_what_there_is_of_it()
    {
        List<int> source = [0, 1, 2];
        var middle = source.Slice(1..4);
        var end = source.Slice(^2..);

        middle.ShouldBe([1, 2]);
        end.ShouldBe([1, 2]);
        source.AddRange([3, 4]);
        middle.ShouldBe([1, 2, 3]);
        end.ShouldBe([3, 4]);
        source.RemoveRange(1, 4);
        middle.Count.ShouldBe(0);
        end.ShouldBe([0]);
    }

    [Test]
    public void A_start_and_a_length_must_not_be_negative_nor_too_long()
    {
        var view = Numbers.AsView();

        Should.Throw<ArgumentOutOfRangeException>(() => view.Slice(-1, 1)).ParamName.ShouldBe("start");
        Should.Throw<ArgumentOutOfRangeException>(() => view.Slice(1, -1)).ParamName.ShouldBe("length");
        Should.Throw<ArgumentOutOfRangeException>(() => view.Slice(2, int.MaxValue)).ParamName.ShouldBe("length");
    }

    [Test]
    public void An_endless_view_can_be_sliced()
    {
        var endless = Seq.Repeat("a");

        endless[1..][1..].Count.ShouldBe(int.MaxValue - 2);
        endless[^3..].ShouldBe(["a", "a", "a"]);
        endless[1_000_000..1_000_002].ShouldBe(["a", "a"]);
    }

    [Test]
    public void A_slice_knows_its_place()
    {
        var origin = Numbers.AsView()[1..^1].Origin;

        (origin.Operator, origin.Arguments, origin.MemberName)
            .ShouldBe(("Slice", "1..^1", nameof(A_slice_knows_its_place)));
        Numbers.AsView().Slice(1, 2).Origin.Arguments.ShouldBe("1, 2");
    }
}
