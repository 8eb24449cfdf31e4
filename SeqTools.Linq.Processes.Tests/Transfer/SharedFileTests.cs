using System.Runtime.Versioning;

namespace SeqTools.Linq.Processes.Tests;

[Platform(Exclude = "Win"), UnsupportedOSPlatform("windows")]
internal sealed class SharedFileTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Test]
    public void It_is_its_owners_alone_and_leaves_nothing()
    {
        using var folder = OwnFolder();

        using (var file = SharedFile.MakeIn(folder.Folder, 10_000))
        {
            File.GetUnixFileMode(file.Path).ShouldBe(Owner);
            RandomAccess.GetLength(file.Handle).ShouldBe(10_000);
        }

        Directory.GetFiles(folder.Folder).ShouldBeEmpty();
    }

    [Test]
    public void What_a_killed_process_has_left_is_tidied_away_and_no_others()
    {
        using var folder = OwnFolder();
        var (left, mine, other) = (
            Path.Combine(folder.Folder, $"{int.MaxValue}.left.memory"),
            Path.Combine(folder.Folder, $"{Environment.ProcessId}.mine.memory"),
            Path.Combine(folder.Folder, "other.txt"));
        Array.ForEach([left, mine, other], path => File.WriteAllText(path, ""));

        SharedFile.MakeIn(folder.Folder, 1).Dispose();

        Directory.GetFiles(folder.Folder).ShouldBe([mine, other], ignoreOrder: true);
    }

    [Test]
    public void A_folder_into_which_others_may_look_is_refused()
    {
        using var folder = OwnFolder();
        File.SetUnixFileMode(folder.Folder, File.GetUnixFileMode(folder.Folder) | UnixFileMode.GroupRead);

        Should.Throw<UnauthorizedAccessException>(() => SharedFile.MakeIn(folder.Folder, 1));
    }

    private static Scratch OwnFolder() => new();
}
