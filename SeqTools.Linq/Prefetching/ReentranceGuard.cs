using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The prefetching views whose elements this thread or this flow of execution is evaluating, or whose worker it is:
/// reading one of them from there would wait for itself.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal static class ReentranceGuard
{
    private static readonly AsyncLocal<Evaluated?> InFlow = new();

    [ThreadStatic]
    private static List<object>? views;

    /// <summary>What is awaited, as far as this flow is a part of it; it goes along into another context.</summary>
    public static Evaluated? Flow
    {
        get => InFlow.Value;
        set => InFlow.Value = value;
    }

    /// <summary>What this thread evaluates: taken over by one that evaluates in its place, while it waits.</summary>
    public static List<object>? Views
    {
        get => views;
        set => views = value;
    }

    public static bool Contains(object view) => views is { Count: > 0 } && views.Contains(view);

    public static void Enter(object view) => (views ??= []).Add(view);

    public static void Leave() => views!.RemoveAt(views.Count - 1);

    public static bool IsInFlow(object view)
    {
        for (var evaluated = Flow; evaluated is not null; evaluated = evaluated.Outer)
        {
            if (ReferenceEquals(evaluated.View, view))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes the asynchronous method that calls this, and all that it awaits, evaluate elements.</summary>
    public static void EnterInFlow(object view) => Flow = new(view, Flow);

    /// <summary>A view whose elements are evaluated, for those of the ones around it.</summary>
    internal sealed record Evaluated(object View, Evaluated? Outer);
}
