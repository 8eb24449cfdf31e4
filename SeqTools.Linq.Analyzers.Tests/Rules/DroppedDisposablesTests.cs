using SeqTools.Linq.Analyzers.Rules;

namespace SeqTools.Linq.Analyzers.Tests.Rules;

internal sealed class DroppedDisposablesTests
{
    private const string Data = """

        class Image(string path) : IDisposable
        {
            public Image Owner => this;
            public static Image Load(string path) => new(path);
            public static Task<Image> LoadAsync(string path) => Task.FromResult(new Image(path));
            public Image Resize() => this;
            public void Dispose() { }
        }

        class Socket : IAsyncDisposable
        {
            public ValueTask DisposeAsync() => default;
        }

        static class Data
        {
            public static string[] Paths { get; } = ["a", "b"];
            public static Image[] Images { get; } = [];
            public static Dictionary<string, Image> Known { get; } = [];
            public static PrefetchOptions<Image> Options { get; } = new();
        }
        """;

    [TestCase("var view = Data.Paths.Select(path => new Image(path)).[|AsPrefetched()|];")]
    [TestCase("var view = Data.Paths.Select(Image.Load).[|AsPrefetched(2, 8)|];")]
    [TestCase("var view = (from path in Data.Paths select Image.Load(path)).[|AsPrefetched()|];")]
    [TestCase(
        "var view = Data.Paths.Select(path => Image.Load(path).Resize()).Skip(1).Tap(_ => { }).[|AsPrefetched()|];")]
    [TestCase(
        "var view = Data.Paths.Select(path => { var image = Image.Load(path); return image; }).[|AsPrefetched()|];")]
    [TestCase("var view = Data.Paths.SelectAsync(async path => await Image.LoadAsync(path)).[|AsPrefetched()|];")]
    [TestCase("var view = Data.Paths.SelectAsync(Image.LoadAsync).[|AsPrefetched()|];")]
    [TestCase("var view = Seq.Generate(3, i => new Image($\"{i}\")).Shuffle(1).[|AsPrefetched()|];")]
    [TestCase("var view = Data.Paths.Select(path => new Socket()).[|AsPrefetched()|];")]
    [TestCase("var view = Data.Paths.Select(Image.Load).[|AsPrefetched(options: null)|];")]
    [TestCase("var view = Data.Paths.Select(Image.Load).[|AsPrefetched(options: new() { Name = \"images\" })|];")]
    [TestCase("var view = Data.Paths.Select(Image.Load).[|AsCached(2)|];")]
    [TestCase("var view = Data.Paths.Select(Image.Load)[1..].[|AsCached(2, null)|];")]
    public Task Values_that_the_chain_makes_are_found(string program) => Finds(program);

    [TestCase("var view = Data.Images.AsPrefetched();")]
    [TestCase("var view = Data.Images.Select(image => image.Owner).AsPrefetched();")]
    [TestCase("var view = Data.Paths.Select(path => Data.Known[path]).AsPrefetched();")]
    [TestCase("var view = Data.Paths.Select(path => Data.Known.GetValueOrDefault(path)).AsPrefetched();")]
    [TestCase("var view = Data.Paths.Select(path => Data.Images.First()).AsPrefetched();")]
    [TestCase("var view = Data.Paths.Select(Image.Load).Memoize().AsPrefetched();")]
    [TestCase("var view = Data.Paths.Select(Image.Load).AsCached(2, image => image.Dispose()).AsPrefetched();")]
    [TestCase("var view = Data.Paths.Select(Image.Load).AsPrefetched(options: Data.Options);")]
    [TestCase(
        "var view = Data.Paths.Select(Image.Load)"
        + ".AsPrefetched(options: new() { OnDiscard = image => image.Dispose() });")]
    [TestCase("var view = Data.Paths.Select(Image.Load).Batch(2).AsPrefetched();")]
    [TestCase("var view = Data.Paths.Select(path => new MemoryStream()).AsPrefetched();")]
    [TestCase("var view = Data.Paths.Select(path => new StringReader(path)).AsCached(2);")]
    [TestCase("var view = Data.Paths.Select(path => Image.LoadAsync(path)).AsPrefetched();")]
    [TestCase("var view = Data.Paths.Select(path => path.Length).AsPrefetched();")]
    public Task Values_of_another_owner_are_none(string program) => Finds(program);

