using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Benchmarks.Ratios;

/// <summary>
/// The command <c>ratios [filter] [--check]</c>: prints how this library's times compare with its peers'.
/// </summary>
/// <remarks>
/// How fast code is depends on what its process ran before, since the compiler goes by that. So each row is measured in
/// processes of its own, and a row means the same whichever others are asked for.
/// </remarks>
internal static class RatioTables
{
    private const int Processes = 3;
    private const string Measure = "--measure";
    private const string Check = "--check";

    /// <summary>What makes a process that has just started like one that has run for long.</summary>
    private static readonly Dictionary<string, string> Settings = new()
    {
        // Code that runs often is compiled again at once, not after the pause that is meant for a program's start.
        ["DOTNET_TC_CallCountingDelayMs"] = "0",
        // The memory of a heap that was collected is kept, so that no way pays for asking the system for it again.
        ["DOTNET_GCRetainVM"] = "1",
    };

    public static void Run(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (arguments is [Measure, var table, var name])
        {
            var row = RowsOf(table).Single(row => row.Name == name);
            Console.WriteLine(JsonSerializer.Serialize(row.Measure()));
            return;
        }

        var filter = arguments.FirstOrDefault(argument => argument != Check, "");
        Print("views", filter, arguments.Contains(Check), Clock.ThreadClockName);
        Print("prefetch", filter, arguments.Contains(Check), "Wall time, two workers");
    }

    private static IEnumerable<RotatedComparison> RowsOf(string table) =>
        table == "views" ? ViewRatios.Rows() : PrefetchRatios.Rows();

    private static void Print(string table, string filter, bool check, string clock)
    {
        var rows = RowsOf(table)
            .Where(row => $"{table}: {row.Name}".Contains(filter, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (rows.Count == 0)
        {
            return;
        }

        var elapsed = Stopwatch.StartNew();
        Console.WriteLine("| | time | first peer | ratio | others |" + (check ? " reach | holds |" : ""));
        Console.WriteLine("| --- | --- | --- | --- | --- |" + (check ? " --- | --- |" : ""));
        foreach (var row in rows)
        {
            // CPU time suffers little from a neighbour, wall time does.
            var atOnce = row.HasThreads ? 1 : Math.Min(Processes, Environment.ProcessorCount);
            var processes = ParallelEnumerable.Range(0, Processes).WithDegreeOfParallelism(atOnce);
            var runs = processes.Select(_ => MeasureApart(table, row.Name)).OrderBy(Ratio).ToList();
            Console.WriteLine(Line(row, runs) + (check ? Verdict(row.Reach, runs) : ""));
        }

        Console.WriteLine($"""

            {clock}: the lower quartile of the rounds, in brackets the upper one.
            Of {Processes} processes, that with the middle ratio; in brackets the least ratio and the greatest.
            {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}.
            {Environment.ProcessorCount} processors; measured in {elapsed.Elapsed.TotalSeconds:0} s.

            """);
    }

    private static IReadOnlyList<Measured> MeasureApart(string table, string name)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [typeof(RatioTables).Assembly.Location, "ratios", Measure, table, name])
        {
            RedirectStandardOutput = true,
        };
        foreach (var (variable, value) in Settings)
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Measured[]>(output)!
            : throw new InvalidOperationException($"{name} could not be measured: see above.");
    }

    private static double Ratio(IReadOnlyList<Measured> row) => row[0].LowerQuartile / row[1].LowerQuartile;

    private static string Line(RotatedComparison row, List<IReadOnlyList<Measured>> runs)
    {
        var middle = runs[runs.Count / 2];
        var others = middle.Skip(2).Select(way => $"{way.Way} {Time(way)}");
        var bytes = middle[0].Bytes < 1 ? "" : $", {middle[0].Bytes:0} B";
        return $"| {row.Name} | {Time(middle[0])}{bytes} | {middle[1].Way} {Time(middle[1])} " +
            $"| {Ratio(middle):0.00} ({Ratio(runs[0]):0.00}–{Ratio(runs[^1]):0.00}) " +
            $"| {string.Join(", ", others)} |";
    }

    private static string Time(Measured way) => way.LowerQuartile < 1000
        ? $"{way.LowerQuartile:0.00} ns (–{way.UpperQuartile:0.00})"
        : $"{way.LowerQuartile / 1000:0.00} µs (–{way.UpperQuartile / 1000:0.00})";

    private static string Verdict(Reach? reach, List<IReadOnlyList<Measured>> runs)
    {
        if (reach is null)
        {
            return " | |";
        }

        var held = runs.Count(reach.Holds);
        var verdict = held == runs.Count ? "yes" : held == 0 ? "no" : $"in {held} of {runs.Count} processes";
        return $" {reach.Describe(runs[runs.Count / 2])} | {verdict} |";
    }
}
