using SeqTools.Linq.Analyzers.Rules;

namespace SeqTools.Linq.Analyzers.Tests.Rules;

internal sealed class ViewOverDisposedTests
{
    private const string Data = """

        static class Data
        {
            public static SeqView<int> View { get; } = Seq.Range(0, 10);
            public static Stream Open() => new MemoryStream();
        }
        """;

    [TestCase("SeqView<int> Read() { using var ahead = Data.View.AsPrefetched(); return [|ahead|].Select(n => n); }")]
    [TestCase(
        "IEnumerable<int> Read() { using var ahead = Data.View.AsPrefetched(); return [|ahead|].Skip(1).Take(2); }")]
    [TestCase("SeqView<int> Read() { using var ahead = Data.View.AsPrefetched(); return [|ahead|]; }")]
    [TestCase("SeqView<int> Read() { using var ahead = Data.View.AsPrefetched(); return [|ahead|][1..]; }")]
    [TestCase("SeqView<int> Read() { using (var ahead = Data.View.AsPrefetched()) { return [|ahead|].Reverse(); } }")]
    [TestCase(
        "SeqView<int> Read() { using var file = Data.Open(); return Data.View.Select(n => [|file|].ReadByte()); }")]
    [TestCase(
        "SeqView<int> Read() { using var file = Data.Open(); return from n in Data.View select [|file|].ReadByte(); }")]
    [TestCase(
        "SeqView<int> Read() { using var ahead = Data.View.AsPrefetched(); return Data.View.Concat([|ahead|]); }")]
    [TestCase(
        "SeqView<int> Read() { using var ahead = Data.View.AsPrefetched(); "
        + "return Seq.Concat([Data.View, [|ahead|]]); }")]
    [TestCase(
        "SeqView<int> Read() { using var ahead = Data.View.AsPrefetched(); var next = ahead.Skip(1); "
        + "return [|next|].Take(2); }")]
    [TestCase(
        "async Task<SeqView<int>> Read() { await using var ahead = Data.View.AsPrefetched(); "
        + "return [|ahead|].Skip(1); }")]
    [TestCase(
        "Func<SeqView<int>> read = () => { using var ahead = Data.View.AsPrefetched(); return [|ahead|].Skip(1); };")]
    public Task A_view_over_what_is_disposed_of_is_found(string program) => Finds(program);

    [TestCase("int[] Read() { using var ahead = Data.View.AsPrefetched(); return ahead.Select(n => n).ToArray(); }")]
    [TestCase("SeqView<int> Read() { using var ahead = Data.View.AsPrefetched(); return Seq.Repeat(ahead[0], 3); }")]
    [TestCase("SeqView<int> Read() { using var ahead = Data.View.AsPrefetched(); return ahead.ToArray().AsView(); }")]
    [TestCase("SeqView<int> Read() { var ahead = Data.View.AsPrefetched(); return ahead.Select(n => n); }")]
    [TestCase(
        "IEnumerable<SeqView<int>> Read() { using var ahead = Data.View.AsPrefetched(); yield return ahead.Skip(1); }")]
    [TestCase("using var ahead = Data.View.AsPrefetched(); Func<SeqView<int>> read = () => ahead.Skip(1);")]
    [TestCase("using var ahead = Data.View.AsPrefetched(); SeqView<int> Read() { return ahead.Skip(1); }")]
    public Task A_view_that_is_read_in_time_is_none(string program) => Finds(program);

    [TestCase("return Data.View.Select([|decoder|].Decode);")]
    [TestCase("return Data.View.Select([|Own|]); int Own(int n) => decoder.Decode(n);")]
    [TestCase("return n switch { 0 => [|ahead|].Skip(1), _ => Data.View };")]
    [TestCase("return (SeqView<int>)[|ahead|].Skip(1);")]
    [TestCase("return ((SeqView<int>)[|ahead|]).Skip(1);")]
    public Task However_a_view_stands_over_it_it_is_found(string body) => Finds(Reading(body));

    [TestCase("SeqView<int>? Read() { using var ahead = Make(); return [|ahead|]?.Skip(1).Take(2); "
        + "PrefetchedView<int>? Make() => null; }")]
    [TestCase("SeqView<int> Read() { var ahead = Data.View.AsPrefetched(); "
        + "using (ahead) { return [|ahead|].Skip(1); } }")]
    public Task So_is_one_that_may_be_null_or_is_disposed_of_later(string program) => Finds(program);

    [TestCase("return Data.View.Select(Own); int Own(int n) => n;")]
    [TestCase("return Data.View.Select(new Decoder().Decode);")]
    [TestCase("return n switch { 0 => ahead.ToArray().AsView(), _ => Data.View };")]
    [TestCase("return (SeqView<int>)ahead.ToArray().AsView();")]
    [TestCase("return Data.View.Skip(Own(1)); int Own(int n) => decoder.Decode(n);")]
    public Task A_view_over_what_was_read_from_it_is_none(string body) => Finds(Reading(body));

    [TestCase("SeqView<int>? Read() { using var ahead = Make(); return ahead?.ToArray().AsView(); "
        + "PrefetchedView<int>? Make() => null; }")]
    [TestCase("SeqView<int> Read() { var ahead = Data.View.AsPrefetched(); using (ahead) { } return ahead.Skip(1); }")]
    [TestCase("SeqView<int> Read() { var ahead = Data.View.AsPrefetched(); using (Data.Open()) "
        + "{ return ahead.Skip(1); } }")]
    [TestCase("SeqView<int> Read() { SeqView<int> view = view.Skip(1); return view; }", false)]
    public Task Nor_is_one_over_something_else(string program, bool compiles = true) =>
        UsersCode.Check<ViewOverDisposedAnalyzer>(program + Data, compiles: compiles);

    private static string Reading(string body) =>
        "SeqView<int> Read(int n) { using var decoder = new Decoder(); using var ahead = Data.View.AsPrefetched(); "
        + body + " } class Decoder : IDisposable { public int Decode(int n) => n; public void Dispose() { } }";

    private static Task Finds(string program) => UsersCode.Check<ViewOverDisposedAnalyzer>(program + Data);
}
