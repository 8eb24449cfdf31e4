using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Tests;

/// <summary>The files that stand beside the code. Their paths are relative, with slashes.</summary>
internal static class Repository
{
    private static readonly string Root = FolderOfThisFile("../..");

    /// <summary>The text of a file, with the line ends that it has in the repository.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    public static void Write(string path, string text) => File.WriteAllText(Path.Combine(Root, path), text);

    public static void Delete(string path) => File.Delete(Path.Combine(Root, path));

    /// <summary>The files of a folder and the folders in it; not what a build leaves there.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal)),
    ];

    private static string FolderOfThisFile(string relative, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, relative));
}
