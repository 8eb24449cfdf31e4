using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace SeqTools.Linq.Tests;

internal sealed partial class ExplanationTests
{
    [Test]
    public void A_pipeline_is_a_tree_of_its_stages_and_lists()
    {
        List<string> files = ["a.jpg", "b.jpg", "c.jpg"];
        int[] order = [2, 0, 1];
        var images = files.Select(file => file.Length);
        var mirrored = images.Select((image, i) => -image * i);

        var pipeline = images
            .Concat(mirrored)
            .Gather(order)
            .Zip(Seq.Repeat("cat"))
            .Batch(2, batch => batch.Count)
            .Reverse();

        pipeline.Explain().ShouldMatchSnapshot();
    }

    [Test]
    public void Every_kind_of_list_is_named_as_in_code()
    {
        var lists = Seq.Concat<object>(
        [
            new object[] { 1 },
            new List<object>(),
            "abc".AsView().Select(c => (object)c),
            ImmutableArray.Create<object>(1, 2),
            new ReadOnlyMemory<double>([1]).AsView().Select(x => (object)x),
            new List<Dictionary<string, int[]>?[]>().Select(x => (object)x),
            new UncountableList<object>(1),
        ]);

        lists.Explain().ShouldMatchSnapshot();
    }

    [Test]
    public void Stages_that_are_read_as_one_are_drawn_as_they_were_written()
    {
        var view = Seq.Range(0, 9)[1..].Skip(1).Reverse().Reverse().Concat([1]).Concat([2]);

        view.Explain().ShouldMatchSnapshot();
    }

    [Test]
    public void Drawing_evaluates_nothing()
    {
        var source = new CountingList<int>(1, 2);
        var view = source.Select(n => 1 / (n - n)).Reverse().Zip(source);

        view.Explain().ShouldNotBeEmpty();
        view.ExplainMermaid().ShouldNotBeEmpty();

        (source.Reads, source.Enumerations).ShouldBe((0, 0));
    }

    [Test]
    public void A_stage_that_several_read_is_drawn_once_and_referred_to()
    {
        List<int> list = [1, 2, 3];
        var shared = list.Select(n => n + 1);
        var reversed = shared.Reverse();

        reversed.Zip(shared, reversed).Concat([]).Explain().ShouldMatchSnapshot();
    }

    [Test]
    public void A_pipeline_that_doubles_thirty_times_has_two_lines_for_each_doubling()
    {
        SeqView<int> view = Seq.Range(0, 1);
        for (var i = 0; i < 30; i++)
        {
            view = view.Concat(view);
        }

        var lines = view.Explain().Split(Environment.NewLine);

        lines.Length.ShouldBe(61);
        lines[0].ShouldStartWith("Concat(view)  1073741824 elements in ");
        lines.Count(line => line.EndsWith("as above", StringComparison.Ordinal)).ShouldBe(30);
        view.ExplainMermaid().Split(Environment.NewLine).Length.ShouldBe(1 + 31 + 60);
    }

    [Test]
    public void Endless_is_what_repeats_without_end_and_keeps_its_length()
    {
        SizeOf(Seq.Repeat(1)).ShouldBe("endless");
        SizeOf(Seq.Repeat(1).Select(n => n).Reverse().Zip(new[] { 1, 2 }.Cycle())).ShouldBe("endless");
        SizeOf(Seq.Range(0, int.MaxValue)).ShouldBe("2147483647 elements");
        SizeOf(Seq.Repeat(1, int.MaxValue)).ShouldBe("2147483647 elements");
        SizeOf(Seq.Repeat(1)[..7]).ShouldBe("7 elements");

        static string SizeOf<T>(SeqView<T> view) => view.Explain().Split(" in ")[0].Split("  ")[1];
    }

    [Test]
    public void A_long_pipeline_is_drawn()
    {
        SeqView<int> view = Seq.Range(0, 1);
        for (var i = 0; i < 2000; i++)
        {
            view = view.Select(n => n);
        }

        view.Explain().Split(Environment.NewLine).Length.ShouldBe(2001 + (2000 / 40) - 1);
        view.ExplainMermaid().Split(Environment.NewLine).Length.ShouldBe(1 + 2001 + 2000);
    }

    [Test]
    public void A_pipeline_is_a_flowchart_in_which_each_stage_and_list_is_one_node()
    {
        List<int> list = [1, 2, 3];
        var shared = list.Select(n => n > 1 ? "a" : $"#{n}`");
        var view = shared.Concat(shared).Zip(list).Take(1);

        Line().Replace(view.ExplainMermaid(), " line #").ShouldMatchSnapshot();
    }

    [TestCase("s => s[0] < '\"'", "Select(s =#62; s#91;0#93; #60; '#34;')")]
    [TestCase("x => x & `#\\n", "Select(x =#62; x #38; #96;#35;#92;n)")]
    [TestCase("_ => a * b | {c};%", "Select(#95; =#62; a #42; b #124; #123;c#125;#59;#37;)")]
    [TestCase("größer 木 😀", "Select(größer 木 😀)")]
    [TestCase("s\r\n  => s", "Select(s =#62; s)")]
    public void In_a_flowchart_code_is_text(string code, string label) =>
        new Named(new("Select", code, "", 0, "")).ExplainMermaid().Split(Environment.NewLine)[1]
            .ShouldBe($"    n0[\"{label}<br/>0 elements\"]");

    [TestCase("/src/app/Import.cs")]
    [TestCase("C:\\src\\app\\Import.cs")]
    [TestCase("Import.cs")]
    public void In_a_flowchart_a_place_has_no_folder(string path) =>
        new Named(new("Made\nup", "", path, 21, "Load")).ExplainMermaid()
            .ShouldContain("[\"Made#92;nup()<br/>0 elements<br/>Import.cs line 21\"]");

    [Test]
    public void A_pipeline_over_a_list_that_cannot_be_counted_can_be_drawn() =>
        new UncountableList<int>().Select(n => n).Explain().ShouldContain("count unknown");

    [GeneratedRegex(@" line \d+")]
    private static partial Regex Line();

    private sealed class Named(ViewOrigin origin) : SeqView<int>(origin)
    {
        public override int Count => 0;

        protected override int GetItem(int index) => index;
    }
}
