namespace SeqTools.Linq.Tests;

internal sealed class RepeatTests
{
    [Test]
    public void Every_element_is_the_value()
    {
        Seq.Repeat("a", 3).ShouldBe(["a", "a", "a"]);
        Seq.Repeat("a", 3).ToArray().ShouldBe(["a", "a", "a"]);
        Seq.Repeat("a", 0).ShouldBeEmpty();
        Seq.Repeat<string?>(null, 1)[0].ShouldBeNull();
    }

    [Test]
    public void Without_a_count_it_is_endless()
    {
        var view = Seq.Repeat("a");

        view.Count.ShouldBe(int.MaxValue);
        view[^1].ShouldBe("a");
        view.Take(2).ShouldBe(["a", "a"]);
    }

    [Test]
    public void A_string_is_not_taken_for_the_text_of_the_argument() =>
        Seq.Repeat("a").Origin.Arguments.ShouldBe("\"a\"");

    [Test]
    public void A_negative_count_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Seq.Repeat("a", -1)).ParamName.ShouldBe("count");
}
