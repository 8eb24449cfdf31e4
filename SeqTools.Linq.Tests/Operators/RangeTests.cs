namespace SeqTools.Linq.Tests;

internal sealed class RangeTests
{
    [Test]
    public void Numbers_are_evenly_spaced()
    {
        Seq.Range(10, 3).ShouldBe([10, 11, 12]);
        Seq.Range(10, 4, step: -5).ShouldBe([10, 5, 0, -5]);
        Seq.Range(0, 3, step: 2).ToArray().ShouldBe([0, 2, 4]);
        Seq.Range(5, 0).ShouldBeEmpty();
    }

    [Test]
    public void It_reaches_every_int()
    {
        Seq.Range(int.MinValue, 3, step: int.MaxValue).ShouldBe([int.MinValue, -1, int.MaxValue - 1]);
        Seq.Range(1, int.MaxValue)[^1].ShouldBe(int.MaxValue);
        Seq.Range(int.MaxValue, 1)[0].ShouldBe(int.MaxValue);
    }

    [Test]
    public void Numbers_that_are_no_ints_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Seq.Range(2, int.MaxValue)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentOutOfRangeException>(() => Seq.Range(int.MinValue, 2, step: -1))
            .ParamName.ShouldBe("count");
    }

    [Test]
    public void A_negative_count_and_a_step_of_nothing_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Seq.Range(0, -1)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentOutOfRangeException>(() => Seq.Range(0, 1, step: 0)).ParamName.ShouldBe("step");
    }

    [Test]
    public void It_is_named_with_its_numbers()
    {
        Seq.Range(1, 3).Origin.Arguments.ShouldBe("1, 3");
        Seq.Range(1, 3, step: 2).Origin.Arguments.ShouldBe("1, 3, step: 2");
    }

    [Test]
    public void No_numbers_may_begin_anywhere()
    {
        Seq.Range(int.MinValue, 0).ShouldBeEmpty();
        Seq.Range(int.MaxValue, 0, step: -1).ShouldBeEmpty();
    }
}
