using System.Diagnostics;
using SeqTools.Linq;
using Spectre.Console;
using static Samples.Terminal;

namespace Samples.Texts;

/// <summary>Counts the lines and words of thousands of files, and reads all their lines as one list.</summary>
internal static class TextSample
{
    private const int MostBars = 10;

    public static Task<int> RunAsync(int count)
    {
        var files = Corpus.WriteTo(Scratch.Folder("texts"), count);

        var texts = files.Select(Corpus.Read);
        var counts = texts.Select(Counts.Of);
        using var ahead = counts.AsPrefetched(nworkers: 0, maxBuffered: 256);

        Title("The pipeline");
        Print(ahead.Explain());

        Title("One file, at once");
        Print($"{Path.GetFileName(files[^1])}: {counts[^1]}");

        Title("All files");
        var plain = Pass.Over(counts, "one after another");
        var prefetched = Pass.Over(ahead, $"ahead, {Environment.ProcessorCount} workers");
        Compare(plain, prefetched);

        Title("What failed, in either pass");
        foreach (var failure in prefetched.Failures)
        {
            Print(failure.Message);
        }

        ShowLines(files.Gather(prefetched.Read));
        return Task.FromResult(plain.IsLike(prefetched) ? 0 : 1);
    }

    private static void Compare(Pass first, Pass second)
    {
        var table = new Table { Border = TableBorder.Rounded }.AddColumn("");
        foreach (var column in (string[])["files", "lines", "words", "failures", "time"])
        {
            table.AddColumn(column, cells => cells.RightAligned());
        }

        foreach (var pass in (Pass[])[first, second])
        {
            table.AddRow(
                pass.Way,
                $"{pass.Counts.Count:N0}",
                $"{pass.Counts.Sum(count => count.Lines):N0}",
                $"{pass.Counts.Sum(count => count.Words):N0}",
                $"{pass.Failures.Count}",
                Seconds(pass.Time));
        }

        AnsiConsole.Write(table);
    }

    private static void ShowLines(SeqView<string> files)
    {
        var lines = files.Select(Corpus.Read).Select(Corpus.LinesOf).Flatten();

        Title("All lines as one list");
        Print(lines.Explain());

        var since = Stopwatch.GetTimestamp();
        Print(
            $"\n{lines.Count:N0} lines. To know where each stands, every file was read once: "
            + $"{Seconds(Stopwatch.GetElapsedTime(since))}.\n");

        foreach (var (number, line) in lines.Index().Sample(5, seed: 1))
        {
            Print($"{number,7}  {line}");
        }

        since = Stopwatch.GetTimestamp();
        var longest = lines.Sample(1000, seed: 2).Max(line => line.Length);
        Print(
            $"\nThe longest of 1,000 lines at random has {longest} letters: "
            + $"{Seconds(Stopwatch.GetElapsedTime(since))}, for each line its file was read.");

        Title("The most common words");
        AnsiConsole.Write(new BarChart { Width = 60 }.AddItems(
            lines.SelectMany(line => line.Split(' ')).CountBy(word => word).OrderByDescending(word => word.Value)
                .Take(MostBars),
            word => new BarChartItem(word.Key, word.Value, Color.Teal)));
    }

    /// <summary>What became of reading everything once.</summary>
    private sealed record Pass(string Way)
    {
        /// <summary>The positions of what could be read.</summary>
        public List<int> Read { get; } = [];

        public List<Counts> Counts { get; } = [];

        public List<EvaluationException> Failures { get; } = [];

        public TimeSpan Time { get; private set; }

        public static Pass Over(SeqView<Counts> counts, string way)
        {
            var pass = new Pass(way);
            var since = Stopwatch.GetTimestamp();
            foreach (var (index, result) in counts.AsResults().Index())
            {
                pass.Take(index, result);
            }

            pass.Time = Stopwatch.GetElapsedTime(since);
            return pass;
        }

        public bool IsLike(Pass other) => Counts.SequenceEqual(other.Counts) && Read.SequenceEqual(other.Read);

        private void Take(int index, ElementResult<Counts> result)
        {
            if (result.TryGetValue(out var counts))
            {
                Counts.Add(counts);
                Read.Add(index);
                return;
            }

            Failures.Add(result.Error);
        }
    }
}
