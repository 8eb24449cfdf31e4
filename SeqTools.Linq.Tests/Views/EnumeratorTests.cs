namespace SeqTools.Linq.Tests;

internal sealed class EnumeratorTests
{
    private static readonly SeqView<int> Doubled = new[] { 1, 2, 3 }.Select(n => 2 * n);

    private static readonly SeqView<int>[] Views =
    [
        new[] { 2, 4, 6 }.AsView(), Doubled, new List<int> { 1, 2, 3 }.Select(n => 2 * n), new Even(),
    ];

    /// <summary>An iterator method is at its end where it has thrown.</summary>
    [Test]
    public void Behind_a_failure_a_list_goes_on_though_its_own_enumerator_does_not()
    {
        Lines lines = new("x", "bad", "y", "z");

        GoneThrough(lines.AsView()).ShouldBe(["x", "!1", "y", "z"]);
        GoneThrough(lines.Select(line => line)).ShouldBe(["x", "!1", "y", "z"]);
        GoneThrough(lines.Append("w")).ShouldBe(["x", "!1", "y", "z", "w"]);
        GoneThrough(lines.Concat(lines)).ShouldBe(["x", "!1", "y", "z", "x", "!5", "y", "z"]);
        GoneThrough(lines.DefaultIfEmpty("none")).ShouldBe(["x", "!1", "y", "z"]);

        static List<string> GoneThrough(SeqView<string> view)
        {
            List<string> elements = [];
            using var pass = view.GetEnumerator();
            while (true)
            {
                try
                {
                    if (!pass.MoveNext())
                    {
                        return elements;
                    }

                    elements.Add(pass.Current);
                }
                catch (EvaluationException e)
                {
                    elements.Add($"!{e.Index}");
                }
            }
        }
    }

    [TestCaseSource(nameof(Views))]
    public void It_is_a_value_and_an_enumerator_as_any_other(SeqView<int> view)
    {
        var value = view.GetEnumerator();
        IEnumerator<int> boxed = view.GetEnumerator();

        value.Current.ShouldBe(0);
        value.MoveNext().ShouldBeTrue();
        boxed.MoveNext().ShouldBeTrue();
        (value.Current, boxed.Current).ShouldBe((2, 2));
        AllOf(boxed).ShouldBe([4, 6]);
        value.MoveNext().ShouldBeTrue();
        value.Current.ShouldBe(4);
        value.Dispose();
        value.MoveNext().ShouldBeFalse();
        value.Current.ShouldBe(0);
    }

    [TestCaseSource(nameof(Views))]
    public void Where_a_sequence_is_wanted_it_is_an_object(SeqView<int> view)
    {
        var elements = ((IEnumerable<int>)view).GetEnumerator();

        elements.ShouldNotBeOfType<SeqView<int>.Enumerator>();
        AllOf(elements).ShouldBe([2, 4, 6]);
        AllOf(elements).ShouldBeEmpty();
    }

    [TestCaseSource(nameof(Views))]
    public void The_end_is_final(SeqView<int> view)
    {
        var elements = view.GetEnumerator();
        while (elements.MoveNext())
        {
            elements.Current.ShouldBeGreaterThan(0);
        }

        elements.MoveNext().ShouldBeFalse();
        elements.Current.ShouldBe(0);
    }

    [Test]
    public void A_list_that_was_modified_is_noticed_at_the_next_step_and_not_after_the_end()
    {
        List<int> list = [1, 2];
        var elements = list.Select(n => n).GetEnumerator();
        list.Add(3);
        elements.MoveNext().ShouldBeTrue();
        list.Add(4);

        Should.Throw<InvalidOperationException>(() => elements.MoveNext());

        var others = list.Select(n => n).GetEnumerator();
        while (others.MoveNext())
        {
            others.Current.ShouldBeGreaterThan(0);
        }

        list.Add(5);
        others.MoveNext().ShouldBeFalse();
    }

    [Test]
    public void An_element_that_failed_is_passed()
    {
        var elements = new[] { 1, 0, 2 }.Select(n => 2 / n).GetEnumerator();

        elements.MoveNext().ShouldBeTrue();
        Should.Throw<EvaluationException>(() => elements.MoveNext()).Index.ShouldBe(1);
        elements.MoveNext().ShouldBeTrue();
        elements.Current.ShouldBe(1);
        elements.MoveNext().ShouldBeFalse();
    }

    private static IEnumerable<int> AllOf(IEnumerator<int> elements)
    {
        while (elements.MoveNext())
        {
            yield return elements.Current;
        }
    }

    private sealed class Even : SeqView<int>
    {
        public override int Count => 3;

        protected override int GetItem(int index) => 2 * (index + 1);
    }

    private sealed class Lines(params string[] lines) : IReadOnlyList<string>
    {
        public int Count => lines.Length;

        public string this[int index] => lines[index];

        public IEnumerator<string> GetEnumerator()
        {
            foreach (var line in lines)
            {
                yield return line == "bad" ? throw new FormatException("A bad line.") : line;
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
