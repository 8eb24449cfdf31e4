using System.Buffers;

namespace SeqTools.Linq.Tests.Api;

/// <summary>What a plug-in does before it is unloaded; it disposes of nothing that it need not.</summary>
internal static class Plugin
{
    public static void Make(CancellationToken lifetime) =>
        _ = Rows().AsPrefetched(2, 4, new() { CancellationToken = lifetime, Name = "plug-in" });

    public static void Read(CancellationToken lifetime)
    {
        using var rows = Rows().AsPrefetched(2, 4, new() { CancellationToken = lifetime });
        Check(rows.Sum(row => row.Number), 4950);
        Check(rows[7].Number, 7);
    }

    /// <summary>A view, and an enumeration, that are left to the garbage collector.</summary>
    public static void ReadInPart(CancellationToken lifetime)
    {
        var rows = Rows().AsPrefetched(2, 4, new() { CancellationToken = lifetime });
        Check(rows[7].Number, 7);
        var elements = rows.GetEnumerator();
        elements.MoveNext();
        Check(elements.Current.Number, 0);
    }

    public static void Await(CancellationToken lifetime) => AwaitAsync(lifetime).Wait(CancellationToken.None);

    public static void Keep(CancellationToken lifetime)
    {
        var rows = Rows();
#pragma warning disable SEQ003 // Whether the view can be unloaded is what counts, and not what it keeps.
        Check(rows.Memoize()[3].Number, 3);
        Check(rows.AsCached(2, _ => { })[3].Number, 3);
#pragma warning restore SEQ003
        var folder = Directory.CreateTempSubdirectory("seqtools-").FullName;
        var serializer = ElementSerializer.Create<Row>(
            (row, writer) => writer.Write([(byte)row.Number]), bytes => new(bytes[0]));
        Check(rows.AsCachedOnDisk(folder, "1", serializer)[3].Number, 3);
        Check(rows.AsCachedOnDisk(folder, "1", serializer)[3].Number, 3);
        Directory.Delete(folder, recursive: true);
        lifetime.ThrowIfCancellationRequested();
    }

    public static void KeepAsJson(CancellationToken lifetime)
    {
        var folder = Directory.CreateTempSubdirectory("seqtools-").FullName;
        Check(Rows().AsCachedOnDisk(folder, "1")[3].Number, 3);
        Check(Rows().AsCachedOnDisk(folder, "1")[3].Number, 3);
        Directory.Delete(folder, recursive: true);
        lifetime.ThrowIfCancellationRequested();
    }

    public static void Index(CancellationToken lifetime)
    {
        var rows = Rows().Where(row => row.Number > 0).AsIndexable();
        using var prefetched = rows.AsPrefetched(2, 4, new() { CancellationToken = lifetime });
        Check(prefetched[3].Number, 4);
        Check(rows[1].Number, 2);
    }

    public static void Fail(CancellationToken lifetime)
    {
        using var mode = SeqErrors.Use(showInputs: true);
        var rows = Rows().Select(row => row.Number / 0 * 1 > 0 ? row : null).AsPrefetched(
            2, 4, new() { CancellationToken = lifetime });
        try
        {
            _ = rows[3];
        }
        catch (EvaluationException e) when (e.Message.Length > 0)
        {
            return;
        }

        throw new InvalidOperationException("It did not fail.");
    }

    private static async Task AwaitAsync(CancellationToken lifetime)
    {
        var rows = Rows().SelectAsync(async (row, _) =>
        {
            await Task.Yield();
            return row;
        }).AsCached(4);
        Check((await rows.GetAsync(3, lifetime)).Number, 3);
        var prefetched = rows.AsPrefetched(2, 4, new() { CancellationToken = lifetime });
        await foreach (var row in prefetched.ToAsyncEnumerable())
        {
            if (row.Number == 20)
            {
                break;
            }
        }

        Check((await prefetched.GetAsync(50, lifetime)).Number, 50);
    }

    private static SeqView<Row> Rows() => Seq.Range(0, 100).Select(n => new Row(n));

    private static void Check(int number, int expected)
    {
        if (number != expected)
        {
            throw new InvalidOperationException($"{number} is not {expected}.");
        }
    }

    private sealed record Row(int Number);
}
