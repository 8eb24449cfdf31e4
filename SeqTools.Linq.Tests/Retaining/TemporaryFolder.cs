namespace SeqTools.Linq.Tests.Retaining;

/// <summary>Folders that last as long as the process.</summary>
internal static class TemporaryFolder
{
    private static readonly Lazy<string> Root = new(() =>
    {
        var root = Directory.CreateTempSubdirectory("seqtools-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        return root;
    });

    public static string New() => Directory.CreateDirectory(Path.Combine(Root.Value, $"{Guid.NewGuid():n}")).FullName;
}
