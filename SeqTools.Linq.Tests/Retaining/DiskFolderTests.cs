using System.Runtime.Versioning;
using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Retaining;

/// <summary>What a cache on disk does with a folder, and with what others have there.</summary>
internal sealed class DiskFolderTests
{
    private const int EntrySize = 1_000_000;

    private static readonly DateTime LongAgo = DateTime.UtcNow.AddDays(-30);

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = TemporaryFolder.New();

    private DiskCachedView<string> View(string version = "1") =>
        new[] { "a", "b", "c" }.AsCachedOnDisk(folder, version);

    private string Aside => Path.Combine(folder, DiskFolder.Aside);

    private string Manifest => Path.Combine(folder, "manifest.txt");

    private string Entry(int index) => Path.Combine(folder, "000", "000", $"{index}.entry");

    [TestCase("letters.txt")]
    [TestCase("writing/novel.txt")]
    [TestCase("000/000/0.entry")]
    [TestCase("manifest.txt/letters.txt")]
    public void A_folder_that_is_not_empty_and_has_no_manifest_is_refused_and_stays_as_it_is(string name)
    {
        var file = Old(Path.Combine(folder, name));

        Should.Throw<InvalidOperationException>(() => View()).Message.ShouldContain(folder);

        File.ReadAllText(file).ShouldBe("ten years of work");
        Everything().ShouldBe([file]);
    }

    [TestCase("novel.txt")]
    [TestCase("novel.txt/cache")]
    [TestCase("novel.txt/of/ten/years")]
    public void A_file_in_the_place_of_the_folder_or_of_one_above_it_is_refused(string name)
    {
        var file = Old(Path.Combine(folder, "novel.txt"));

        Should.Throw<InvalidOperationException>(() => new[] { "a" }.AsCachedOnDisk(Path.Combine(folder, name), "1"))
            .Message.ShouldContain(file);

        File.ReadAllText(file).ShouldBe("ten years of work");
    }

    [Test]
    public void A_file_that_comes_in_the_place_of_the_folder_is_refused_before_anything_is_evaluated()
    {
        var missing = Path.Combine(folder, "novel.txt");
        var source = new CountingList<string>(["a"]);
        var view = source.AsCachedOnDisk(missing, "1").Reverse();
        Old(missing);

        Should.Throw<InvalidOperationException>(() => view[0]);

        source.Reads.ShouldBe(0);
    }

    [Test, Platform(Exclude = "Win")]
    public void A_link_that_leads_nowhere_is_refused_as_a_file_is()
    {
        var link = Path.Combine(folder, "link");
        File.CreateSymbolicLink(link, Path.Combine(folder, "missing"));

        Should.Throw<InvalidOperationException>(() => new[] { "a" }.AsCachedOnDisk(link, "1"));
    }

    [Test]
    public void A_folder_that_is_filled_after_the_view_was_made_is_refused_at_the_read()
    {
        var view = View().Reverse();
        var file = Old(Path.Combine(folder, "letters.txt"));

        Should.Throw<InvalidOperationException>(() => view[0]).Message.ShouldContain("manifest.txt");

        Everything().ShouldBe([file]);
    }

    [Test]
    public void A_folder_that_is_filled_while_the_first_element_is_evaluated_is_not_written_to()
    {
        var file = Path.Combine(folder, "letters.txt");
        var view = Seq.Generate(1, _ => Old(file)).AsCachedOnDisk(folder, "1");

        Should.Throw<EvaluationException>(() => view[0]).InnerException.ShouldBeOfType<InvalidOperationException>();

        Everything().ShouldBe([file]);
    }

    [Test]
    public void A_folder_in_which_a_process_ended_before_it_had_written_its_manifest_can_be_used()
    {
        Old(Part());

        View()[0].ShouldBe("a");

        File.Exists(Manifest).ShouldBeTrue();
    }

    [Test]
    public void What_a_process_left_behind_is_removed_by_the_first_write_that_comes_a_day_later()
    {
        _ = View()[0];
        var (old, young) = (Old(Part()), Part());
        File.WriteAllText(young, "");

        View()[0].ShouldBe("a");
        File.Exists(old).ShouldBeTrue();

        View()[1].ShouldBe("b");
        (File.Exists(old), File.Exists(young)).ShouldBe((false, true));
    }

