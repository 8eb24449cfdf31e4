using SeqTools.Linq.Analyzers.Rules;

namespace SeqTools.Linq.Analyzers.Tests.Rules;

internal sealed class ElementsAreTasksTests
{
    private const string Data = """

        static class Data
        {
            public static string[] Names { get; } = ["a", "b"];
            public static (string, int)[] Pairs { get; } = [("a", 1)];
            public static AsyncSeqView<string> Awaited => Names.SelectAsync(name => Task.FromResult(name));
            public static Task<int> Load(string name) => Task.FromResult(1);
            public static Task<int> Load(string name, CancellationToken token) => Task.FromResult(1);
            public static ValueTask<int> Find(string name, int start = 0, CancellationToken token = default) => new(1);
            public static Task Save(string name) => Task.CompletedTask;
        }
        """;

    [TestCase("var view = Data.Names.[|Select(name => Data.Load(name))|];")]
    [TestCase("var view = Data.Names.[|Select(async name => await Data.Load(name))|];")]
    [TestCase("var view = Data.Names.[|Select(async (name, i) => await Data.Load(name))|];")]
    [TestCase("var view = Data.Names.[|Select(Data.Save)|];")]
    [TestCase("var view = Data.Names.[|Select(name => Data.Find(name))|];")]
    [TestCase("var view = from name in Data.Names [|select Data.Load(name)|];")]
    [TestCase("var view = Data.Names.[|Zip(Data.Names, async (a, b) => await Data.Load(a + b))|];")]
    [TestCase("var view = Data.Names.[|Batch(2, async names => await Data.Load(names[0]))|];")]
    [TestCase("var view = Data.Pairs.[|SelectTuple(async (name, i) => await Data.Load(name))|];")]
    [TestCase("var view = Seq.[|Generate(3, async i => await Data.Load($\"{i}\"))|];")]
    [TestCase("var view = Data.Awaited.[|Select(name => Data.Load(name))|];")]
    [TestCase("var view = Data.Names.[|Select(name => Data.Load(name))|].Batch(2).AsPrefetched();")]
    public Task A_view_of_tasks_is_found(string program) => Finds(program);

    [TestCase("var view = Data.Names.Tap([|async|] name => await Data.Save(name));")]
    [TestCase("var view = Data.Names.ReportTo([|async|] (SeqProgress progress) => await Data.Save(\"\"));")]
    [TestCase("var view = Data.Names.AsCached(2, [|async|] name => await Data.Save(name));")]
    [TestCase(
        "var view = Data.Names.AsPrefetched(options: new() { OnDiscard = [|async|] name => await Data.Save(name) });")]
    [TestCase(
        "var view = Data.Names.AsPrefetched(options: new() { OnWorkerStart = [|async|] i => await Data.Save(\"\") });")]
    public Task An_action_that_nobody_awaits_is_found(string program) => Finds(program);

    [TestCase("var read = await Task.WhenAll(Data.Names.Select(name => Data.Load(name)));")]
    [TestCase("var read = await Task.WhenAll(Data.Names.Select(name => Data.Load(name)).Skip(1));")]
    [TestCase("var read = await Task.WhenAny(Data.Names.Select(Data.Save));")]
    [TestCase("var tasks = Data.Names.Select(name => Data.Load(name)); await Task.WhenAll(tasks);")]
    [TestCase("var tasks = Data.Names.Select(name => Data.Load(name)).ToArray();")]
    [TestCase("var tasks = Data.Names.Select(name => Data.Load(name)); var started = tasks.ToList();")]
    [TestCase("foreach (var task in Data.Names.Select(name => Data.Load(name))) { await task; }")]
    [TestCase("Task<int>[] tasks = [.. Data.Names.Select(name => Data.Load(name))];")]
    [TestCase("var view = Data.Names.Select(name => Data.Load(name)).SelectAsync(task => task);")]
    public Task Tasks_that_something_awaits_are_none(string program) => Finds(program);

