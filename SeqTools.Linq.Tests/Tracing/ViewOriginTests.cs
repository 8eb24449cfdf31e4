namespace SeqTools.Linq.Tests;

internal sealed class ViewOriginTests
{
    [Test]
    public void As_text_it_is_the_call_and_its_place()
    {
        new ViewOrigin("Select", "s => int.Parse(s)", "/src/Import.cs", 21, "Load").ToString()
            .ShouldBe("Select(s => int.Parse(s)) in /src/Import.cs:line 21 (Load)");
        new ViewOrigin("Reverse", "", "/src/Import.cs", 22, "").ToString()
            .ShouldBe("Reverse() in /src/Import.cs:line 22");
        new ViewOrigin("Squares", "", "", 0, "").ToString().ShouldBe("Squares()");
        ViewOrigin.None.ToString().ShouldBe("a part of a view");
    }

    [Test]
    public void Two_that_say_the_same_are_equal()
    {
        var origin = new ViewOrigin("Select", "s => s", "/src/Import.cs", 21, "Load");

        origin.ShouldBe(new("Select", "s => s", "/src/Import.cs", 21, "Load"));
        (origin == new ViewOrigin("Select", "s => s", "/src/Import.cs", 22, "Load")).ShouldBeFalse();
        origin.ShouldNotBe(new("Select", "s => s", "/src/Import.cs", 21, "Save"));
    }

    [Test]
    public void The_place_is_filled_in_where_it_is_left_out()
    {
        var origin = new ViewOrigin("Squares");

        origin.Arguments.ShouldBe("");
        Path.GetFileName(origin.FilePath).ShouldBe("ViewOriginTests.cs");
        origin.LineNumber.ShouldBeGreaterThan(0);
        origin.MemberName.ShouldBe(nameof(The_place_is_filled_in_where_it_is_left_out));
    }

    [Test]
    public void Nothing_is_null_and_the_operator_has_a_name()
    {
        Should.Throw<ArgumentNullException>(() => new ViewOrigin(null!)).ParamName.ShouldBe("operatorName");
        Should.Throw<ArgumentException>(() => new ViewOrigin("")).ParamName.ShouldBe("operatorName");
        Should.Throw<ArgumentNullException>(() => new ViewOrigin("A", null!)).ParamName.ShouldBe("arguments");
        Should.Throw<ArgumentNullException>(() => new ViewOrigin("A", "", null!)).ParamName.ShouldBe("filePath");
        Should.Throw<ArgumentNullException>(() => new ViewOrigin("A", "", "", 0, null!))
            .ParamName.ShouldBe("memberName");
    }

    [Test]
    public void An_argument_of_several_lines_is_shown_on_one()
    {
        var origin = new[] { 1 }.Select(n =>
        {
            return n + 1;
        }).Origin;

        origin.ToString().ShouldStartWith("Select(n => { return n + 1; }) in ");
        origin.Arguments.ShouldContain("\n");
    }

    [Test]
    public void A_long_argument_is_cut_off()
    {
        new ViewOrigin("Select", new string('x', 100), "", 0, "").ToString()
            .ShouldBe($"Select({new string('x', 100)})");
        new ViewOrigin("Select", new string('x', 101), "", 0, "").ToString()
            .ShouldBe($"Select({new string('x', 99)}…)");
    }

    [Test]
    public void A_frame_as_text_has_the_position_too()
    {
        new EvaluationFrame(new("Select", "s => s", "/src/Import.cs", 21, "Load"), 4).ToString()
            .ShouldBe("Select(s => s)[4] in /src/Import.cs:line 21 (Load)");
        new EvaluationFrame(new("Select", "s => s", "/src/Import.cs", 21, "Load"), EvaluationFrame.NoIndex).ToString()
            .ShouldBe("Select(s => s).Count in /src/Import.cs:line 21 (Load)");
    }
}
