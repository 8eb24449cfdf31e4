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
    private readonly IView view;

    public Pipeline(IView view)
    {
        this.view = view;
        var met = Walk().ToLookup(visit => visit.Mention == Mention.Here, visit => visit.Node);
        HashSet<object> referred = new(met[false], ReferenceEqualityComparer.Instance);
        Nodes = [.. met[true]];
        foreach (var node in Nodes.Where(node => node is IView && referred.Contains(node)))
        {
            numbers[node] = numbers.Count + 1;
        }
    }

    public IReadOnlyList<object> Nodes { get; }

    public IReadOnlyList<object> SourcesOf(object node)
    {
        if (!sources.TryGetValue(node, out var known))
        {
            sources[node] = known = node is IView stage ? stage.Sources : [];
        }

        return known;
    }

    /// <summary>
    /// The lines of a tree, one after another: a stage before what it reads, and how far in it stands. It goes on at
    /// the margin where it would be too deep.
    /// </summary>
    /// <remarks>Not an iterator method, which would be a frame of its own where a user's sources fail.</remarks>
    public IReadOnlyList<(object Node, Mention Mention, int Depth, bool IsLast)> Walk()
    {
        List<(object Node, Mention Mention, int Depth, bool IsLast)> lines = [];
        HashSet<object> met = new(ReferenceEqualityComparer.Instance);
        Queue<object> atMargin = new([view]);
        while (atMargin.TryDequeue(out var top))
        {
            Stack<(object Node, int Depth, bool IsLast)> left = new(met.Contains(top) ? [] : [(top, 0, true)]);
            while (left.TryPop(out var next))
            {
                var mention = met.Contains(next.Node) ? Mention.Above
                    : GoesOnAtMargin(next.Node, next.Depth) ? Mention.Below
                    : Mention.Here;
                lines.Add((next.Node, mention, next.Depth, next.IsLast));
                if (mention == Mention.Below)
                {
                    atMargin.Enqueue(next.Node);
                }
                else if (mention == Mention.Here)
                {
                    met.Add(next.Node);
                    PushSources(next.Node, next.Depth + 1, left);
                }
            }
        }

        return lines;
    }

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

    /// <summary>The last one first, so that the first one is the next.</summary>
    private void PushSources(object node, int depth, Stack<(object Node, int Depth, bool IsLast)> left)
    {
        var read = SourcesOf(node);
        for (var i = read.Count - 1; i >= 0; i--)
        {
            left.Push((read[i], depth, i == read.Count - 1));
        }
    }

    private bool GoesOnAtMargin(object node, int depth) => depth >= MostDepth && SourcesOf(node) is not [];

    private static string Elements(int count) =>
        count == 1 ? "1 element" : string.Create(CultureInfo.InvariantCulture, $"{count} elements");
}
