using System.Diagnostics;
using System.Globalization;
using SeqTools.Linq;
using SkiaSharp;
using Spectre.Console;
using static Samples.Terminal;

namespace Samples.Images;

/// <summary>What it takes to draw the rows, one photo after another and ahead.</summary>
internal static class Comparison
{
    private const int Runs = 3;
    private const int MostTimed = 20 * ImagePipeline.Columns;

    /// <summary>Less than this many times as fast is no gain, and so many processors are no more than one.</summary>
    private const double NoMore = 1.15;

    /// <summary>
    /// Times both ways after a run of each that warms up, in turn, so that whatever else the machine does meets both;
    /// the median of each counts.
    /// </summary>
    public static void Show(SeqView<SKImage> photos)
    {
        var timed = photos.Take(MostTimed);
        (Run Plain, Run Ahead)[] runs =
            [.. Seq.Generate(Runs + 1, _ => (Run.Over(timed), Run.Ahead(timed))).ToArray().Skip(1)];
        Print(timed.Count, Run.Median(runs.Select(run => run.Plain)), Run.Median(runs.Select(run => run.Ahead)));
    }

    private static void Print(int count, Run plain, Run ahead)
    {
        var statistics = ahead.Statistics!.Value;
        var gain = plain.Time / ahead.Time;
        AnsiConsole.Write(new Table { Border = TableBorder.Rounded, ShowHeaders = false }
            .AddColumn("").AddColumn("", column => column.RightAligned())
            .AddRow($"{count} photos, one after another", Seconds(plain.Time))
            .AddRow($"with AsPrefetched, on {Environment.ProcessorCount} processors", Seconds(ahead.Time))
            .AddRow("times as fast", Rounded(gain))
            .AddEmptyRow()
            .AddRow("the reader waited for the workers", Seconds(statistics.ReaderWait))
            .AddRow("the workers waited for the reader", Seconds(statistics.WorkerWait))
            .AddRow(
                "photos produced, delivered, discarded",
                $"{statistics.Produced}, {statistics.Delivered}, {statistics.Discarded}"));
        if (gain < NoMore)
        {
            Terminal.Print(WhyNot(ahead));
        }
    }

    private static string WhyNot(Run ahead) => (Environment.ProcessorCount, ahead.Processors) switch
    {
        (1, _) => "No gain: there is one processor, and the photos take all of it.",
        (var all, < NoMore) =>
            $"No gain: others keep the {all} processors busy, this one got {Rounded(ahead.Processors)} of them.",
        _ => "No gain: there are too few photos, or they are too small, to be worth a second thread.",
    };

    private static string Rounded(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>One reading of all rows, with which nothing is done.</summary>
    private sealed record Run(TimeSpan Time, double Processors, PrefetchStatistics? Statistics)
    {
        public static Run Ahead(SeqView<SKImage> photos)
        {
            using var ahead = ImagePipeline.Ahead(photos);
            return Over(ahead) with { Statistics = ahead.Statistics };
        }

        public static Run Median(IReadOnlyList<Run> runs) => runs.OrderBy(run => run.Time).ElementAt(runs.Count / 2);

        public static Run Over(SeqView<SKImage> photos)
        {
            var (began, worked) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            foreach (var row in ImagePipeline.Rows(photos))
            {
                row.Dispose();
            }

            var time = Stopwatch.GetElapsedTime(began);
            return new(time, (Environment.CpuUsage.TotalTime - worked) / time, null);
        }
    }
}
