using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SeqTools.Linq.Tests;

/// <summary>
/// The one place that knows how texts are compared with approved ones, which lie beside this file. A text that differs
/// is left there as <c>*.received.txt</c>, to be renamed once it has been read.
/// </summary>
internal static partial class Snapshot
{
    /// <summary>
    /// Compares with the approved text of the calling test; <paramref name="of"/> tells several of one test apart.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ShouldMatchSnapshot(
        this string text, string? of = null, [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        var name = string.Join('.', new[] { Path.GetFileNameWithoutExtension(file), member, of }.OfType<string>());
        Scrub(text).ShouldMatchApproved(options => options
            .UseCallerLocation()
            .SubFolder(FolderOfThisFile())
            .WithFilenameGenerator((_, _, state, extension) => $"{name}.{state}.{extension}")
            .NoDiff());
    }

    /// <summary>
    /// The text without what differs from machine to machine and with every edit: folders, line numbers, line ends.
    /// </summary>
    public static string Scrub(string text) => Place().Replace(text.ReplaceLineEndings("\n"), " in ${file}:line #");

    private static string FolderOfThisFile([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@" in (?:[^\n]*[/\\])?(?<file>[^/\\\n]+):line \d+")]
    private static partial Regex Place();
}
