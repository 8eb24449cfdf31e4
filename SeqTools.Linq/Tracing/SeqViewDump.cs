using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// What LINQPad shows of a view: the pipeline at once, and elements, which are evaluated where the user clicks.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class SeqViewDump<T>(SeqView<T> view)
{
    private const int Most = 100;

    public string Explanation { get; } = view.Explain();

    /// <summary>LINQPad shows it as a link.</summary>
    public Lazy<IReadOnlyList<object?>> FirstElements { get; } = new(() => FirstOf(view));

    /// <summary>The first elements; an exception stands in place of the element that failed.</summary>
    public static IReadOnlyList<object?> FirstOf(SeqView<T> view) =>
        [.. Enumerable.Range(0, Math.Min(Most, view.Count)).Select(index => Element(view, index))];

    private static object? Element(SeqView<T> view, int index)
    {
        try
        {
            return view[index];
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
