namespace SeqTools.Linq.Tests;

internal sealed class SelectTupleTests
{
    [Test]
    public void The_items_are_the_arguments()
    {
        new[] { (1, 2) }.SelectTuple((a, b) => $"{a}{b}")[0].ShouldBe("12");
        new[] { (1, 2, 3) }.SelectTuple((a, b, c) => $"{a}{b}{c}")[0].ShouldBe("123");
        new[] { (1, 2, 3, 4) }.SelectTuple((a, b, c, d) => $"{a}{b}{c}{d}")[0].ShouldBe("1234");
        new[] { (1, 2, 3, 4, 5) }.SelectTuple((a, b, c, d, e) => $"{a}{b}{c}{d}{e}")[0].ShouldBe("12345");
        new[] { (1, 2, 3, 4, 5, 6) }.SelectTuple((a, b, c, d, e, f) => $"{a}{b}{c}{d}{e}{f}")[0].ShouldBe("123456");
        new[] { (1, 2, 3, 4, 5, 6, 7) }.SelectTuple((a, b, c, d, e, f, g) => $"{a}{b}{c}{d}{e}{f}{g}")[0]
            .ShouldBe("1234567");
    }

    [Test]
    public void It_follows_a_list_that_grows()
    {
        List<(int Width, int Height)> sizes = [];
        var areas = sizes.SelectTuple((width, height) => width * height);

        sizes.Add((2, 3));

        areas.ShouldBe([6]);
    }

    [Test]
    public void Reading_an_element_evaluates_only_that_element()
    {
        List<int> evaluated = [];

        Stages.Noted(evaluated, 3).Index().SelectTuple((i, n) => i + n)[2].ShouldBe(4);

        evaluated.ShouldBe([2]);
    }

    [Test]
    public void An_error_names_it()
    {
        Stages.Of(() => new[] { (6, 0) }.SelectTuple((a, b) => a / b)[0]).ShouldBe("SelectTuple[0]");
        Stages.Of(() => Stages.FailingAt(1, 2).Index().SelectTuple((i, n) => n)[1])
            .ShouldBe("SelectTuple[1] Index[1] Generate[1]");
        new[] { (6, 0) }.SelectTuple((a, b) => a / b).Origin.Arguments.ShouldBe("(a, b) => a / b");
    }
}
