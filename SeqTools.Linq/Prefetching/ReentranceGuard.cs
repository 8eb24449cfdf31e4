using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The prefetching views whose elements this thread is evaluating, or whose worker it is: reading one of them from
/// there would wait for itself.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal static class ReentranceGuard
{
    [ThreadStatic]
    private static List<object>? views;

    /// <summary>What this thread evaluates: taken over by one that evaluates in its place, while it waits.</summary>
    public static List<object>? Views
    {
        get => views;
        set => views = value;
    }

    public static bool Contains(object view) => views is { Count: > 0 } && views.Contains(view);

    public static void Enter(object view) => (views ??= []).Add(view);

    public static void Leave() => views!.RemoveAt(views.Count - 1);
}
