using System.Diagnostics;
using SeqTools.Linq;
using Spectre.Console;
using static Samples.Terminal;

namespace Samples.Tables;

/// <summary>Reads a table by its row groups as one list of rows.</summary>
internal static class TableSample
{
    private const int RowsOfGroup = 10_000;
    private const int RowsOfBatch = 2_500;

    public static async Task<int> RunAsync(int count)
    {
        var table = await ParquetTable.WriteAsync(
            Path.Combine(Scratch.Folder("tables"), $"readings-{count}.parquet"), Reading.Of(count), RowsOfGroup);

        var groups = Seq.Range(0, table.Lengths.Count).Select(table.ReadGroup);
        var rows = groups.Unbatch(RowsOfGroup, lastSize: table.Lengths[^1]);
        using var sums = rows.Batch(RowsOfBatch, batch => batch.Sum(row => row.Celsius)).AsPrefetched();

        // A random order that reads each group once: groups at random, and within each its rows. The short one stays
        // last.
        var epoch = groups[..^1].Shuffle(seed: 1).Concat(groups[^1..])
            .Select(group => group.Shuffle(seed: 2))
            .Unbatch(RowsOfGroup, lastSize: table.Lengths[^1]);

        Title("The pipeline");
        Print(sums.Explain());

        Title("Some rows, at random");
        foreach (var (number, row) in rows.Index().Sample(5, seed: 3))
        {
            Print($"{number,7}  {row}");
        }

        Title("The rows");
        var passes = new Table { Border = TableBorder.Rounded }.AddColumn("");
        foreach (var column in (string[])["rows", "mean", "groups read", "time"])
        {
            passes.AddColumn(column, cells => cells.RightAligned());
        }

        double Pass(string what, int read, Func<double> mean)
        {
            var (before, since) = (table.GroupsRead, Stopwatch.GetTimestamp());
            var result = mean();
            var time = Stopwatch.GetElapsedTime(since);
            passes.AddRow(what, $"{read:N0}", $"{result:0.000} °C", $"{table.GroupsRead - before}", Seconds(time));
            return result;
        }

        Pass("the last row", 1, () => rows[^1].Celsius);
        Pass("20 rows at random", 20, () => rows.Sample(20, seed: 4).Average(row => row.Celsius));
        var inOrder = Pass("in order", rows.Count, () => rows.Average(row => row.Celsius));
        var atRandom = Pass("in a random order", epoch.Count, () => epoch.Average(row => row.Celsius));
        Pass($"batches of {RowsOfBatch:N0}, ahead", rows.Count, () => sums.Sum() / rows.Count);
        AnsiConsole.Write(passes);
        Print(
            $"The file has {table.Lengths.Count} row groups. A row is read with its group. The two groups read "
            + "last are kept, so that its neighbours do not read theirs again.");

        Title("The months");
        AnsiConsole.Write(new BarChart { Width = 60 }.AddItems(
            rows.GroupBy(row => row.Time.Month, row => row.Celsius).OrderBy(month => month.Key),
            month => new BarChartItem(
                $"{new DateOnly(2004, month.Key, 1):MMMM}", Math.Round(month.Average(), 1), ColorOf(month.Average()))));

        return rows.Count == count && Math.Abs(inOrder - atRandom) < 1e-9 ? 0 : 1;
    }

    private static Color ColorOf(double celsius) => celsius switch
    {
        < 5 => Color.SteelBlue,
        < 14 => Color.Green,
        _ => Color.Orange1,
    };
}
