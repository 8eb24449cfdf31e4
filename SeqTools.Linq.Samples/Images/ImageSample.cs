using System.Diagnostics;
using System.Globalization;
using SeqTools.Linq;
using Spectre.Console;

namespace Samples.Images;

/// <summary>Makes a contact sheet of a folder of images, and shows what the library has to say about it.</summary>
internal static class ImageSample
{
    private const int MostTimed = 50;

    private static readonly string[] Extensions = [".bmp", ".gif", ".jpeg", ".jpg", ".png", ".webp"];

    public static int Run(string[] args)
    {
        if (Console.IsOutputRedirected)
        {
            // A log has no width to fit into.
            AnsiConsole.Profile.Width = 240;
        }

        var output = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"seqtools-linq-{Environment.UserName}")).FullName;
        if (!TryFind(args, output, out var files, out var complaint))
        {
            Console.Error.WriteLine(complaint);
            return 1;
        }

        var rows = ImagePipeline.Rows(files);
        using (var ahead = ImagePipeline.Ahead(rows))
        {
            Title("The pipeline");
            AnsiConsole.WriteLine(ahead.Explain());

            Title("The contact sheet");
            var failures = WriteSheet(ahead, output);
            Report(failures, files);
        }

        Title("The time");
        Compare(rows[..Math.Min(rows.Count, MostTimed)]);
        return 0;
    }

    private static bool TryFind(string[] args, string output, out IReadOnlyList<string> files, out string complaint)
    {
        files = [];
        complaint = "";
        switch (args)
        {
            case []:
                files = SyntheticPhotos.WriteTo(Path.Combine(output, "photos"));
                break;
            case [var folder] when Directory.Exists(folder):
                files = [.. Directory.EnumerateFiles(folder).Where(IsImage).Order(StringComparer.Ordinal)];
                complaint = $"There are no image files ({string.Join(", ", Extensions)}) in {folder}.";
                break;
            case [var folder]:
                complaint = $"There is no folder {folder}.";
                break;
            default:
                complaint = "One folder of images is expected, or nothing.";
                break;
        }

        return files.Count > 0;
    }

    private static bool IsImage(string file) => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private static List<EvaluationException> WriteSheet(PrefetchedView<Strip> rows, string output)
    {
        var failures = new List<EvaluationException>();
        using var sheet = new ContactSheet(output, rows.Count);
        AnsiConsole.Progress().Start(progress =>
        {
            var task = progress.AddTask("Rows", maxValue: rows.Count);
            foreach (var row in rows)
            {
                using (row)
                {
                    sheet.Add(row);
                    failures.AddRange(row.Failures);
                }

                task.Increment(1);
            }
        });
        foreach (var file in sheet.Files)
        {
            AnsiConsole.WriteLine(file);
        }

        return failures;
    }

    /// <summary>Names the files that failed, once each: both copies of a photo fail at the same element of the same stage.</summary>
    private static void Report(List<EvaluationException> failures, IReadOnlyList<string> files)
    {
        foreach (var failure in failures.DistinctBy(failure => failure.Trail[^1]))
        {
            var stage = failure.Trail[^1];
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{files[stage.Index]}[/]");
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{failure.InnerException!.Message}[/] [grey]at {stage}[/]");
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{failure.Message}[/]");
        }
    }

    private static void Compare(SeqView<Strip> rows)
    {
        var plain = Time(rows);
        using var ahead = ImagePipeline.Ahead(rows);
        var prefetched = Time(ahead);

        var table = new Table().AddColumns("", "");
        AnsiConsole.WriteLine($"{plain} {prefetched} {ahead.Statistics}");
    }

    /// <summary>How long it takes to read all rows and do nothing with them.</summary>
    private static TimeSpan Time(IReadOnlyList<Strip> rows)
    {
        var watch = Stopwatch.StartNew();
        foreach (var row in rows)
        {
            row.Dispose();
        }

        return watch.Elapsed;
    }

    private static void Title(string text) => AnsiConsole.Write(new Rule(text).LeftJustified());
}
