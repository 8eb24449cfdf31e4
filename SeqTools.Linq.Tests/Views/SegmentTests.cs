namespace SeqTools.Linq.Tests;

/// <summary>Parts of arrays are views of that part, read in place.</summary>
internal sealed class SegmentTests
{
    private static readonly int[] Numbers = [.. Enumerable.Range(0, 10)];

    private static IEnumerable<TestCaseData<Func<IReadOnlyList<int>, SeqView<int>>, int[]>> Parts()
    {
        yield return Named("Slice", s => s.Slice(2..^3), 2, 3, 4, 5, 6);
        yield return Named("Slice of Slice", s => s.Slice(2..^1).Slice(1..^2), 3, 4, 5, 6);
        yield return Named("Skip.Take", s => s.Skip(4).Take(3), 4, 5, 6);
        yield return Named("Skip more than there are", s => s.Skip(11));
        yield return Named("Take more than there are", s => s.Skip(8).Take(11), 8, 9);
        yield return Named("SkipLast.TakeLast", s => s.SkipLast(2).TakeLast(2), 6, 7);
        yield return Named("Batch", s => s.Batch(4)[^1], 8, 9);
        yield return Named("Window", s => s.Window(3)[2], 2, 3, 4);
        yield return Named("SplitInto", s => s.SplitInto(3)[1], 4, 5, 6);
        yield return Named("SplitAt", s => s.SplitAt([3, 5])[1], 3, 4);
        yield return Named("range", s => s.AsView()[1..3][1..], 2);
        yield return Named("part of its own operator", s => s.Slice(1..).WithOrigin(new("Own")).Take(2), 1, 2);

        static TestCaseData<Func<IReadOnlyList<int>, SeqView<int>>, int[]> Named(
            string name, Func<IReadOnlyList<int>, SeqView<int>> part, params int[] expected) =>
            new TestCaseData<Func<IReadOnlyList<int>, SeqView<int>>, int[]>(part, expected).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Parts))]
    public void A_part_is_a_segment_with_the_elements_that_it_has_over_any_list(
        Func<IReadOnlyList<int>, SeqView<int>> part, int[] expected)
    {
        var view = part(Numbers);

        view.Segment.Array.ShouldBeSameAs(Numbers);
        view.Segment.ShouldBe(expected);
        view.ShouldBe(expected);
        view.ToArray().ShouldBe(expected);
        view.Select(n => n).ShouldBe(expected);
        view.Select(n => n).ToArray().ShouldBe(expected);
        Enumerable.Range(0, view.Count).Select(i => view[i]).ShouldBe(expected);
        part(Numbers.ToList()).ShouldBe(expected);
    }

    [TestCaseSource(nameof(Parts))]
    public void A_part_is_drawn_as_it_is_over_any_list(
        Func<IReadOnlyList<int>, SeqView<int>> part, int[] expected)
    {
        var view = part(Numbers);

        Lines(view.Explain()).ShouldBe(Lines(part(Array.AsReadOnly(Numbers)).Explain()));
        view.Count.ShouldBe(expected.Length);

        static IEnumerable<string> Lines(string tree) =>
            tree.Split(Environment.NewLine).SkipLast(1).Select(line => line.Split(" in ")[0]);
    }

    [Test]
    public void A_part_shows_the_array_as_it_is_now()
    {
        int[] numbers = [1, 2, 3];
        var part = numbers.Slice(1..);
        var doubled = part.Select(n => 2 * n);

        numbers[2] = 30;

        (part[1], doubled[1]).ShouldBe((30, 60));
        part.ShouldBe([2, 30]);
        doubled.ToArray().ShouldBe([4, 60]);
    }

    [Test]
    public void An_array_of_a_derived_type_is_read_in_place_whole_and_in_parts()
    {
        IReadOnlyList<object> texts = new[] { "a", "b", "c", "d" };
        object[] expected = ["b", "c"];
        var part = texts.Slice(1..3);

        part.ShouldBe(expected);
        part.ToArray().ShouldBe(expected);
        part.ToArray().ShouldBeOfType<object[]>();
        part.ToList().ShouldBe(expected);
        part.Select(text => text).ToArray().ShouldBe(expected);
        part.Reverse().ToArray().ShouldBe(expected.Reverse());
        texts.Batch(2)[1].ShouldBe(["c", "d"]);
        texts.Zip(part, (a, b) => $"{a}{b}").ShouldBe(["ab", "bc"]);
        foreach (var text in part)
        {
            text.ShouldBeOfType<string>();
        }

        var copy = new string[2];
        part.CopyTo(copy, 0);
        copy.ShouldBe(["b", "c"]);
    }

    [Test]
    public void A_profile_of_a_part_measures_the_views_beneath_it()
    {
        var part = Numbers.AsView().Slice(1..4).Select(n => n + 1).Slice(1..);

        part.Profile().Stages.Select(stage => stage.Origin.Operator).ShouldContain("Slice");
        part.ShouldBe([3, 4]);
    }
}
