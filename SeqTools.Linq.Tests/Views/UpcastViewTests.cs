namespace SeqTools.Linq.Tests;

/// <summary>A view of strings is a list of objects, too, and remains a view as such.</summary>
public class UpcastViewTests
{
    [Test]
    public void It_has_the_elements_of_the_view()
    {
        IReadOnlyList<object> objects = new List<string> { "a", "b", "c" }.Skip(1);
        var view = objects.AsView();
        view.ShouldBe(["b", "c"]);
        view.ToArray().ShouldBe(["b", "c"]);
        view[^1].ShouldBe("c");
        view.Slice(1..).ShouldBe(["c"]);
    }

    [Test]
    public void Its_length_is_the_views_fixed_or_live()
    {
        IReadOnlyList<object> fixedObjects = new[] { "a", "b" }.AsView();
        Should.Throw<ArgumentOutOfRangeException>(() => fixedObjects.Slice(..3));
        List<string> source = ["a"];
        IReadOnlyList<object> objects = source.Select(s => s);
        var reversed = objects.Reverse();
        source.Add("b");
        reversed.ShouldBe(["b", "a"]);
    }

    [Test]
    public void Its_stages_are_in_the_trail_once_and_in_the_picture()
    {
        IReadOnlyList<object> objects = Seq.Range(0, 3).Select(x => x == 1 ? throw new FormatException() : $"{x}");
        var view = objects.Reverse();
        Should.Throw<EvaluationException>(() => view[1]).Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Reverse", 1), ("Select", 1)]);
        Should.Throw<EvaluationException>(() => view.ToArray()).Index.ShouldBe(1);
        Should.Throw<EvaluationException>(() => objects.Take(3).ToList())
            .Trail.Select(frame => (frame.Origin.Operator, frame.Index))
            .ShouldBe([("Take", 1), ("Select", 1)]);
        view.Explain().Split(Environment.NewLine).Length.ShouldBe(3);
    }

    [Test]
    public void Errors_of_the_librarys_own_pass_unwrapped()
    {
        IReadOnlyList<object> objects = new[] { "a" }.Gather([7]);
        Should.Throw<ArgumentOutOfRangeException>(() => objects.Reverse()[0]).ParamName.ShouldBe("indices");
        IReadOnlyList<object> endless = new List<string> { "a" }.Concat(Seq.Repeat("b"));
        Should.Throw<OverflowException>(() => endless.Reverse().Count);
    }

    [Test]
    public void A_pass_goes_on_after_a_failure_and_ends_for_good()
    {
        IReadOnlyList<object> objects = Seq.Range(0, 2).Select(x => x == 0 ? throw new FormatException() : "b");
        using var pass = objects.Take(2).GetEnumerator();
        Should.Throw<EvaluationException>(() => pass.MoveNext());
        pass.MoveNext().ShouldBeTrue();
        pass.Current.ShouldBe("b");
        pass.MoveNext().ShouldBeFalse();
        pass.MoveNext().ShouldBeFalse();
        pass.Current.ShouldBeNull();
    }
}
