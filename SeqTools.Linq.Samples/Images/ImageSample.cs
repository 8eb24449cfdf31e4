using SeqTools.Linq;
using Spectre.Console;
using static Samples.Terminal;

namespace Samples.Images;

/// <summary>
/// Makes a contact sheet of a folder of images, and shows what a pipeline can tell about itself on the way.
/// </summary>
internal static class ImageSample
{
    private const int MostNamed = 10;

    private static readonly string[] Extensions = [".bmp", ".gif", ".jpeg", ".jpg", ".png", ".webp"];

    public static int Run(string[] args) => args switch
    {
        [] => Show(SyntheticPhotos.WriteTo(Scratch.Folder("photos"))),
        [var folder] when !Directory.Exists(folder) => Refuse($"There is no folder {folder}."),
        [var folder] when ImagesIn(folder) is [_, ..] files => Show(files),
        [var folder] => Refuse($"There are no image files ({string.Join(", ", Extensions)}) in {folder}."),
        _ => Refuse("Give one folder of images, or nothing."),
    };

    private static string[] ImagesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(IsImage).Order(StringComparer.Ordinal)];

    private static bool IsImage(string file) =>
        Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private static int Show(string[] files)
    {
        var photos = ImagePipeline.Photos(files);
        using (var ahead = ImagePipeline.Ahead(photos))
        {
            var rows = ImagePipeline.Rows(ahead);

            Title("The pipeline");
            Print(rows.Explain());

            Title("The contact sheet");
            Report(WriteSheet(rows), ahead.Origin);
        }

        Title("The time");
        Comparison.Show(photos);
        return 0;
    }

    /// <summary>Reads every row, draws it and disposes of it.</summary>
    /// <returns>The pictures that failed.</returns>
    private static List<EvaluationException> WriteSheet(SeqView<Strip> rows)
    {
        var failures = new List<EvaluationException>();
        using var sheet = new ContactSheet(Scratch.Root, rows.Count);
        AnsiConsole.Progress().Start(progress =>
        {
            var task = progress.AddTask("rows", maxValue: rows.Count);
            foreach (var row in rows)
            {
                using (row)
                {
                    sheet.Add(row.Picture);
                    failures.AddRange(row.Failures);
                }

                task.Increment(1);
            }
        });
        foreach (var file in sheet.Files)
        {
            Print(file);
        }

        return failures;
    }

    /// <summary>
    /// Says what failed and where: once for a photo and its copy, which fail at the same element of the same stage.
    /// </summary>
    private static void Report(List<EvaluationException> failures, ViewOrigin photos)
    {
        var causes = failures.GroupBy(failure => failure.Trail[^1]).ToList();
        foreach (var cause in causes.Take(MostNamed))
        {
            var numbers = cause.Select(failure => failure.Trail.First(frame => frame.Origin == photos).Index);
            AnsiConsole.Markup("[red]failed[/] ");
            Print($"pictures {string.Join(" and ", numbers)}: {cause.First().InnerException!.Message}");
            Print($"       at {cause.Key}");
        }

        if (causes.Count > MostNamed)
        {
            Print($"… and {causes.Count - MostNamed} more.");
        }
    }
}
