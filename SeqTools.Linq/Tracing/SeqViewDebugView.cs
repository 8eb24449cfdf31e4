using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>What a debugger shows of a view. It evaluates elements only where the user opens them.</summary>
internal sealed class SeqViewDebugView<T>(SeqView<T> view)
{
    public ViewOrigin Origin => view.Origin;

    public string Explanation => view.Explain();

    public IReadOnlyList<object> Sources => ((IView)view).Sources;

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
        [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
        public object?[] Items => [.. SeqViewDump<T>.FirstOf(elements.View)];
    }
}