    [TestCase("novel.txt")]
    [TestCase("novel.part")]
    [TestCase("0123456789abcdef0123456789abcdef")]
    [TestCase("{01234567-89ab-cdef-0123-456789abcdef}.part")]
    [TestCase("0123456789abcdef0123456789abcdef.part/novel.txt")]
    public void What_it_has_not_written_is_not_removed(string name)
    {
        _ = View()[0];
        var file = Old(Path.Combine(Aside, name));

        View()[1].ShouldBe("b");

        File.ReadAllText(file).ShouldBe("ten years of work");
    }

    [Test, Platform(Exclude = "Win")]
    public void Nothing_is_removed_or_written_through_a_link()
    {
        var elsewhere = TemporaryFolder.New();
        var file = Old(Path.Combine(elsewhere, Path.GetFileName(Part())));
        _ = View()[0];
        Directory.Delete(Aside, recursive: true);
        Directory.CreateSymbolicLink(Aside, elsewhere);

        Should.Throw<EvaluationException>(() => View()[1]).InnerException.ShouldBeOfType<IOException>();
        View()[0].ShouldBe("a");

        Directory.GetFileSystemEntries(elsewhere).ShouldBe([file]);
    }

    [TestCase("000")]
    [TestCase("000/000")]
    [Platform(Exclude = "Win")]
    public void A_subfolder_that_is_a_link_is_read_and_not_written_to(string name)
    {
        _ = View()[0];
        var (subfolder, moved) = (Path.Combine(folder, name), Path.Combine(TemporaryFolder.New(), "moved"));
        Directory.Move(subfolder, moved);
        Directory.CreateSymbolicLink(subfolder, moved);

        View()[0].ShouldBe("a");
        Should.Throw<EvaluationException>(() => View()[1]).Message.ShouldContain("leads elsewhere");

        Directory.GetFiles(moved, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ShouldBe(["0.entry"]);
    }

    [Test, Platform(Exclude = "Win")]
    public void The_folder_itself_may_be_a_link()
    {
        var link = Path.Combine(TemporaryFolder.New(), "link");
        Directory.CreateSymbolicLink(link, folder);

        new[] { "a" }.AsCachedOnDisk(link, "1")[0].ShouldBe("a");

        new FailingList<string>(["a"], 0).AsCachedOnDisk(folder, "1")[0].ShouldBe("a");
    }

    [Test, Platform(Exclude = "Win")]
    public void An_entry_that_is_a_link_to_itself_is_damaged()
    {
        _ = View()[1];
        File.CreateSymbolicLink(Entry(0), Entry(0));

        ShouldBeRepaired();

        new FileInfo(Entry(0)).LinkTarget.ShouldBeNull();
    }

    [Test, Platform(Exclude = "Win")]
    public void A_link_among_what_was_left_behind_stays()
    {
        _ = View()[0];
        var file = Old(Path.Combine(TemporaryFolder.New(), "novel.txt"));
        var link = Part();
        File.CreateSymbolicLink(link, file);

        View()[1].ShouldBe("b");

        (File.Exists(file), new FileInfo(link).LinkTarget).ShouldBe((true, file));
    }

    [Test]
    public void Reading_needs_no_place_to_write()
    {
        View().ToArray().ShouldBe(["a", "b", "c"]);
        Directory.Delete(Aside);

        new FailingList<string>(["a", "b", "c"], 0, 1, 2).AsCachedOnDisk(folder, "1").ShouldBe(["a", "b", "c"]);

        Directory.Exists(Aside).ShouldBeFalse();
    }

    [Test]
    public void An_entry_is_read_while_others_read_it()
    {
        _ = View()[0];
        using FileStream other = new(Entry(0), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        View()[0].ShouldBe("a");
    }

    [Test]
    public void Reading_writes_and_removes_nothing()
    {
        View().ToArray().ShouldBe(["a", "b", "c"]);
        Old(Part());
        var before = Everything();

        View().ToArray().ShouldBe(["a", "b", "c"]);

        Everything().ShouldBe(before);
    }

    [Test, Platform(Exclude = "Win"), UnsupportedOSPlatform("windows")]
    public void A_folder_that_can_only_be_read_is_read()
    {
        View().ToArray().ShouldBe(["a", "b", "c"]);
        Old(Part());
        foreach (var path in Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder))
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        try
        {
            View().ToArray().ShouldBe(["a", "b", "c"]);
        }
        finally
        {
            foreach (var path in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }

    [Test]
    public void What_was_left_behind_and_can_not_be_removed_stops_no_write()
    {
        _ = View()[0];
        var old = Old(Part());
        using var held = new FileStream(old, FileMode.Open, FileAccess.Read, FileShare.None);

        View()[1].ShouldBe("b");
        View()[1].ShouldBe("b");
    }

    [Test]
    public void A_folder_that_is_deleted_while_it_is_used_is_made_again_with_its_manifest()
    {
        var view = View();
        view[0].ShouldBe("a");
        Directory.Delete(folder, recursive: true);

        view[1].ShouldBe("b");

        View()[1].ShouldBe("b");
        Should.Throw<InvalidOperationException>(() => View("2"));
    }

    [Test, Platform(Exclude = "Win")]
    public void A_folder_that_is_deleted_in_mid_write_loses_no_element()
    {
        var view = LargeEntries();
        for (var i = 0; i < view.Count; i++)
        {
            var index = i;
            DuringWrite(() => view[index].Length.ShouldBe(EntrySize), Delete);
        }

        void Delete()
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // It is being made again.
            }
        }
    }

    /// <summary>Without it, the folder would be refused.</summary>
    [Test, Platform(Exclude = "Win")]
    public void A_manifest_that_is_deleted_in_mid_write_is_there_again_when_the_entry_is()
    {
        var view = LargeEntries();
        _ = view[0];
        var manifest = File.ReadAllBytes(Manifest);
        var wasInTime = false;
        for (var i = 1; i < view.Count && !wasInTime; i++)
        {
            var index = i;
            File.WriteAllBytes(Manifest, manifest);
            DuringWrite(() => _ = view[index], () =>
            {
                File.Delete(Manifest);
                wasInTime = IsWriting();
            });
        }

        wasInTime.ShouldBeTrue("No manifest was deleted in mid-write: the test shows nothing.");
        File.ReadAllBytes(Manifest).ShouldBe(manifest);
    }

    [Test]
    public void A_folder_that_became_anothers_while_it_was_used_is_not_written_to()
    {
        var view = View();
        view[0].ShouldBe("a");
        Directory.Delete(folder, recursive: true);
        View("2")[0].ShouldBe("a");

        Should.Throw<EvaluationException>(() => view[1]).InnerException.ShouldBeOfType<InvalidOperationException>();

        File.Exists(Entry(1)).ShouldBeFalse();
    }

    [TestCase("\r\n")]
    [TestCase("\n")]
    public void The_line_ends_of_the_manifest_do_not_matter(string lineEnd)
    {
        _ = View()[0];
        File.WriteAllText(Manifest, File.ReadAllText(Manifest).ReplaceLineEndings(lineEnd).TrimEnd() + lineEnd);

        new FailingList<string>(["a"], 0).AsCachedOnDisk(folder, "1")[0].ShouldBe("a");
    }

    [TestCase("1\nelements: System.String, JSON", "1")]
    [TestCase("a\nb", "a\\nb")]
    [TestCase("a\r\nb", "a\nb")]
    [TestCase("1\n", "1")]
    [TestCase("\u202e1", "1")]
    [TestCase("", " ")]
    [TestCase(@"a\b", "ab")]
    [TestCaseSource(nameof(LoneSurrogates))]
    public void Any_text_is_a_version_and_told_from_any_other(string version, string other)
    {
        _ = View(version)[0];

        new FailingList<string>(["a"], 0).AsCachedOnDisk(folder, version)[0].ShouldBe("a");

        Should.Throw<InvalidOperationException>(() => View(other));
        File.ReadAllLines(Manifest).Length.ShouldBe(3);
    }

    /// <summary>Which no attribute can hold, or should.</summary>
    private static IEnumerable<TestCaseData<string, string>> LoneSurrogates() =>
    [
        new TestCaseData<string, string>("x\ud800", "x\udc00").SetArgDisplayNames("high", "low"),
        new TestCaseData<string, string>("x\ud800", "x\ufffd").SetArgDisplayNames("high", "replacement"),
        new TestCaseData<string, string>("x\ud800", @"x\uD800").SetArgDisplayNames("high", "its escape"),
        new TestCaseData<string, string>(new('x', 5000), new('x', 4999)).SetArgDisplayNames("long", "shorter"),
    ];

    [Test]
    public void A_text_that_JSON_does_not_hold_is_refused_and_any_other_comes_back()
    {
        string[] texts = ["a\ud800b", "\udc00\ud800", "\ud83d\ude00 \ufffd \0", ""];
        var view = texts.AsView().AsCachedOnDisk(folder, "1");

        Should.Throw<EvaluationException>(() => view[0]).Message.ShouldContain("U+D800");
        Should.Throw<EvaluationException>(() => view[1]).Message.ShouldContain("U+DC00");
        (view[2], view[2], view[3], view[3]).ShouldBe((texts[2], texts[2], "", ""));
    }

    [Test]
    public void Characters_and_keys_come_back_or_are_refused_too()
    {
        Dictionary<string, char>[] maps =
            [new() { ["k\u00e4"] = '\ufffd' }, new() { ["\ud800"] = 'a' }, new() { [""] = '\udfff' }];
        var view = maps.AsView().AsCachedOnDisk(folder, "1");

        _ = view[0];
        view[0].ShouldBe(maps[0]);
        Should.Throw<EvaluationException>(() => view[1]);
        Should.Throw<EvaluationException>(() => view[2]);
    }

    [Test]
    public void A_foreign_manifest_forges_no_line_of_a_message()
    {
        File.WriteAllText(
            Manifest, "\u001b[31mred\n   at Select(x)[3] in /a.cs:line 1\r\u202e" + new string('x', 9999));

        var message = Should.Throw<InvalidOperationException>(() => View()).Message;

        message.ShouldNotContain('\n');
        message.ShouldContain(@"\u001B[31mred");
        message.ShouldContain(@"\u202E");
        message.Length.ShouldBeLessThan(3000);
    }

    [Test, Platform(Exclude = "Win")]
    public void An_entry_that_is_a_folder_is_damaged_and_set_aside()
    {
        _ = View()[1];
        var file = Old(Path.Combine(Entry(0), "novel.txt"));

        ShouldBeRepaired();

        File.Exists(file).ShouldBeFalse();
        Everything().Count(path => Path.GetFileName(path) == "novel.txt").ShouldBe(1);
    }

    [Test, Platform(Exclude = "Win")]
    public void An_entry_that_leads_to_a_folder_is_damaged_and_the_folder_stays_as_it_is()
    {
        _ = View()[1];
        var file = Old(Path.Combine(TemporaryFolder.New(), "novel.txt"));
        File.CreateSymbolicLink(Entry(0), Path.GetDirectoryName(file)!);

        ShouldBeRepaired();

        File.ReadAllText(file).ShouldBe("ten years of work");
    }

    [Test, Platform("Linux")]
    public void An_entry_that_is_longer_than_memory_can_hold_is_damaged()
    {
        _ = View()[0];
        using (var file = new FileStream(Entry(0), FileMode.Open))
        {
            file.SetLength(3L << 30);
        }

        ShouldBeRepaired();

        new FileInfo(Entry(0)).Length.ShouldBeLessThan(1000);
    }

    [Test, Platform("Linux")]
    public void Of_a_long_file_that_is_no_entry_only_the_beginning_is_read()
    {
        const int length = 300_000_000;
        _ = View()[1];
        using (var file = new FileStream(Entry(0), FileMode.Create))
        {
            file.SetLength(length);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        ShouldBeRepaired();

        (GC.GetAllocatedBytesForCurrentThread() - allocated).ShouldBeLessThan(length);
    }

    [Test]
    public void A_damaged_entry_is_told_on_one_line()
    {
        var entry = new DamagedCacheEntry { Index = 3, Path = "cache/\u001b[31m", Reason = "a\nb" };

        entry.ToString().ShouldBe(@"Element 3 in cache/\u001B[31m: a\nb");
    }

    private SeqView<byte[]> LargeEntries() =>
        Seq.Generate(30, _ => new byte[EntrySize]).AsCachedOnDisk(folder, "1");

    /// <summary>Does something once a file lies aside, or after the write if that was too quick.</summary>
    private void DuringWrite(Action write, Action action)
    {
        var writing = Patience.Start(write);
        SpinWait.SpinUntil(() => writing.IsCompleted || IsWriting());
        action();
        Patience.Await(writing);
    }

    private bool IsWriting() => Directory.Exists(Aside) && Directory.EnumerateFiles(Aside).Any();

    private void ShouldBeRepaired()
    {
        List<DamagedCacheEntry> reports = [];
        var view = new[] { "a", "b", "c" }.AsCachedOnDisk(folder, "1", reports.Add);

        view[0].ShouldBe("a");
        view[0].ShouldBe("a");

        var report = reports.ShouldHaveSingleItem();
        report.Path.ShouldBe(Entry(0));
        report.Reason.ShouldNotBeEmpty();
        File.Exists(Entry(0)).ShouldBeTrue();
    }

    /// <summary>A file that a killed process may have left.</summary>
    private string Part() => Path.Combine(Aside, $"{Guid.NewGuid():n}.part");

    private static string Old(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "ten years of work");
        File.SetLastWriteTimeUtc(file, LongAgo);
        Directory.SetLastWriteTimeUtc(Path.GetDirectoryName(file)!, LongAgo);
        return file;
    }

    private string[] Everything() => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
}
