namespace SeqTools.Linq.Tests;

internal sealed class EmptyTests
{
    [Test]
    public void It_has_no_elements()
    {
        var view = Seq.Empty<string>();

        view.Count.ShouldBe(0);
        view.ShouldBeEmpty();
        view.ToArray().ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => view[0]);
    }
}
