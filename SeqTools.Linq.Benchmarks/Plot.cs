using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;

namespace Benchmarks;

/// <summary>
/// Has the results of a class of benchmarks with one parameter, a number, drawn as an SVG file beside the tables.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PlotAttribute() : ExporterConfigBaseAttribute(new PlotExporter());

/// <summary>
/// Draws how the median time falls as the parameter grows: a line for each benchmark, both axes in powers of two.
/// </summary>
internal sealed class PlotExporter : ExporterBase
{
    protected override string FileExtension => "svg";

    protected override string FileCaption => "plot";

    public override void ExportToLog(Summary summary, ILogger logger)
    {
        var lines = summary.Reports
            .Where(report => report.ResultStatistics is not null)
            .GroupBy(report => report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo, Measured.By)
            .Select(line => new Line(line.Key, [.. line.OrderBy(point => point.X)]))
            .ToList();
        if (lines.Count > 0)
        {
            logger.WriteLine(new Plot(summary.Reports[0].BenchmarkCase.Parameters.Items[0].Name, lines).ToSvg());
        }
    }
}

/// <summary>What a benchmark took with one value of the parameter.</summary>
internal readonly record struct Measured(double X, double Milliseconds)
{
    public static Measured By(BenchmarkReport report) => new(
        Convert.ToDouble(report.BenchmarkCase.Parameters.Items[0].Value, CultureInfo.InvariantCulture),
        report.ResultStatistics!.Median / 1e6);
}

internal sealed record Line(string Name, IReadOnlyList<Measured> Points);

/// <summary>A chart whose axes both grow by factors.</summary>
internal sealed class Plot(string parameter, IReadOnlyList<Line> lines)
{
    private const int Width = 640;
    private const int Height = 360;
    private const int Left = 70;
    private const int Right = 110;
    private const int Top = 20;
    private const int Bottom = 50;

    private readonly double[] values =
        [.. lines.SelectMany(line => line.Points).Select(point => point.X).Distinct().Order()];
    private readonly double lowest = Math.Floor(
        Math.Log2(lines.Min(line => line.Points.Min(point => point.Milliseconds))));
    private readonly double highest = Math.Ceiling(
        Math.Log2(lines.Max(line => line.Points.Max(point => point.Milliseconds))));

    public string ToSvg() => string.Create(CultureInfo.InvariantCulture, $$"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{Width}} {{Height}}" width="{{Width}}" height="{{Height}}"
             font-family="system-ui, sans-serif" font-size="13">
          <style>
            svg { color: #333 } .n0 { color: #2a6fb0 } .n1 { color: #c0562b }
            @media (prefers-color-scheme: dark) { svg { color: #ddd } .n0 { color: #6db3f2 } .n1 { color: #f09a6d } }
            text { fill: currentColor } .grid { stroke: currentColor; stroke-opacity: .25 }
            .line { fill: none; stroke: currentColor; stroke-width: 2 }
          </style>
        {{string.Concat([.. values.Select(Column), .. Rows().Select(Row), .. lines.Select(Curve)])}}
          <text x="{{(Left + Width - Right) / 2}}" y="{{Height - 12}}" text-anchor="middle">{{parameter}}</text>
        </svg>
        """);

    private IEnumerable<double> Rows() =>
        Enumerable.Range((int)lowest, (int)(highest - lowest) + 1).Select(power => Math.Pow(2, power));

    private double X(double value) =>
        Left + ((Width - Left - Right) * Math.Log2(value / values[0]) / Math.Max(1, Math.Log2(values[^1] / values[0])));

    private double Y(double milliseconds) =>
        Top + ((Height - Top - Bottom) * (highest - Math.Log2(milliseconds)) / Math.Max(1, highest - lowest));

    private string Column(double value) => string.Create(CultureInfo.InvariantCulture, $"""
          <line class="grid" x1="{X(value):f1}" x2="{X(value):f1}" y1="{Top}" y2="{Height - Bottom}"/>
          <text x="{X(value):f1}" y="{Height - Bottom + 18}" text-anchor="middle">{value}</text>

        """);

    private string Row(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"""
          <line class="grid" x1="{Left}" x2="{Width - Right}" y1="{Y(milliseconds):f1}" y2="{Y(milliseconds):f1}"/>
          <text x="{Left - 8}" y="{Y(milliseconds) + 4:f1}" text-anchor="end">{milliseconds} ms</text>

        """);

    private string Curve(Line line, int number) => string.Create(CultureInfo.InvariantCulture, $"""
          <polyline class="line n{number}" points="{string.Join(" ", line.Points.Select(Place))}"/>
          <text class="n{number}" x="{Width - Right + 8}" y="{Y(line.Points[^1].Milliseconds) + 4:f1}">
            {line.Name}
          </text>

        """);

    private string Place(Measured point) =>
        string.Create(CultureInfo.InvariantCulture, $"{X(point.X):f1},{Y(point.Milliseconds):f1}");
}
