using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Retaining;

internal sealed class AsCachedOnDiskTests
{
    private const UnixFileMode Anyone = (UnixFileMode)0b111_111_111;

    private string folder = "";

    private enum Colour : byte
    {
        Red,
        Green,
    }

    [SetUp]
    public void MakeFolder() => folder = TemporaryFolder.New();

    [Test]
    public void A_later_view_evaluates_nothing_that_an_earlier_one_has_read()
    {
        var source = new CountingList<string>(["a", "b", "c"]);
        _ = source.AsCachedOnDisk(folder, "1")[1];

        var view = source.AsCachedOnDisk(folder, "1");

        view[1].ShouldBe("b");
        source.Reads.ShouldBe(1);
        view[0].ShouldBe("a");
        source.Reads.ShouldBe(2);
    }

    [Test]
    public void Objects_are_kept_as_json_fields_and_all()
    {
        ShouldSurvive(new[] { new Uri("https://example.org/a"), null }, source => source.AsCachedOnDisk(folder, "1"));
        ShouldSurvive([(1, "a", double.PositiveInfinity), (2, "b", double.NaN)], source =>
            source.AsCachedOnDisk(TemporaryFolder.New(), "1"));
        ShouldSurvive(
            [new { Name = "a", Colour = Colour.Green }], source => source.AsCachedOnDisk(TemporaryFolder.New(), "1"));
        ShouldSurvive<string[]>([["a", "b"], []], source => source.AsCachedOnDisk(TemporaryFolder.New(), "1"));
        ShouldSurvive([1, -2], source =>
            source.AsCachedOnDisk(
                TemporaryFolder.New(), "1", (JsonTypeInfo<int>)JsonSerializerOptions.Default.GetTypeInfo(typeof(int))));
        File.ReadAllText(Entry(0)).ShouldContain("\"https://example.org/a\"");
    }

    [Test]
    public void Arrays_of_unmanaged_values_are_kept_as_their_bytes()
    {
        ShouldSurvive<byte[]>([[1, 2, 255], []], source => source.AsCachedOnDisk(folder, "1"));
        ShouldSurvive<double[]>(
            [[0.1, double.NaN, double.NegativeInfinity]], source => source.AsCachedOnDisk(TemporaryFolder.New(), "1"));
        ShouldSurvive<Colour[]>(
            [[Colour.Green, Colour.Red]], source => source.AsCachedOnDisk(TemporaryFolder.New(), "1"));
        ShouldSurvive<(int, long)[]>([[(1, 2)]], source => source.AsCachedOnDisk(TemporaryFolder.New(), "1"));
        File.ReadAllBytes(Entry(0)).AsSpan().IndexOf((byte[])[1, 2, 255]).ShouldBeGreaterThan(0);
    }

    [Test]
    public void Functions_of_the_user_write_and_read()
    {
        ShouldSurvive(["a", "", "ä"], source => source.AsCachedOnDisk(folder, "1", Utf8()));

        var unreadable = new[] { "a" }.AsCachedOnDisk(folder, "1", Utf8(_ => throw new FormatException()));
        var unwritable = new[] { "a" }.AsCachedOnDisk(
            TemporaryFolder.New(), "1",
            ElementSerializer.Create<string>((_, _) => throw new FormatException(), Encoding.UTF8.GetString));

        Stages.Of(() => unreadable[0]).ShouldBe("AsCachedOnDisk[0]");
        Stages.Of(() => unwritable[0]).ShouldBe("AsCachedOnDisk[0]");
    }

    [Test]
    public void A_serializer_of_the_user_sees_no_null()
    {
        List<string> written = [];
        var serializer = ElementSerializer.Create<string?>(
            (text, writer) =>
            {
                written.Add(text!);
                Encoding.UTF8.GetBytes(text, writer);
            },
            Encoding.UTF8.GetString);
        var view = new[] { null, "a" }.AsCachedOnDisk(folder, "1", serializer);

        view.ToArray().ShouldBe([null, "a"]);
        view.ToArray().ShouldBe([null, "a"]);

        written.ShouldBe(["a"]);
    }

