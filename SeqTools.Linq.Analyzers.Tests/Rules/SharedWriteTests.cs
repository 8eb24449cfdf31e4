using SeqTools.Linq.Analyzers.Rules;

namespace SeqTools.Linq.Analyzers.Tests.Rules;

internal sealed class SharedWriteTests
{
    private const string Data = """

        class Box
        {
            public int Value { get; set; }
            public static int Count;
            [ThreadStatic] public static int Own;
        }

        static class Data
        {
            public static int[] Numbers { get; } = [1, 2, 3];
            public static readonly Lock Gate = new();
        }

        #if !NET9_0_OR_GREATER
        class Lock;
        #endif
        """;

    [TestCase("var calls = 0; var view = Data.Numbers.Select(n => { [|calls++|]; return n; }).AsPrefetched();")]
    [TestCase("var sum = 0; var view = Data.Numbers.Select(n => [|sum += n|]).Skip(1).AsPrefetched();")]
    [TestCase("var last = 0; var view = Data.Numbers.Tap(n => [|last = n|]).AsPrefetched();")]
    [TestCase("var seen = new List<int>(); var view = Data.Numbers.Tap(n => [|seen.Add(n)|]).AsPrefetched();")]
    [TestCase("var seen = new HashSet<int>(); var view = Data.Numbers.Select(n => [|seen.Add(n)|]).AsPrefetched();")]
    [TestCase(
        "var known = new Dictionary<int, int>(); "
        + "var view = Data.Numbers.Select(n => [|known[n] = n|]).AsPrefetched();")]
    [TestCase("var queue = new Queue<int>(); var view = Data.Numbers.Tap(n => [|queue.Enqueue(n)|]).AsPrefetched();")]
    [TestCase(
        "var text = new System.Text.StringBuilder(); "
        + "var view = Data.Numbers.Tap(n => [|text.Append(n)|]).AsPrefetched();")]
    [TestCase("var box = new Box(); var view = Data.Numbers.Tap(n => [|box.Value += n|]).AsPrefetched();")]
    [TestCase("var view = Data.Numbers.Tap(n => [|Box.Count++|]).AsPrefetched();")]
    [TestCase(
        "var calls = 0; var view = Data.Numbers"
        + ".SelectAsync(async n => { [|calls++|]; await Task.Yield(); return n; }).AsPrefetched();")]
    [TestCase("var calls = 0; var view = Data.Numbers.Zip(Data.Numbers.Select(n => [|calls++|])).AsPrefetched();")]
    [TestCase(
        "var calls = 0; "
        + "var view = (from n in Data.Numbers select [|calls++|]).AsPrefetched().Batch(2).AsPrefetched();")]
    [TestCase("int a = 0, b = 0; var view = Data.Numbers.Tap(n => [|(a, b) = (n, n)|]).AsPrefetched();")]
    public Task A_write_to_what_several_threads_share_is_found(string program) => Finds(program);

    [TestCase("var calls = 0; var view = Data.Numbers.Select(n => { calls++; return n; });")]
    [TestCase("var calls = 0; var view = Data.Numbers.AsPrefetched().Select(n => calls++);")]
    [TestCase("var calls = 0; var view = Data.Numbers.Tap(n => Interlocked.Increment(ref calls)).AsPrefetched();")]
    [TestCase("var calls = 0; var view = Data.Numbers.Tap(n => { lock (Data.Gate) { calls++; } }).AsPrefetched();")]
    [TestCase("var calls = 0; var gate = new SemaphoreSlim(1); var view = Data.Numbers.Tap(n => "
        + "{ gate.Wait(); calls++; gate.Release(); }).AsPrefetched();")]
    [TestCase("var view = Data.Numbers.Select(n => { var sum = 0; sum += n; return sum; }).AsPrefetched();")]
    [TestCase(
        "var view = Data.Numbers.Select(n => { var seen = new List<int>(); seen.Add(n); return seen; })"
        + ".AsPrefetched();")]
    [TestCase("var view = Data.Numbers.Select(n => new Box { Value = n }).AsPrefetched();")]
    [TestCase("var view = Data.Numbers.Select(n => new List<int> { n }).AsPrefetched();")]
    [TestCase("var view = new[] { new Box() }.Tap(box => box.Value++).AsPrefetched();")]
    [TestCase("var results = new int[3]; var view = Data.Numbers.Tap((n, i) => results[i] = n).AsPrefetched();")]
    [TestCase("var view = Data.Numbers.Tap(n => Box.Own++).AsPrefetched();")]
    [TestCase("var done = 0; var view = Data.Numbers.ReportTo(progress => done = progress.Done).AsPrefetched();")]
    [TestCase("var calls = 0; var view = Data.Numbers.Filter(n => calls++ > 1).AsPrefetched();")]
    [TestCase(
        "var seen = new System.Collections.Concurrent.ConcurrentBag<int>(); "
        + "var view = Data.Numbers.Tap(n => seen.Add(n)).AsPrefetched();")]
    [TestCase("var view = Data.Numbers.Tap(n => _ = n).AsPrefetched();")]
    public Task A_write_of_ones_own_is_none(string program) => Finds(program);

