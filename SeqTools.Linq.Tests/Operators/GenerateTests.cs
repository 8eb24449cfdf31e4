namespace SeqTools.Linq.Tests;

internal sealed class GenerateTests
{
    [Test]
    public void An_element_is_the_function_of_its_position()
    {
        List<int> calls = [];
        var view = Seq.Generate(1000, i =>
        {
            calls.Add(i);
            return i * i;
        });

        view[999].ShouldBe(998001);

        calls.ShouldBe([999]);
        view.Count.ShouldBe(1000);
    }

    [Test]
    public void A_failure_names_the_position_and_one_stage()
    {
        var view = Seq.Generate(3, i => 1 / (i - 1));

        var failure = Should.Throw<EvaluationException>(() => view[1]);

        failure.Trail.ShouldHaveSingleItem().Origin.Operator.ShouldBe("Generate");
        failure.InnerException.ShouldBeOfType<DivideByZeroException>();
    }

    [Test]
    public void It_has_no_sources() => ((IView)Seq.Generate(3, i => i)).Sources.ShouldBeEmpty();

    [Test]
    public void A_negative_count_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Seq.Generate(-1, i => i)).ParamName.ShouldBe("count");
}
