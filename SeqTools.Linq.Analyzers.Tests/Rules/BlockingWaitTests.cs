using SeqTools.Linq.Analyzers.Rules;

namespace SeqTools.Linq.Analyzers.Tests.Rules;

internal sealed class BlockingWaitTests
{
    private const string Data = """

        static class Data
        {
            public static string[] Names { get; } = ["a", "b"];
            public static Task<int>[] Tasks { get; } = [Task.FromResult(1)];
            public static Task<int> Load(string name) => Task.FromResult(1);
            public static ValueTask<int> Find(string name) => new(1);
        }

        record Job(Task<int> Task)
        {
            public int Result => 1;
        }
        """;

    [TestCase("var view = Data.Names.Select(name => [|Data.Load(name).Result|]);")]
    [TestCase("var view = from name in Data.Names select [|Data.Load(name).Result|];")]
    [TestCase("var view = Data.Names.Select(name => [|Data.Find(name).Result|]);")]
    [TestCase("var view = Data.Names.Select(name => [|Data.Load(name).GetAwaiter().GetResult()|]);")]
    [TestCase(
        "var view = Data.Names.Select(name => [|Data.Load(name).ConfigureAwait(false).GetAwaiter().GetResult()|]);")]
    [TestCase("var view = Data.Names.Tap(name => [|Data.Load(name).Wait()|]);")]
    [TestCase("var view = Data.Names.Tap(name => { var task = Data.Load(name); [|task.Wait(100)|]; });")]
    [TestCase("var view = Data.Names.Select(name => { [|Task.WaitAll(Data.Load(name))|]; return 1; });")]
    [TestCase("var view = Seq.Generate(3, i => [|Data.Load($\"{i}\").Result|]);")]
    public Task A_function_that_waits_is_found(string program) => Finds(program);

    [TestCase("var view = Data.Tasks.Select(task => task.Result);")]
    [TestCase("var view = new[] { new Job(Data.Tasks[0]) }.Select(job => job.Task.Result + job.Result);")]
    [TestCase("var view = Data.Names.Where(name => name != \"\").Select(name => Data.Load(name).Result);")]
    [TestCase("var view = Data.Names.Tap(name => new SemaphoreSlim(1).Wait());")]
    [TestCase("var view = Data.Names.Select(name => new Func<int>(() => Data.Load(name).Result));")]
    [TestCase("var view = Data.Names.SelectAsync(async (name, token) => { var one = Data.Load(name); var two = "
        + "Data.Load(name); await Task.WhenAll(one, two); return one.Result + two.Result; });")]
    [TestCase("var read = Data.Load(\"a\").Result;")]
    public Task What_is_done_or_elsewhere_is_none(string program) => Finds(program);

    private static Task Finds(string program) => UsersCode.Check<BlockingWaitAnalyzer>(program + Data);
}
