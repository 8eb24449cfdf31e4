using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SeqTools.Linq;

/// <summary>
/// What each stage of a pipeline cost: what <c>Profile</c> returns. Printed, it is a table, the slowest stage first.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
public sealed class SeqProfile
{
    private const string Gap = "  ";

    private static readonly string[] Head = ["share", "own time", "calls", "allocated", "errors", "stage"];

    private readonly Pipeline pipeline;
    private readonly Dictionary<object, StageProfile> stages = new(ReferenceEqualityComparer.Instance);

    internal SeqProfile(IView view, Profiler profiler, int sampleSize)
    {
        SampleSize = sampleSize;
        pipeline = new(view);
        var figures = pipeline.Nodes
            .Select(node => (Node: node, Figures: profiler.FiguresOf(node)))
            .Where(stage => stage.Figures is not null)
            .ToArray();
        var time = figures.Sum(stage => stage.Figures!.Time.TotalSeconds);
        foreach (var (node, figure) in figures)
        {
            stages[node] = Describe(node, figure!, time);
        }

        Stages = [.. figures.Select(stage => stages[stage.Node])];
    }

    /// <summary>How many elements were read.</summary>
    public int SampleSize { get; }

    /// <summary>
    /// The stages that were read, from the outermost on, each once: in the order of <see cref="Explain"/>.
    /// </summary>
    public IReadOnlyList<StageProfile> Stages { get; }

    /// <summary>The time that all stages took.</summary>
    public TimeSpan TotalTime => TimeSpan.FromTicks(Stages.Sum(stage => stage.OwnTime.Ticks));

    /// <summary>
    /// Draws the pipeline as <see cref="SeqView{T}.Explain"/> does, with the figures of each stage in place of its
    /// length.
    /// </summary>
    /// <returns>The tree, a line for each view and each list.</returns>
    public string Explain() =>
        Explanation.Draw(
            pipeline, node => stages.TryGetValue(node, out var stage) ? stage.Figures : Pipeline.SizeOf(node));

    /// <summary>The figures as a table, the stage that took the most time first.</summary>
    /// <returns>A line on the whole, a head, and a line for each stage.</returns>
    public override string ToString()
    {
        string[][] rows = [Head, .. Stages.OrderByDescending(stage => stage.OwnTime).Select(Row)];
        int[] widths = [.. Enumerable.Range(0, Head.Length - 1).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder()
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"{SampleSize} {(SampleSize == 1 ? "element" : "elements")} in {FigureText.InUnits(TotalTime)}");
        foreach (var row in rows)
        {
            text.AppendLine().AppendJoin(
                Gap, row.Select((cell, column) => column < widths.Length ? cell.PadLeft(widths[column]) : cell));
        }

        return text.ToString();
    }

    private static string[] Row(StageProfile stage) =>
    [
        stage.Percentage,
        FigureText.InUnits(stage.OwnTime),
        stage.Calls.ToString(CultureInfo.InvariantCulture),
        FigureText.InUnits(stage.AllocatedBytes),
        stage.Errors.ToString(CultureInfo.InvariantCulture),
        $"{stage.Name}{stage.Origin.Place}",
    ];

    private static StageProfile Describe(object node, StageClock figures, double time)
    {
        var name = Pipeline.NameOf(node);
        var origin = (node as IView)?.Origin ?? new(name, "", "", 0, "");
        var share = time > 0 ? figures.Time.TotalSeconds / time : 0;
        return new()
        {
            Origin = origin,
            Calls = figures.Calls,
            OwnTime = figures.Time,
            Share = share,
            AllocatedBytes = figures.Bytes,
            Errors = figures.Errors,
            Name = name,
        };
    }
}
