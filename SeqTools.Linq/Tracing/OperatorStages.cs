using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The stages that an operator of the user's own is made of, and what they read: from the outermost one down to the
/// first that was not written in the same method. If the outermost was not, it alone.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class OperatorStages
{
    private readonly HashSet<object> views = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> origins = new(ReferenceEqualityComparer.Instance);

    public OperatorStages(IView outermost, string filePath, string memberName)
    {
        List<object> sources = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<object> left = new([outermost]);
        var goesDown = IsWrittenThere(outermost);
        while (left.TryPop(out var node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            if (node is not IView stage || (views.Count > 0 && !(goesDown && IsWrittenThere(stage))))
            {
                sources.Add(node);
                continue;
            }

            views.Add(stage);
            origins.Add(stage.Origin);
            foreach (var source in stage.Sources.Reverse())
            {
                left.Push(source);
            }
        }

        Sources = sources;

        bool IsWrittenThere(IView stage) =>
            stage.Origin.FilePath == filePath && stage.Origin.MemberName == memberName;
    }

    /// <summary>What the stages read: views that were written elsewhere, and lists.</summary>
    public IReadOnlyList<object> Sources { get; }

    public bool Holds(IView stage) => views.Contains(stage);

    /// <summary>Whether it is the origin of one of the stages: that very one, not one that equals it.</summary>
    public bool Holds(ViewOrigin origin) => origins.Contains(origin);
}