    [TestCase("var view = Data.Names.SelectAsync((name, token) => Data.Load(name, token));")]
    [TestCase("var view = Data.Names.Select(name => name.Length);")]
    [TestCase("var tasks = Data.Names.Where(name => name != \"\").Select(name => Data.Load(name));")]
    [TestCase(
        "var view = Data.Names"
        + ".AsPrefetched(options: new() { OnWorkerStartAsync = async (i, token) => await Data.Save(\"\") });")]
    [TestCase("Data.Names.ToList().ForEach(async name => await Data.Save(name));")]
    public Task What_the_library_awaits_or_does_not_take_is_none(string program) => Finds(program);

    [TestCase(
        "var view = Data.Names.[|Select(async name => await Data.Load(name))|];",
        "var view = Data.Names.SelectAsync(async (name, cancellationToken) => "
            + "await Data.Load(name, cancellationToken));")]
    [TestCase(
        "var view = Data.Names.[|Select(name => Data.Find(name))|];",
        "var view = Data.Names.SelectAsync((name, cancellationToken) => Data.Find(name, token: cancellationToken));")]
    [TestCase(
        "var view = Data.Names.[|Select(async (string name, int i) => await Data.Find(name, i))|];",
        "var view = Data.Names.SelectAsync(async (string name, int i, CancellationToken cancellationToken) => "
            + "await Data.Find(name, i, cancellationToken));")]
    [TestCase(
        "CancellationToken cancellationToken = default; "
            + "var view = Data.Names.[|Select(name => Data.Load(name, cancellationToken))|];",
        "CancellationToken cancellationToken = default; "
            + "var view = Data.Names.SelectAsync((name, token) => Data.Load(name, cancellationToken));")]
    [TestCase(
        "var view = Data.Names\n    // read\n    .[|Select(async name =>\n    {\n"
            + "        var text = await File.ReadAllTextAsync(name); // all\n"
            + "        return text.Length;\n    })|];",
        "var view = Data.Names\n    // read\n    .SelectAsync(async (name, cancellationToken) =>\n    {\n"
            + "        var text = await File.ReadAllTextAsync(name, cancellationToken); // all\n"
            + "        return text.Length;\n    });")]
    [TestCase(
        "var view = Data.Awaited.[|Select(name => Data.Load(name))|];",
        "var view = Data.Awaited.SelectAsync((name, cancellationToken) => Data.Load(name, cancellationToken));")]
    public Task A_view_is_awaited(string program, string expected) =>
        UsersCode.Fix<ElementsAreTasksAnalyzer, ElementsAreTasksCodeFixProvider>(program + Data, expected + Data);

    [TestCase("var view = Data.Names.[|Select(Data.Save)|];")]
    [TestCase("var view = Data.Names.[|Select(name => Data.Save(name))|];")]
    [TestCase("var view = from name in Data.Names [|select Data.Load(name)|];")]
    [TestCase("var view = Data.Names.Tap([|async|] name => await Data.Save(name));")]
    public Task Another_has_no_fix(string program) =>
        UsersCode.HasNoFix<ElementsAreTasksAnalyzer, ElementsAreTasksCodeFixProvider>(program + Data);

    [TestCase("List<Task<int>> tasks = []; tasks.AddRange(Data.Names.Select(name => Data.Load(name)));")]
    [TestCase("var tasks = new List<Task<int>>(Data.Names.Select(name => Data.Load(name)));")]
    [TestCase("List<Task<int>> tasks = new(Data.Names.Select(name => Data.Load(name)));")]
    [TestCase("var tasks = Data.Names.Select(name => Data.Load(name)).ToHashSet();")]
    [TestCase("var tasks = Data.Names.Select(name => Data.Load(name)).ToImmutableArray();")]
    [TestCase("var tasks = ImmutableArray.CreateRange(Data.Names.Select(name => Data.Load(name)));")]
    [TestCase("await Task.WhenAll(new[] { 1 }.SelectMany(n => Data.Names.Select(name => Data.Save(name))));")]
    [TestCase("string[]? names = Data.Names; await Task.WhenAll(names?.Select(name => Data.Save(name)) ?? []);")]
    [TestCase(
        "await Task.WhenAll(Data.Names.Length > 1 ? Data.Names.Select(Data.Save) "
        + ": Data.Names.Skip(1).Select(Data.Save));")]
    [TestCase("await Task.WhenAll(Data.Names.Length switch { 0 => [], _ => Data.Names.Select(Data.Save) });")]
    [TestCase("IEnumerable<Task<int>> tasks; tasks = Data.Names.Select(name => Data.Load(name)); "
        + "await Task.WhenAll(tasks);")]
    [TestCase("IEnumerable<Task<int>> tasks = Data.Names.Select(name => Data.Load(name)); "
        + "tasks = tasks.Skip(1); await Task.WhenAll(tasks);")]
    [TestCase("await Task.WhenAll(Data.Names.Where(name => name != \"\").Select(name => Data.Save(name))"
        + ".Concat(Data.Names.Select(name => Data.Save(name))));")]
#if NET9_0_OR_GREATER
    [TestCase("Task.WaitAll(Data.Names.Select(name => Data.Load(name)));")]
#endif
    [TestCase("await Parallel.ForEachAsync(Data.Names.Select(name => Data.Load(name)), "
        + "async (task, token) => await task);")]
    [TestCase("await Data.Names.Select(name => Data.Save(name)).WhenAll();")]
    [TestCase("Own.Run(Data.Names.Select(name => Data.Save(name)));")]
    public Task Tasks_that_a_method_or_a_collection_takes_are_none(string program) => Finds(program + Own);

