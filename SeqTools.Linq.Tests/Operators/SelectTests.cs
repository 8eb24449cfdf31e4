namespace SeqTools.Linq.Tests;

internal sealed class SelectTests
{
    [Test]
    public void Reading_an_element_calls_the_function_once_for_it_alone()
    {
        List<int> calls = [];
        var view = new[] { 10, 20, 30 }.Select(n =>
        {
            calls.Add(n);
            return n + 1;
        });

        calls.ShouldBeEmpty();
        view[1].ShouldBe(21);
        calls.ShouldBe([20]);
        view[1].ShouldBe(21);
        calls.ShouldBe([20, 20]);
    }

    [Test]
    public void The_position_is_that_of_the_element_whichever_way_it_is_read()
    {
        var view = new[] { "a", "b", "c" }.Select((text, i) => $"{i}{text}");

        view[2].ShouldBe("2c");
        view.ShouldBe(["0a", "1b", "2c"]);
        view.ToArray().ShouldBe(["0a", "1b", "2c"]);
        view[1..].ShouldBe(["1b", "2c"]);
        view[1..].ToArray().ShouldBe(["1b", "2c"]);
    }

    [Test]
    public void A_function_may_return_null()
    {
        var view = new[] { "a", "b" }.Select(text => text == "b" ? null : text);

        view[1].ShouldBeNull();
        view.ShouldBe(["a", null]);
        view.ToArray().ShouldBe(["a", null]);
        view.Contains(null).ShouldBeTrue();
    }

    [Test]
    public void Query_syntax_is_a_view_too()
    {
        var view = from text in new[] { "one", "three" } let length = text.Length select length + 1;

        view[1].ShouldBe(6);
    }

    [Test]
    public void A_list_that_is_modified_while_it_is_enumerated_is_noticed()
    {
        List<int> source = [1, 2, 3];

        Should.Throw<InvalidOperationException>(() =>
        {
            foreach (var number in source.Select(n => n))
            {
                source[0] = number;
            }
        });
    }
}