    [TestCase(
        "var view = Data.Paths.Select(Image.Load).[|AsPrefetched()|];",
        "var view = Data.Paths.Select(Image.Load)"
            + ".AsPrefetched(options: new() { OnDiscard = value => value.Dispose() });")]
    [TestCase(
        "var view = Data.Paths\n    .Select(Image.Load)\n    .[|AsPrefetched(2, 8)|] // ahead\n    .Batch(2);",
        "var view = Data.Paths\n    .Select(Image.Load)\n"
            + "    .AsPrefetched(2, 8, options: new() { OnDiscard = value => value.Dispose() }) // ahead\n"
            + "    .Batch(2);")]
    [TestCase(
        "var view = Data.Paths.Select(Image.Load).[|AsPrefetched(2, 8, null)|];",
        "var view = Data.Paths.Select(Image.Load).AsPrefetched(2, 8, new() { OnDiscard = value => value.Dispose() });")]
    [TestCase(
        "var view = Data.Paths.Select(Image.Load).[|AsPrefetched(options: new() { Name = \"images\" })|];",
        "var view = Data.Paths.Select(Image.Load)"
            + ".AsPrefetched(options: new() { Name = \"images\", OnDiscard = value => value.Dispose() });")]
    [TestCase(
        "var view = Data.Paths.Select(path => path == \"\" ? default(Image?) : new Image(path)).AsPrefetched(); "
            + "var cached = Data.Paths.Select(Image.Load).[|AsCached(2)|];",
        "var view = Data.Paths.Select(path => path == \"\" ? default(Image?) : new Image(path)).AsPrefetched(); "
            + "var cached = Data.Paths.Select(Image.Load).AsCached(2, onDiscard: value => value.Dispose());")]
    public Task They_are_disposed_of(string program, string expected) =>
        UsersCode.Fix<DroppedDisposablesAnalyzer, DroppedDisposablesCodeFixProvider>(program + Data, expected + Data);

    [Test]
    public Task What_is_disposed_of_by_awaiting_has_no_fix() =>
        UsersCode.HasNoFix<DroppedDisposablesAnalyzer, DroppedDisposablesCodeFixProvider>(
            "var view = Data.Paths.Select(path => new Socket()).[|AsPrefetched()|];" + Data);

    [TestCase(
        "var placeholder = new Image(\"\"); var view = Data.Paths"
        + ".Select(path => { if (path == \"\") return placeholder; return new Image(path); }).AsPrefetched();")]
    [TestCase("var image = new Image(\"\"); var view = Data.Paths.Select(path => image).AsCached(2);")]
    public Task What_a_function_finds_outside_is_none(string program) => Finds(program);

    [TestCase("new() { }", "new() { OnDiscard = value => value.Dispose() }")]
    [TestCase("new() {}", "new() { OnDiscard = value => value.Dispose() }")]
    [TestCase("new()\n{\n}", "new()\n{ OnDiscard = value => value.Dispose() }")]
    [TestCase(
        "new()\n{\n    Name = \"images\", // all\n}",
        "new()\n{\n    Name = \"images\", // all\n    OnDiscard = value => value.Dispose(),\n}")]
    [TestCase(
        "new()\n{\n    Name = \"images\" // all\n}",
        "new()\n{\n    Name = \"images\", // all\n    OnDiscard = value => value.Dispose()\n}")]
    [TestCase(
        "new() { Name = \"images\" /* all */ }",
        "new() { Name = \"images\" /* all */, OnDiscard = value => value.Dispose() }")]
    [TestCase(
        "new() { Name = \"images\", }", "new() { Name = \"images\", OnDiscard = value => value.Dispose(), }")]
    public Task An_initializer_keeps_its_form(string options, string expected) =>
        They_are_disposed_of(
            $"var view = Data.Paths.Select(Image.Load).[|AsPrefetched(options: {options})|];",
            $"var view = Data.Paths.Select(Image.Load).AsPrefetched(options: {expected});");

    [Test]
    public Task Arguments_on_lines_of_their_own_keep_their_comments() => They_are_disposed_of(
        "var view = Data.Paths.Select(Image.Load).[|AsPrefetched(\n    2, // workers\n    8 // ahead\n    )|];",
        "var view = Data.Paths.Select(Image.Load).AsPrefetched(\n    2, // workers\n    8, // ahead\n"
            + "    options: new() { OnDiscard = value => value.Dispose() }\n    );");

    [Test]
    public Task What_is_disposed_of_as_an_interface_has_no_fix() =>
        UsersCode.HasNoFix<DroppedDisposablesAnalyzer, DroppedDisposablesCodeFixProvider>(
            "var view = Data.Paths.Select(path => new Hidden()).[|AsPrefetched()|];" + Data
            + "class Hidden : IDisposable { void IDisposable.Dispose() => Dispose(); private void Dispose() { } }");

    private static Task Finds(string program) => UsersCode.Check<DroppedDisposablesAnalyzer>(program + Data);
}
