using System.Diagnostics;
using Microsoft.CodeAnalysis;
using SeqTools.Linq.Tests;
using SeqTools.Linq.Tests.LinqPad;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>
/// The samples that the package brings along run in a process such as LINQPad's is, with workers: its program knows
/// nothing of the library, and loads the query, and each package from a folder of its own, apart from itself.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase), Platform("Linux")]
internal sealed class LinqPadSampleTests : IDisposable
{
    private readonly Scratch scratch = new();

    private static IReadOnlyList<string> Samples() =>
        Repository.Files("SeqTools.Linq.Processes/linqpad-samples", "*");

    /// <summary>A worker is the library with the host's dependencies, or where these are not told, the host.</summary>
    [Test]
    public void A_sample_dumps_what_it_should(
        [ValueSource(nameof(Samples))] string file, [Values] bool tellsDependencies)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var query = Path.Combine(scratch.Folder, "query.dll");
        CompiledFile.Write(query, new LinqPadQuery(name, Repository.Read(file)).Compile(CSharpCode.UsersLanguage));

        RunInHost(WriteHost(tellsDependencies), [query, .. CSharpCode.Packages.Select(InFolderOfItsOwn)])
            .ShouldMatchSnapshot(name);
    }

    public void Dispose() => scratch.Dispose();

    private string WriteHost(bool tellsDependencies)
    {
        var host = Path.Combine(Directory.CreateDirectory(Path.Combine(scratch.Folder, "host")).FullName, "Host.dll");
        var code = CSharpCode.Parse(Repository.Read("build/PluginHost/Program.cs"));
        CompiledFile.Write(host, CSharpCode.Compile(code, OutputKind.ConsoleApplication, withLibrary: false));
        File.Copy(
            Path.ChangeExtension(typeof(LinqPadSampleTests).Assembly.Location, ".runtimeconfig.json"),
            Path.ChangeExtension(host, ".runtimeconfig.json"));
        if (tellsDependencies)
        {
            File.WriteAllText(
                Path.ChangeExtension(host, ".deps.json"),
                """{ "runtimeTarget": { "name": "host" }, "targets": { "host": { } }, "libraries": { } }""");
        }

        return host;
    }

    private string InFolderOfItsOwn(string file)
    {
        var name = Path.GetFileName(file);
        var folder = Directory.CreateDirectory(Path.Combine(scratch.Folder, name, "lib")).FullName;
        return File.CreateSymbolicLink(Path.Combine(folder, name), file).FullName;
    }

    private static string RunInHost(string host, IEnumerable<string> files)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Program.Host, [host, .. files])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var errors = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit(Patience.Limit).ShouldBeTrue();
        process.ExitCode.ShouldBe(0, errors.Result);
        return printed;
    }
}
