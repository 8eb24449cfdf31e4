using Samples.Images;
using SeqTools.Linq;
using SeqTools.Linq.Processes;
using static Samples.Terminal;

namespace Samples.Decoders;

/// <summary>
/// A contact sheet of images that worker processes decode, one of which kills its decoder: that tile is marked, and all
/// others are there.
/// </summary>
internal static class DecoderSample
{
    private const int MostWorkers = 2;

    public static int Run()
    {
        var files = Files();

        Title("What the files say they are");
        using (var headers = Recipe.Of(Headers, files)
            .InProcesses(MostWorkers, options: new() { Serializer = new AsMessagePack<Header>() }))
        {
            foreach (var (file, header) in files.Zip(headers).Take(3))
            {
                Print($"{Path.GetFileName(file)}: {header}");
            }
        }

        Title("The contact sheet");
        using var tiles = Recipe.Of(Tiles, files).InProcesses(
            MostWorkers, maxBuffered: 2 * ImagePipeline.Columns,
            new() { MaxAttempts = 2, Serializer = new AsMemoryPack<Tile>() });
        foreach (var failure in WriteSheet(ImagePipeline.Rows(tiles.Select(tile => tile.ToPicture()))))
        {
            Report(failure, files);
        }

        var (statistics, processes) = (tiles.Statistics, tiles.Statistics.Processes);
        Print(
            $"{statistics.Delivered} tiles, {processes.WorkersStarted} workers started, "
            + $"{processes.WorkersLost} of them lost, {processes.SharedBytes / 1_000_000} MB through shared memory");
        return 0;
    }

    /// <summary>The recipes: what a worker calls, with the files for an argument.</summary>
    private static SeqView<Header> Headers(string[] files) => files.Select(Header.Of);

    private static SeqView<Tile> Tiles(string[] files) => files.Select(Tile.Of);

    /// <summary>Photos, of which one was cut short.</summary>
    private static string[] Files()
    {
        var photos = SyntheticPhotos.WriteTo(Scratch.Folder("photos"));
        var torn = Path.Combine(Scratch.Folder("torn"), "torn.jpg");
        var whole = File.ReadAllBytes(photos[0]);
        File.WriteAllBytes(torn, whole[..(whole.Length / 2)]);
        return [.. photos[..12], torn, .. photos[12..]];
    }

    private static List<EvaluationException> WriteSheet(SeqView<Strip> rows)
    {
        List<EvaluationException> failures = [];
        using var sheet = new ContactSheet(Scratch.Folder("decoders"), rows.Count);
        foreach (var row in rows)
        {
            using (row)
            {
                sheet.Add(row.Picture);
                failures.AddRange(row.Failures);
            }
        }

        Print(string.Join(Environment.NewLine, sheet.Files));
        return failures;
    }

    private static void Report(EvaluationException failure, string[] files)
    {
        if (failure.InnerException is not WorkerDiedException death)
        {
            Print(failure.Message);
            return;
        }

        Print(
            $"{Path.GetFileName(files[failure.Trail[^1].Index])} has ended {death.Attempts} workers ({death.Signal}), "
            + "which wrote last:");
        Print(string.Join(Environment.NewLine, death.LastWords.Split('\n').Take(2).Select(line => $"    {line}")));
    }
}
