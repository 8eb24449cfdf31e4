namespace SeqTools.Linq.Processes.Tests;

internal sealed class LinesTests
{
    [TestCase("", new string[0])]
    [TestCase("a", new[] { "a" })]
    [TestCase("a\nb\r\n\nc", new[] { "a", "b", "", "c" })]
    [TestCase("a\n", new[] { "a" })]
    public void A_text_is_taken_apart_at_its_line_ends(string text, string[] lines) =>
        Lines.Of(new StringReader(text)).ShouldBe(lines);

    [Test]
    public void What_has_no_line_end_comes_in_parts_that_can_be_held()
    {
        var text = new string('.', 100_000);

        var parts = Lines.Of(new StringReader(text)).ToList();

        string.Concat(parts).ShouldBe(text);
        parts.ShouldAllBe(part => part.Length <= 8192);
    }
}
