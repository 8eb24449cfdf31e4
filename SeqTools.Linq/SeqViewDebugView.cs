using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>What a debugger shows of a view. It evaluates elements only where the user opens them.</summary>
internal sealed class SeqViewDebugView<T>(SeqView<T> view)
{
    public ViewOrigin Origin => view.Origin;

    public string Explanation => view.Explain();

    public IReadOnlyList<object> Sources => view.Sources;

    public FirstElements Elements => new(view);

    /// <summary>A node of its own, so that opening the view does not evaluate what is beneath it.</summary>
    [DebuggerDisplay("open to evaluate")]
    [DebuggerTypeProxy(typeof(SeqViewDebugView<>.Evaluated))]
    internal sealed class FirstElements(SeqView<T> view)
    {
        public SeqView<T> View => view;
    }

    internal sealed class Evaluated(FirstElements elements)
    {
        private const int Most = 100;

        [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
        public object?[] Items => [.. Enumerable.Range(0, Math.Min(Most, elements.View.Count)).Select(Element)];

        private object? Element(int index)
        {
            try
            {
                return elements.View[index];
            }
            catch (Exception e)
            {
                return e;
            }
        }
    }
}