    [TestCase("var own = new ThreadLocal<int>(); var view = Data.Numbers.Tap(n => own.Value++).AsPrefetched();")]
    [TestCase("var own = new ThreadLocal<List<int>>(() => []); "
        + "var view = Data.Numbers.Tap(n => own.Value!.Add(n)).AsPrefetched();")]
    [TestCase("var own = new ThreadLocal<Dictionary<int, int>>(() => []); "
        + "var view = Data.Numbers.Tap(n => own.Value![n] = n).AsPrefetched();")]
    [TestCase("var own = new AsyncLocal<int>(); var view = Data.Numbers.Tap(n => own.Value = n).AsPrefetched();")]
    [TestCase("var view = Data.Numbers.Tap(n => Thread.CurrentThread.Name = \"a\").AsPrefetched();")]
    [TestCase("var view = Data.Numbers.Tap(n => System.Globalization.CultureInfo.CurrentCulture = "
        + "System.Globalization.CultureInfo.InvariantCulture).AsPrefetched();")]
    public Task A_write_to_what_a_thread_has_of_its_own_is_none(string program) => Finds(program);

    [TestCase("var box = new Box(); var view = Data.Numbers.Tap(n => [|box.Value = n|]).AsPrefetched();")]
    [TestCase("var box = new ThreadLocal<int>(); var view = Data.Numbers.Tap(n => [|box = new()|]).AsPrefetched();")]
    public Task Another_value_is_shared(string program) => Finds(program);

    [TestCase("var seen = new HashSet<int>(); var view = Data.Numbers.Select([|seen.Add|]).AsPrefetched();")]
    [TestCase("var seen = new List<int>(); var view = Data.Numbers.Tap([|seen.Add|]).AsPrefetched();")]
    [TestCase("var calls = 0; var view = Data.Numbers.Select([|Count|]).AsPrefetched(); "
        + "int Count(int n) { calls++; return n; }")]
    [TestCase("var view = Data.Numbers.Select([|Counter.Count|]).AsPrefetched(); "
        + "static class Counter { static int calls; public static int Count(int n) => n + calls++; }")]
    [TestCase("List<int>? seen = []; var view = Data.Numbers.Tap(n => [|seen?.Add(n)|]).AsPrefetched();")]
    [TestCase("var last = 0; var view = Data.Numbers.Tap(n => int.TryParse(\"1\", [|out last|])).AsPrefetched();")]
    [TestCase("IList<int> seen = new List<int>(); var view = Data.Numbers.Tap(n => [|seen.Add(n)|]).AsPrefetched();")]
    [TestCase("IList<int> seen = []; var view = Data.Numbers.Tap(n => [|seen.Add(n)|]).AsPrefetched();")]
    [TestCase("IDictionary<int, int> known = new Dictionary<int, int>(); "
        + "var view = Data.Numbers.Tap(n => [|known[n] = n|]).AsPrefetched();")]
    [TestCase("var seen = new HashSet<int>(); "
        + "var view = Data.Numbers.Tap(n => [|seen.UnionWith([n])|]).AsPrefetched();")]
    [TestCase("var seen = new List<int>(); "
        + "var view = Data.Numbers.Tap(n => [|seen.RemoveAll(m => m == n)|]).AsPrefetched();")]
    [TestCase("var seen = new List<int>(); var view = Data.Numbers.Tap(n => [|seen.Sort()|]).AsPrefetched();")]
    [TestCase("var seen = new List<int>(); "
        + "var view = Data.Numbers.Tap(n => [|seen.InsertRange(0, [n])|]).AsPrefetched();")]
    [TestCase("var queue = new Queue<int>(); "
        + "var view = Data.Numbers.Tap(n => [|queue.TryDequeue(out var first)|]).AsPrefetched();")]
    public Task However_a_function_writes_it_is_found(string program) => Finds(program);

    [TestCase("var seen = new System.Collections.Concurrent.ConcurrentBag<int>(); "
        + "var view = Data.Numbers.Tap(seen.Add).AsPrefetched();")]
    [TestCase("var seen = new HashSet<int>(); var view = Data.Numbers.Select(seen.Contains).AsPrefetched();")]
    [TestCase("var seen = new HashSet<int>(); var view = Data.Numbers.Filter(seen.Add).AsPrefetched();")]
    [TestCase("var view = Data.Numbers.Select(Count).AsPrefetched(); "
        + "int Count(int n) { var one = n; one++; return one; }")]
    [TestCase("var calls = 0; var view = Data.Numbers.Select(Count).AsPrefetched(); "
        + "int Count(int n) { lock (Data.Gate) { return calls++; } }")]
    [TestCase("var calls = 0; var view = Data.Numbers.Select(Count).AsPrefetched(); "
        + "int Count(int n) => Interlocked.Increment(ref calls);")]
    [TestCase("var view = Data.Numbers.Tap(n => int.TryParse(\"1\", out var last)).AsPrefetched();")]
    [TestCase("var view = Data.Numbers.Tap(n => int.TryParse(\"1\", out _)).AsPrefetched();")]
    [TestCase("IDictionary<int, int> known = new System.Collections.Concurrent.ConcurrentDictionary<int, int>(); "
        + "var view = Data.Numbers.Tap(n => known[n] = n).AsPrefetched();")]
    [TestCase("object Read(IDictionary<int, int> known) => Data.Numbers.Tap(n => known[n] = n).AsPrefetched();")]
    [TestCase("IList<int> seen = new int[3]; var view = Data.Numbers.Tap((n, i) => seen[i] = n).AsPrefetched();")]
    [TestCase("var own = new ThreadLocal<List<int>>(() => []); "
        + "var view = Data.Numbers.Tap(n => own.Value?.Add(n)).AsPrefetched();")]
    [TestCase("var view = new[] { new List<int>() }.Tap(list => list?.Add(1)).AsPrefetched();")]
    public Task What_may_be_safe_is_none(string program) => Finds(program);

    private static Task Finds(string program) => UsersCode.Check<SharedWriteAnalyzer>(program + Data);
}
