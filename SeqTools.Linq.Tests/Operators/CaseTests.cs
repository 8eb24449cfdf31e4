namespace SeqTools.Linq.Tests;

internal sealed class CaseTests
{
    [Test]
    public void The_choices_say_the_list()
    {
        var view = Seq.Case([0, 2, 1, 0], [[1, 2, 3, 4], [10, 20, 30, 40], [100, 200, 300, 400]]);

        view.ShouldBe([1, 200, 30, 4]);
        view[2].ShouldBe(30);
        view.ToArray().ShouldBe([1, 200, 30, 4]);
        view[1..3].ShouldBe([200, 30]);
    }

    [Test]
    public void Reading_an_element_evaluates_the_choice_and_the_chosen_one()
    {
        List<int> evaluated = [];
        var view = Seq.Case(
            Stages.Noted(evaluated, 2), [Stages.Noted(evaluated, 2, 10), Stages.Noted(evaluated, 2, 20)]);

        view[1].ShouldBe(21);

        evaluated.ShouldBe([1, 21]);
    }

    [Test]
    public void A_choice_outside_the_lists_is_refused_when_it_is_read([Values(-1, 2)] int choice)
    {
        var view = Seq.Case([0, choice], [[1, 2], [3, 4]]);
        view[0].ShouldBe(1);

        var refused = Should.Throw<ArgumentOutOfRangeException>(() => view[1]);

        refused.ParamName.ShouldBe("choices");
        refused.ActualValue.ShouldBe(choice);
        refused.Message.ShouldContain($"Position 1 holds {choice}");
        Should.Throw<ArgumentOutOfRangeException>(() => view.Select(n => n).ToList());
    }

    [Test]
    public void Lists_of_different_lengths_are_refused()
    {
        Should.Throw<ArgumentException>(() => Seq.Case(new[] { 0 }, [new[] { 1, 2 }])).ParamName.ShouldBe("lists");
        Should.Throw<ArgumentException>(() => Seq.Case(new List<int>(), [new[] { 1, 2 }, new[] { 1 }]));
    }

    [Test]
    public void Lists_that_grow_must_be_of_one_length_when_they_are_read()
    {
        List<int> choices = [0];
        var view = Seq.Case(choices, [[1, 2], [3, 4]]);
        Should.Throw<InvalidOperationException>(() => view[0]);

        choices.Add(1);

        view.ShouldBe([1, 4]);
    }

    [Test]
    public void A_list_is_enumerated_in_one_pass_for_its_choices()
    {
        List<int> choices = [0, 0];
        using var elements = Seq.Case(choices, [new[] { 1, 2 }]).GetEnumerator();
        elements.MoveNext().ShouldBeTrue();

        choices[1] = 0;
        choices.Reverse();

        Should.Throw<InvalidOperationException>(() => elements.MoveNext());
    }

    [Test]
    public void An_error_names_it()
    {
        Stages.Of(() => Seq.Case([0, 1], [[1, 2], Stages.FailingAt(1, 2)])[1]).ShouldBe("Case[1] Generate[1]");
        Stages.Of(() => Seq.Case(Stages.FailingAt(1, 2), [[1, 2]])[1]).ShouldBe("Case[1] Generate[1]");
    }

    [Test]
    public void An_enumeration_goes_on_after_an_element_that_failed() =>
        Stages.Tolerantly(Seq.Case([0, 1, 1], [[5, 6, 7], Stages.FailingAt(1, 3)]), -1).ShouldBe([5, -1, 2]);
}