    [Test]
    public void A_serializer_that_makes_null_of_what_was_none_fails_the_element()
    {
        var damaged = 0;
        var view = new[] { "a", "b" }.AsCachedOnDisk(
            folder, "1", Utf8(bytes => bytes[0] == 'a' ? null! : "b"), _ => damaged++);
        view.ToArray().ShouldBe(["a", "b"]);

        var failure = Should.Throw<EvaluationException>(() => view.Reverse()[1]);

        failure.InnerException.ShouldBeOfType<InvalidOperationException>();
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe(
            [("Reverse", 1), ("AsCachedOnDisk", 0)]);
        (view[1], damaged).ShouldBe(("b", 0));
    }

    [Test]
    public void Functions_that_are_none_make_no_serializer()
    {
        Should.Throw<ArgumentNullException>(() => ElementSerializer.Create<int>(null!, _ => 0))
            .ParamName.ShouldBe("write");
        Should.Throw<ArgumentNullException>(() => ElementSerializer.Create<int>((_, _) => { }, null!))
            .ParamName.ShouldBe("read");
    }

    [Test]
    public void A_folder_of_another_version_type_or_format_is_refused()
    {
        _ = new[] { "a" }.AsCachedOnDisk(folder, "1")[0];

        Should.Throw<InvalidOperationException>(() => new[] { "a" }.AsCachedOnDisk(folder, "2"))
            .Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain(folder),
            message => message.ShouldContain("version: 1"),
            message => message.ShouldContain("version: 2"));
        Should.Throw<InvalidOperationException>(() => new[] { 1 }.AsCachedOnDisk(folder, "1"))
            .Message.ShouldContain("elements: System.Int32, JSON");
        Should.Throw<InvalidOperationException>(() => new[] { "a" }.AsCachedOnDisk(folder, "1", Utf8()));
        new[] { "a" }.AsCachedOnDisk(folder, "1")[0].ShouldBe("a");
    }

    [Test]
    public void A_folder_that_became_anothers_since_the_view_was_built_is_refused_at_the_read()
    {
        var late = new[] { "a" }.AsCachedOnDisk(folder, "2").Reverse();
        _ = new[] { "a" }.AsCachedOnDisk(folder, "1")[0];

        Should.Throw<InvalidOperationException>(() => late[0]).Message.ShouldContain("version: 1");
    }

    [Test]
    public void Building_a_view_writes_nothing()
    {
        var missing = Path.Combine(folder, "missing");

        new[] { "a" }.AsCachedOnDisk(missing, "1").Count.ShouldBe(1);

        Directory.Exists(missing).ShouldBeFalse();
    }

    [TestCase("cut off in the value", 20)]
    [TestCase("cut off in the head", 5)]
    [TestCase("empty", 0)]
    public void An_entry_that_is_cut_off_is_reported_evaluated_again_and_written_anew(string _, int length) =>
        ShouldBeRepaired(path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]));

    [Test]
    public void An_entry_with_any_changed_byte_is_reported_evaluated_again_and_written_anew()
    {
        var path = EntryOf("abc");
        var length = (int)new FileInfo(path).Length;
        for (var position = 0; position < length; position++)
        {
            var changed = position;
            ShouldBeRepaired(file =>
            {
                var bytes = File.ReadAllBytes(file);
                bytes[changed] ^= 0x40;
                File.WriteAllBytes(file, bytes);
            });
        }
    }

    [Test]
    public void An_entry_that_is_too_long_is_damaged() => ShouldBeRepaired(path => File.AppendAllText(path, "x"));

    [Test]
    public void The_entry_of_another_element_is_damaged()
    {
        _ = new[] { "abc", "xyz" }.AsCachedOnDisk(folder, "1")[1];

        ShouldBeRepaired(path => File.Copy(Entry(1), path, overwrite: true));
    }

    [Test]
    public void The_entry_of_another_version_is_damaged()
    {
        var other = TemporaryFolder.New();
        _ = new[] { "old" }.AsCachedOnDisk(other, "0")[0];

        ShouldBeRepaired(path => File.Copy(Path.Combine(other, "000", "000", "0.entry"), path, overwrite: true));
    }

    [Test, Platform("Linux")]
    public void An_entry_whose_reading_fails_is_reported_with_the_exception_evaluated_again_and_written_anew()
    {
        const string refusedByItsDevice = "/sys/class/net/lo/speed";
        Assume.That(File.Exists(refusedByItsDevice));
        var path = EntryOf("abc");
        File.Delete(path);
        File.CreateSymbolicLink(path, refusedByItsDevice);
        List<DamagedCacheEntry> reports = [];
        var view = new[] { "abc", "xyz" }.AsCachedOnDisk(folder, "1", reports.Add);

        view[0].ShouldBe("abc");
        view[0].ShouldBe("abc");

        var report = reports.ShouldHaveSingleItem();
        report.Exception.ShouldBeAssignableTo<IOException>();
        report.Reason.ShouldContain(report.Exception!.Message);
        new FileInfo(path).LinkTarget.ShouldBeNull();
    }

    [Test, Platform(Exclude = "Win"), UnsupportedOSPlatform("windows")]
    public void Files_and_folders_are_their_owners_alone()
    {
        var inner = Path.Combine(folder, "inner");
        _ = new[] { "a" }.AsCachedOnDisk(inner + Path.DirectorySeparatorChar, "1")[0];

        ModesIn(inner).ShouldAllBe(mode => (mode & ~(DiskCacheOptions.OwnerOnly | UnixFileMode.UserExecute)) == 0);
        File.GetUnixFileMode(Path.Combine(inner, "manifest.txt")).ShouldBe(DiskCacheOptions.OwnerOnly);
        File.GetUnixFileMode(inner).ShouldBe(DiskCacheOptions.OwnerOnly | UnixFileMode.UserExecute);
    }

    [Test, Platform(Exclude = "Win"), UnsupportedOSPlatform("windows")]
    public void Missing_folders_above_that_of_the_cache_are_made_as_any_other()
    {
        _ = new[] { "a" }.AsCachedOnDisk(Path.Combine(folder, "above", "inner"), "1")[0];

        File.GetUnixFileMode(Path.Combine(folder, "above")).ShouldBe(Anyone & ~Umask());
    }

    [Test, Platform(Exclude = "Win"), UnsupportedOSPlatform("windows")]
    public void Others_may_read_what_the_options_let_them_read()
    {
        const UnixFileMode everyone = DiskCacheOptions.OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode search = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var inner = Path.Combine(folder, "inner");
        _ = new[] { "a" }.AsCachedOnDisk(inner, "1", options: new() { FileMode = everyone })[0];
        var (files, folders) = (everyone & ~Umask(), (everyone | search) & ~Umask());

        File.GetUnixFileMode(Path.Combine(inner, "000", "000", "0.entry")).ShouldBe(files);
        File.GetUnixFileMode(Path.Combine(inner, "000")).ShouldBe(folders);
        new[] { "b" }.AsCachedOnDisk(inner, "1")[0].ShouldBe("a");
    }

    [Test]
    public void A_mode_that_shuts_out_the_owner_is_refused() =>
        Should.Throw<ArgumentException>(
            () => new[] { 1 }.AsCachedOnDisk(folder, "1", options: new() { FileMode = UnixFileMode.UserWrite }))
            .ParamName.ShouldBe("options");

    [Test]
    public void Entries_of_many_elements_are_in_many_folders()
    {
        var view = Seq.Range(0, 2_000_000).AsCachedOnDisk(folder, "1");

        _ = (view[0], view[999], view[1000], view[1_999_999]);

        Directory.GetFiles(folder, "*.entry", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .ShouldBe(
                ["000/000/0.entry", "000/000/999.entry", "000/001/1000.entry", "001/999/1999999.entry"],
                ignoreOrder: true);
    }

    [Test]
    public void What_the_disk_refuses_is_a_failure_of_the_element()
    {
        var view = new[] { "a" }.AsCachedOnDisk(folder, "1");
        _ = view[0];
        Directory.Delete(Path.Combine(folder, "000"), recursive: true);
        File.WriteAllText(Path.Combine(folder, "000"), "");

        var failure = Should.Throw<EvaluationException>(() => view[0]);

        failure.InnerException.ShouldBeAssignableTo<IOException>();
        failure.Origin.Operator.ShouldBe("AsCachedOnDisk");
    }

    [Test]
    public void Bad_arguments_are_refused_where_the_view_is_built()
    {
        Should.Throw<ArgumentException>(() => new[] { 1 }.AsCachedOnDisk("", "1")).ParamName.ShouldBe("folder");
        Should.Throw<ArgumentException>(() => new[] { 1 }.AsCachedOnDisk("a\0b", "1")).ParamName.ShouldBe("folder");
        Should.Throw<ArgumentNullException>(() => new[] { 1 }.AsCachedOnDisk(folder, null!))
            .ParamName.ShouldBe("version");
    }

    [Test, CancelAfter(60_000)]
    public void Several_views_and_threads_may_use_a_folder_at_once()
    {
        DamagedCacheEntry? damaged = null;
        var readers = Enumerable.Range(0, 4).Select(reader => Patience.Start(() =>
        {
            var view = Seq.Generate(200, i => $"{i}").AsCachedOnDisk(folder, "1", entry => damaged = entry);
            view.ShouldBe(Enumerable.Range(0, 200).Select(i => $"{i}"));
        })).ToArray();

        Patience.Await(Task.WhenAll(readers));

        damaged.ShouldBeNull();
        Directory.GetFiles(Path.Combine(folder, DiskFolder.Aside)).ShouldBeEmpty();
    }

    private void ShouldBeRepaired(Action<string> damage)
    {
        var path = EntryOf("abc");
        damage(path);
        List<DamagedCacheEntry> reports = [];
        var source = new CountingList<string>(["abc", "xyz"]);
        var view = source.AsCachedOnDisk(folder, "1", reports.Add);

        view[0].ShouldBe("abc");

        var report = reports.ShouldHaveSingleItem();
        (report.Index, report.Path).ShouldBe((0, path));
        report.Reason.ShouldNotBeEmpty();
        report.Exception.ShouldBeNull();
        view[0].ShouldBe("abc");
        source.Reads.ShouldBe(1);
        reports.Count.ShouldBe(1);
    }

    private string EntryOf(string value)
    {
        new[] { value, "xyz" }.AsCachedOnDisk(folder, "1")[0].ShouldBe(value);
        return Entry(0);
    }

    private string Entry(int index) => Path.Combine(folder, "000", "000", $"{index}.entry");

    private static void ShouldSurvive<T>(T[] values, Func<IReadOnlyList<T>, SeqView<T>> cached)
    {
        var view = cached(values);
        view.ToArray().ShouldBe(values);
        view.ToArray().ShouldBe(values);
    }

    private static IElementSerializer<string> Utf8(ElementReader<string>? read = null) =>
        ElementSerializer.Create(
            (text, writer) => Encoding.UTF8.GetBytes(text, writer), read ?? Encoding.UTF8.GetString);

    [UnsupportedOSPlatform("windows")]
    private static IEnumerable<UnixFileMode> ModesIn(string folder) =>
        Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(File.GetUnixFileMode);

    /// <summary>What this process leaves out of the modes of what it makes.</summary>
    [UnsupportedOSPlatform("windows")]
    private static UnixFileMode Umask() => Anyone & ~File.GetUnixFileMode(
        Directory.CreateDirectory(Path.Combine(TemporaryFolder.New(), "all"), Anyone).FullName);
}
