using System.Runtime.Loader;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>Recipes of a plug-in, which is loaded by its file and is no dependency of the program.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase), Platform("Linux")]
internal sealed class PluginTests : IDisposable
{
    private const string Needed = """
        public static class Needed
        {
            public static int Twice(int n) => 2 * n;
        }
        """;

    private const string Code = """
        public static class Plugin
        {
            public static SeqView<int> Numbers(int count) => Seq.Range(0, count).Select(Needed.Twice);
        }
        """;

    private readonly Scratch scratch = new();
    private readonly AssemblyLoadContext context = new("plug-in", isCollectible: true);

    public PluginTests()
    {
        CompiledFile.Write(NeededFile, Needed);
        CompiledFile.Write(File, Code, NeededFile);
    }

    [Test]
    public void Workers_find_it_and_what_stands_beside_it()
    {
        using var view = Plugin().InProcesses(2);

        view.ShouldBe(Seq.Range(0, 10).Select(n => 2 * n));
    }

    [Test]
    public void Workers_find_what_its_context_finds_elsewhere()
    {
        var elsewhere = Path.Combine(scratch.Folder, "elsewhere", Path.GetFileName(NeededFile));
        Directory.CreateDirectory(Path.GetDirectoryName(elsewhere)!);
        System.IO.File.Move(NeededFile, elsewhere);
        context.Resolving += (plugin, _) => plugin.LoadFromAssemblyPath(elsewhere);

        using var view = Plugin().InProcesses(2);

        view.ShouldBe(Seq.Range(0, 10).Select(n => 2 * n));
    }

    [Test]
    public void One_that_was_built_again_is_refused_by_the_worker_which_says_what_to_do()
    {
        using var view = Plugin().InProcesses(2);
        var file = Path.Combine(scratch.Folder, "new", Path.GetFileName(File));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        CompiledFile.Write(file, Code, NeededFile);
        System.IO.File.Move(file, File, overwrite: true);

        ReasonOf(view).ShouldContain(
            "The assembly Plugin is another build than the one that runs in the program: it was built again, or "
            + "changed by hot reload. Restart the program.");
    }

    [Test]
    public void One_with_the_name_of_another_build_that_the_program_has_is_refused_and_told_from_it()
    {
        var library = typeof(Seq).Assembly;
        var own = Path.Combine(scratch.Folder, Path.GetFileName(library.Location));
        System.IO.File.Copy(library.Location, own);
        var reference = new AssemblyReference("SeqTools.Linq", own, Guid.NewGuid());

        Should.Throw<WorkerRefusedException>(reference.Load).Message.ShouldBe(
            $"A worker has one assembly of each name, and finds SeqTools.Linq in {library.Location} before that in "
            + $"{own}, which is another build: let the program and its plug-in have the same, or set "
            + "RunInThisProcess.");
    }

    [Test]
    public void One_whose_file_is_gone_is_refused_by_the_worker()
    {
        using var view = Plugin().InProcesses(2);
        System.IO.File.Delete(File);

        ReasonOf(view).ShouldContain("The assembly Plugin can't be loaded in a worker");
    }

    [Test]
    public void A_function_that_hot_reload_has_added_is_refused_by_the_worker() =>
        Should.Throw<WorkerRefusedException>(
            () => new MethodReference(AssemblyReference.Of(typeof(Recipes).Module), 0x06FFFFFF).Load())
            .Message.ShouldContain("it was added by hot reload. Restart the program.");

    public void Dispose()
    {
        context.Unload();
        scratch.Dispose();
    }

    private string File => Path.Combine(scratch.Folder, "Plugin.dll");

    private string NeededFile => Path.Combine(scratch.Folder, "Needed.dll");

    /// <summary>A recipe of the plug-in, of which nothing runs in this process.</summary>
    private Recipe<int> Plugin() => Recipe.Of(
        context.LoadFromAssemblyPath(File).GetType("Plugin")!.GetMethod("Numbers")!
            .CreateDelegate<Func<int, IReadOnlyList<int>>>(),
        10);

    private static string ReasonOf(PrefetchedView<int> view)
    {
        var failure = Should.Throw<EvaluationException>(() => view[0]);
        var reason = failure.InnerException.ShouldBeOfType<WorkerDiedException>();
        reason.Attempts.ShouldBe(1);
        return reason.Message;
    }
}
