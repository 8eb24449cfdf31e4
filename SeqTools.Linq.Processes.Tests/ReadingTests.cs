namespace SeqTools.Linq.Processes.Tests;

public class ReadingTests
{
    [Test]
    public void Elements_are_those_of_the_recipe_in_their_order()
    {
        using var view = Recipe.Of(Recipes.Squares, 100).InProcesses(2, 8);

        view.ShouldBe(Seq.Range(0, 100).Select(n => n * n));
    }

    [Test]
    public void Elements_are_evaluated_in_other_processes()
    {
        using var view = Recipe.Of(Recipes.ProcessIds, 100).InProcesses(2, 8);

        view.ShouldNotContain(Environment.ProcessId);
    }
}
