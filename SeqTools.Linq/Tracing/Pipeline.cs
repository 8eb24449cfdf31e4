using System.Collections;
using System.Diagnostics;
using System.Globalization;

namespace SeqTools.Linq;

/// <summary>
/// The stages of a pipeline and the lists that it reads, each once, in the order in which a tree of them begins with
/// each.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class Pipeline
{
    /// <summary>
    /// A tree that is deeper goes on at the margin: indented ever further, its size would be the square of its depth.
    /// </summary>
    private const int MostDepth = 40;

    private readonly Dictionary<object, IReadOnlyList<object>> sources = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, int> numbers = new(ReferenceEqualityComparer.Instance);

    public Pipeline(IView view)
    {
        List<object> nodes = [];
        HashSet<object> referred = new(ReferenceEqualityComparer.Instance);
        HashSet<object> met = new(ReferenceEqualityComparer.Instance);
        Queue<object> atMargin = new([view]);
        while (atMargin.TryDequeue(out var top))
        {
            Stack<(object Node, int Depth)> left = new([(top, 0)]);
            while (left.TryPop(out var next))
            {
                var (node, depth) = next;
                if (met.Contains(node))
                {
                    referred.Add(node);
                    continue;
                }

                sources[node] = node is IView stage ? stage.Sources : [];
                if (GoesOnAtMargin(node, depth))
                {
                    referred.Add(node);
                    atMargin.Enqueue(node);
                    continue;
                }

                met.Add(node);
                nodes.Add(node);
                foreach (var source in sources[node].Reverse())
                {
                    left.Push((source, depth + 1));
                }
            }
        }

        Nodes = nodes;
        foreach (var node in nodes.Where(node => node is IView && referred.Contains(node)))
        {
            numbers[node] = numbers.Count + 1;
        }
    }

    public IReadOnlyList<object> Nodes { get; }

    /// <summary>Whether a tree that has come to so many levels goes on with a stage at the margin.</summary>
    public bool GoesOnAtMargin(object node, int depth) => depth >= MostDepth && sources[node] is not [];

    public IReadOnlyList<object> SourcesOf(object node) => sources[node];

    /// <summary>The number of a stage that several others read, by which it is referred to.</summary>
    public int? NumberOf(object node) => numbers.TryGetValue(node, out var number) ? number : null;

    /// <summary>The call of a view, or the type of a list.</summary>
    public static string NameOf(object node) =>
        node is IView view ? view.Origin.Call : PlainText.Of(Explanation.NameOf(node.GetType()));

    /// <summary>How many elements there are, in words, if that is known; nothing is evaluated for it.</summary>
    public static string? SizeOf(object node) => node switch
    {
        IView { Length.IsEndless: true } => "endless",
        IView view => view.Length.CountIfKnown() is { } count ? Elements(count) : "count unknown",
        string characters => Elements(characters.Length),
        ICollection collection => Elements(collection.Count),
        _ => null,
    };

    private static string Elements(int count) =>
        count == 1 ? "1 element" : string.Create(CultureInfo.InvariantCulture, $"{count} elements");
}
