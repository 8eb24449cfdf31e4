namespace SeqTools.Linq.Tests;

internal sealed class SwitchTests
{
    [Test]
    public void The_condition_chooses_the_list()
    {
        var view = Seq.Switch([true, false, true], ["a", "b", "c"], ["x", "y", "z"]);

        view.ShouldBe(["a", "y", "c"]);
        view[1].ShouldBe("y");
    }

    [Test]
    public void Reading_an_element_evaluates_the_condition_and_the_chosen_one()
    {
        List<int> evaluated = [];
        var even = Stages.Noted(evaluated, 2).Select(n => n % 2 == 0);
        var view = Seq.Switch(even, Stages.Noted(evaluated, 2, 10), Stages.Noted(evaluated, 2, 20));

        view[1].ShouldBe(21);

        evaluated.ShouldBe([1, 21]);
    }

    [Test]
    public void Lists_of_different_lengths_are_refused()
    {
        Should.Throw<ArgumentException>(() => Seq.Switch(new[] { true }, new[] { 1 }, new[] { 1, 2 }));

        List<bool> condition = [];
        var view = Seq.Switch(condition, [1], [2]);
        Should.Throw<InvalidOperationException>(() => view.Count);
        condition.Add(false);
        view.ShouldBe([2]);
    }

    [Test]
    public void Reading_an_element_allocates_nothing()
    {
        List<int> a = [1, 2, 3], b = [10, 20, 30];
        var view = Seq.Switch(new List<bool> { true, false, true }, a, b);

        Stages.BytesOfReading(view).ShouldBe(0);
    }

    [Test]
    public void An_error_names_it()
    {
        Stages.Of(() => Seq.Switch([false, true], Stages.FailingAt(1, 2), [1, 2])[1]).ShouldBe("Switch[1] Generate[1]");
        Stages.Of(() => Seq.Switch(Stages.FailingAt(1, 2).Select(n => true), [1, 2], [1, 2])[1])
            .ShouldBe("Switch[1] Select[1] Generate[1]");
    }

    [Test]
    public void Its_sources_are_the_three_lists()
    {
        bool[] condition = [true];
        int[] a = [1], b = [2];

        ((IView)Seq.Switch(condition, a, b)).Sources.ShouldBe([condition, a, b]);
    }
}