    [TestCase("IEnumerable<Task<int>> tasks; tasks = Data.Names.[|Select(name => Data.Load(name))|];")]
    [TestCase("IEnumerable<Task> tasks = Data.Names.[|Select(Data.Save)|]; tasks = tasks.Skip(1);")]
    [TestCase("string[]? names = Data.Names; var tasks = names?.[|Select(name => Data.Save(name))|];")]
    [TestCase("var views = new[] { 1 }.Select(n => Data.Names.[|Select(name => Data.Save(name))|]).ToArray();")]
    [TestCase("List<SeqView<Task>> views = []; views.Add(Data.Names.[|Select(Data.Save)|]);")]
    [TestCase("Own.Show(Data.Names.[|Select(name => Data.Save(name))|]);")]
    [TestCase("var text = Data.Names.[|Select(name => Data.Save(name))|].ToString();")]
    public Task Tasks_that_nobody_takes_are_found(string program) => Finds(program + Own);

    private const string Own = """

        static class Own
        {
            public static Task WhenAll(this IEnumerable<Task> tasks) => Task.WhenAll(tasks);
            public static void Run(IReadOnlyList<Task> tasks) { }
            public static void Show(object thing) { }
        }
        """;

    [TestCase(
        "void Read(CancellationToken token, CancellationToken cancellationToken) { "
            + "var view = Data.Names.[|Select(async name => { token.ThrowIfCancellationRequested(); "
            + "cancellationToken.ThrowIfCancellationRequested(); return await Data.Load(name); })|]; }",
        "void Read(CancellationToken token, CancellationToken cancellationToken) { "
            + "var view = Data.Names.SelectAsync(async (name, token2) => { token.ThrowIfCancellationRequested(); "
            + "cancellationToken.ThrowIfCancellationRequested(); return await Data.Load(name, token2); }); }")]
    [TestCase(
        "var view = Data.Names.[|Select(async name => { return await Data.Load(name) + await Other(); "
            + "static Task<int> Other() => Data.Load(\"\"); })|];",
        "var view = Data.Names.SelectAsync(async (name, cancellationToken) => { "
            + "return await Data.Load(name, cancellationToken) + await Other(); "
            + "static Task<int> Other() => Data.Load(\"\"); });")]
    [TestCase(
        "var view = Data.Names.[|Select(async name => { Func<Task<int>> other = static () => Data.Load(\"\"); "
            + "return await other(); })|];",
        "var view = Data.Names.SelectAsync(async (name, cancellationToken) => { "
            + "Func<Task<int>> other = static () => Data.Load(\"\"); return await other(); });")]
    public Task Names_and_static_functions_stay_what_they_are(string program, string expected) =>
        A_view_is_awaited(program, expected);

    [Test]
    public Task A_view_that_is_declared_as_one_of_tasks_has_no_fix() => Another_has_no_fix(
        "SeqView<Task<int>> view = Data.Names.[|Select(async name => await Data.Load(name))|];");

    private static Task Finds(string program) => UsersCode.Check<ElementsAreTasksAnalyzer>(program + Data);
}
