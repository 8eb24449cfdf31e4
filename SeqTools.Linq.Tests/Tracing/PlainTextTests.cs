namespace SeqTools.Linq.Tests.Tracing;

/// <summary>Nothing from outside forges a line of what the library says, or colours a terminal.</summary>
internal sealed class PlainTextTests
{
    private const string Red = "\u001b[31mred";
    private const string Forged = "\r\n   at Select(x => 1)[3] in /a.cs:line 1\u202e\u2028";

    private static string Outside => $"{Red}{Forged}";

    private static ViewOrigin Origin => new($"A{Outside}", $"b{Outside}", $"/c{Outside}.cs", 3, $"D{Outside}");

    private static SeqView<int> View => new Named(Origin);

    private static Exception Thrown(Exception thrown) => Should.Throw<EvaluationException>(
        () => Seq.Range(0, 3).Select<int, int>(_ => throw thrown)[1]);

    private static IEnumerable<TestCaseData<Func<string>, int>> Texts()
    {
        yield return Named("an origin", () => Origin.ToString(), 1);
        yield return Named("a frame", () => new EvaluationFrame(Origin, 3).ToString(), 1);
        yield return Named("a view", () => View.ToString(), 1);
        yield return Named("Explain", () => View.Reverse().Explain(), 2);
        yield return Named("ExplainMermaid", () => View.Reverse().ExplainMermaid(), 4);
        yield return Named("a profile", () => View.Profile().ToString(), 4);
        yield return Named("a profile explained", () => View.Profile().Explain(), 1);
        yield return Named("an index outside", () => Should.Throw<ArgumentException>(() => View[9]).Message, 2);
        yield return Named("an inner message", () => Thrown(new IOException(Outside)).Message, 2);
        yield return Named("a trail", () => Should.Throw<EvaluationException>(() => View.Select(
            n => n / 0 * n)[1]).Message, 2);
        yield return Named(
            "a trail from elsewhere",
            () => new EvaluationException(new IOException(Outside), [new(Origin, 1), new(Origin, 2)]).Message, 3);
        yield return Named(
            "a remote failure", () => new RemoteEvaluationException(Outside, Outside, $"at{Red}\r\nat").ToString(), 3);
        yield return Named(
            "a folder and a version",
            () => new[] { 1 }.AsCachedOnDisk(Path.Combine(Path.GetTempPath(), Outside), Outside).ToString(), 1);
        yield return Named(
            "a disposed view",
            () =>
            {
                var cached = View.AsCached(1);
                cached.Dispose();
                return Should.Throw<ObjectDisposedException>(() => cached[0]).Message;
            },
            2);

        static TestCaseData<Func<string>, int> Named(string name, Func<string> text, int lines) =>
            new TestCaseData<Func<string>, int>(text, lines).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Texts))]
    public void What_is_said_has_the_lines_that_it_is_to_have_and_no_control(Func<string> said, int lines)
    {
        var text = said();

        text.Split(Environment.NewLine).Length.ShouldBe(lines, text);
        IsPlain(text);
    }

    [TestCaseSource(nameof(Causes))]
    public void What_was_thrown_forges_no_line_where_the_failure_is_written_whole(Exception cause)
    {
        var text = Thrown(cause).ToString();

        text.ShouldContain("IOException");
        text.Split('\n').Count(line => line.TrimStart().StartsWith("at Select(x => 1)", StringComparison.Ordinal))
            .ShouldBe(0, text);
        IsPlain(text);
    }

    private static IEnumerable<Exception> Causes() =>
    [
        new IOException(Outside),
        new InvalidOperationException("outer", new IOException(Outside)),
        new AggregateException(Outside, new IOException(Outside), new IOException(Forged)),
        new RemoteEvaluationException(Outside, nameof(IOException)),
        new IOException("wrapped", Thrown(new IOException(Outside))),
        new IOException(""),
    ];

    [Test]
    public void A_failure_written_whole_still_has_its_trail_and_its_stack()
    {
        var text = Thrown(new IOException("a\nb")).ToString();

        text.ShouldContain($"{Environment.NewLine}   at Select(_ => throw thrown)[1] in ");
        text.ShouldContain($" ---> System.IO.IOException: a\\nb{Environment.NewLine}   at ");
        text.ShouldContain(nameof(PlainTextTests));
    }

    private static void IsPlain(string text) => text.Where(
        character => character is '\u202e' or '\u2028' or '\r' || (char.IsControl(character) && character != '\n'))
        .ShouldBeEmpty(text);

    private sealed class Named(ViewOrigin origin) : SeqView<int>(origin)
    {
        public override int Count => 3;

        protected override int GetItem(int index) => index - 1;
    }
}
