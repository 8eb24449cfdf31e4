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

    [TestCase("var view = new[] { Data.Tasks }.Select(row => row[0].Result);")]
    [TestCase("var view = new[] { Data.Tasks.ToList() }.Select(row => row[0].Result);")]
    [TestCase("var view = Data.Tasks.Select(task => { var same = task; return same.Result; });")]
    [TestCase("var view = new[] { Data.Tasks }.Select(row => { var first = row[0]; return first.Result; });")]
    [TestCase("var view = new[] { (Data.Tasks[0], Data.Tasks[0]) }.Select(pair => { var (a, b) = pair; "
        + "return a.Result + b.Result; });")]
    [TestCase("var view = new[] { Data.Tasks }.Select(row => { var sum = 0; foreach (var task in row) "
        + "{ sum += task.Result; } return sum; });")]
    public Task A_task_that_was_in_the_list_is_none(string program) => Finds(program);

    [TestCase("var tasks = new[] { Data.Load(name) }; await Task.WhenAll(tasks); return tasks[0].Result;")]
    [TestCase("List<Task<int>> tasks = [Data.Load(name)]; await Task.WhenAll(tasks); return tasks[0].Result;")]
    [TestCase("var done = await Task.WhenAny(Data.Load(name), Data.Load(name)); return done.Result;")]
    [TestCase("return (await Task.WhenAny(Data.Load(name), Data.Load(name)).ConfigureAwait(false)).Result;")]
    [TestCase("Task<int>[] tasks = [Data.Load(name)]; await Task.WhenAll(tasks); var sum = 0; "
        + "foreach (var task in tasks) { sum += task.Result; } return sum;")]
#if NET9_0_OR_GREATER
    [TestCase("var sum = 0; await foreach (var task in Task.WhenEach(Data.Load(name), Data.Load(name))) "
        + "{ sum += task.Result; } return sum;")]
#endif
    [TestCase("var task = Data.Load(name); return task.IsCompletedSuccessfully ? task.Result : await task;")]
    [TestCase("var task = Data.Find(name); if (!task.IsCompleted) { await Task.Yield(); } return task.Result;")]
    public Task A_task_that_is_known_to_be_done_is_none(string body) =>
        Finds($"var view = Data.Names.SelectAsync(async name => {{ await Task.Yield(); {body} }});");

    [TestCase("Task<int>[] tasks = [Data.Load(name)]; return [|tasks[0].Result|];")]
    [TestCase("var tasks = new[] { Data.Load(name) }; var first = tasks[0]; return [|first.Result|];")]
    [TestCase("var (a, b) = (Data.Load(name), Data.Load(name)); return [|a.Result|] + [|b.Result|];")]
    [TestCase("var other = Data.Load(name); var task = Data.Load(name); "
        + "return other.IsCompleted ? [|task.Result|] : 0;")]
    [TestCase("var task = Data.Load(name); var result = [|task.Result|]; return task.IsCompleted ? result : 0;")]
    [TestCase("return [|Task.WhenAny(Data.Load(name), Data.Load(name)).Result|].Id;")]
    public Task A_task_that_the_function_started_is_found(string body) =>
        Finds($"var view = Data.Names.Select(name => {{ {body} }});");

    private static Task Finds(string program) => UsersCode.Check<BlockingWaitAnalyzer>(program + Data);
}
