using SeqTools.Linq.Analyzers.Rules;

namespace SeqTools.Linq.Analyzers.Tests.Rules;

internal sealed class UnusedViewTests
{
    private const string Data = """

        static class Data
        {
            public static SeqView<int> View { get; } = Seq.Range(0, 10);
            public static int[] Array { get; } = [1, 2, 3];
            public static int Save(int n) => n;
            public static SeqView<int> Make() => View;
            public static void Run(Action action) { }
        }
        """;

    [TestCase("Data.View.[|Reverse()|];")]
    [TestCase("Data.Array.[|Select(Data.Save)|];")]
    [TestCase("Data.View.[|AsPrefetched()|];")]
    [TestCase("Data.View.SelectAsync(n => Task.FromResult(n)).[|Tap(n => { })|];")]
    [TestCase("SeqView<int>? view = Data.View; view?.[|Skip(1)|];")]
    [TestCase("Data.Run(() => { Data.View.[|Skip(1)|]; Data.View.ToArray(); });")]
    [TestCase("Seq.[|Range(0, 3)|];")]
    public Task A_statement_that_only_describes_is_found(string program) => Finds(program);

    [TestCase("_ = Data.View.Reverse();")]
    [TestCase("var view = Data.View.Reverse();")]
    [TestCase("Data.Run(() => Data.View.Skip(-1));")]
    [TestCase("Data.Run(() => { Data.View.Skip(-1); });")]
    [TestCase("Data.Array.Select(Data.Save).ToArray();")]
    [TestCase("Data.Array.AsView().CopyTo(0, new int[3]);")]
    [TestCase("Data.Make();")]
    [TestCase("Data.Array.Where(n => n > 1);")]
    public Task A_statement_that_does_something_is_none(string program) => Finds(program);

    [TestCase("void SaveAll() => Data.Array.[|Select(Data.Save)|];")]
    [TestCase("void SaveAll() { Data.Array.[|Select(Data.Save)|]; }")]
    [TestCase("new Own().SaveAll(); class Own { public void SaveAll() => Data.Array.[|Select(Data.Save)|]; }")]
    [TestCase("new Own().First = 1; class Own { public int First { set => Data.Array.[|Skip(value)|]; } }")]
    [TestCase("async Task SaveAll() => Data.Array.[|Select(Data.Save)|];")]
    public Task A_body_that_gives_nothing_is_found(string program) => Finds(program);

    [TestCase("SeqView<int> Saved() => Data.Array.Select(Data.Save);")]
    [TestCase("void SaveAll() => _ = Data.Array.Select(Data.Save);")]
    [TestCase("void SaveAll() => Data.Array.Select(Data.Save).ToArray();")]
    [TestCase("Action save = () => Data.Array.Select(Data.Save);")]
    public Task A_body_that_gives_a_view_is_none(string program) => Finds(program);

    private static Task Finds(string program) => UsersCode.Check<UnusedViewAnalyzer>(program + Data);
}
