namespace SeqTools.Linq.Processes.Tests;

internal sealed class LastWordsTests
{
    [Test]
    public void They_are_the_first_lines_and_the_last_ones()
    {
        var words = new LastWords();
        for (var i = 0; i < 20; i++)
        {
            words.Add($"line {i}");
        }

        words.ToString().Split(Environment.NewLine).ShouldBe(
            [
                .. Enumerable.Range(0, 8).Select(i => $"line {i}"), "… 4 lines …",
                .. Enumerable.Range(12, 8).Select(i => $"line {i}"),
            ]);
    }

    [Test]
    public void They_begin_anew_after_an_answer()
    {
        var words = new LastWords();
        words.Add("before");
        words.Forget();
        words.ToString().ShouldBeEmpty();

        words.Add("after");

        words.ToString().ShouldBe("after");
    }

    [Test]
    public void A_line_without_end_is_cut_off()
    {
        var words = new LastWords();

        words.Add(new('x', 10_000));

        words.ToString().Length.ShouldBeLessThan(1_000);
    }
}
