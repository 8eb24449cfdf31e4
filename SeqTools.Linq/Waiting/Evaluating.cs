using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SeqTools.Linq;

/// <summary>
/// What the code that runs here evaluates: all of it is held up by whatever this code waits for. What a thread
/// evaluates is known by the thread; what is awaited, by the flow of execution.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal static class Evaluating
{
    private static readonly AsyncLocal<Awaited?> InFlow = new();

    [ThreadStatic]
    private static List<Frame>? onThread;

    /// <summary>The elements; none where somebody reads from outside.</summary>
    public static Evaluated[] Here
    {
        get
        {
            var inFlow = Flow?.Elements ?? [];
            return onThread is not { Count: > 0 } ? inFlow : [.. OnThisThread(), .. inFlow];
        }
    }

    /// <summary>What is awaited, as far as this flow is a part of it; it goes along into another context.</summary>
    public static Awaited? Flow
    {
        get => InFlow.Value;
        set => InFlow.Value = value;
    }

    /// <summary>What this thread evaluates: taken over by one that evaluates in its place, while it waits.</summary>
    public static Frame[] OnThread
    {
        get => [.. onThread ?? []];
        set => onThread = [.. value];
    }

    /// <summary>
    /// Whether this thread evaluates an element of a prefetching view, or is its worker: to read the view from there
    /// would be to wait for itself.
    /// </summary>
    public static bool IsInside(object view)
    {
        foreach (ref readonly var frame in CollectionsMarshal.AsSpan(onThread))
        {
            if (ReferenceEquals(frame.View, view))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether this flow evaluates an element of a prefetching view, or is its producer.</summary>
    /// <param name="view">What stands for the view in flows.</param>
    public static bool IsInsideFlow(object view)
    {
        for (var inside = Flow?.Views; inside is not null; inside = inside.Outer)
        {
            if (ReferenceEquals(inside.View, view))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Has this thread evaluate an element until the result is disposed of.</summary>
    /// <param name="what">The element; none where nobody can wait for it.</param>
    /// <param name="view">The prefetching view that may not be read meanwhile.</param>
    public static Scope Enter(Evaluated what, object? view = null)
    {
        var frames = onThread ??= [];
        frames.Add(new(what, view));
        return new(frames);
    }

    /// <summary>Ends the evaluation that this thread has entered last.</summary>
    public static void Leave() => new Scope(onThread!).Dispose();

    /// <summary>Has this thread be a worker of a prefetching view, and nothing else.</summary>
    public static void EnterWorker(object view) => onThread = [new(default, view)];

    /// <summary>Has this thread, a worker, evaluate another element than before.</summary>
    public static void MoveTo(Evaluated what) => CollectionsMarshal.AsSpan(onThread)[0].What = what;

    /// <summary>Has the asynchronous method that calls this evaluate an element.</summary>
    /// <param name="what">The element.</param>
    /// <param name="by">What waits for it and has not announced it: what is evaluated where it was called.</param>
    public static void EnterFlow(Evaluated what, params Evaluated[] by) => Flow = new([what, .. by], Flow?.Views);

    /// <summary>Makes the asynchronous method that calls this a producer of a prefetching view.</summary>
    /// <param name="view">What stands for the view in flows, and holds nothing of it.</param>
    public static void EnterProducer(object view) => Flow = new(Flow?.Elements ?? [], new(view, Flow?.Views));

    private static IEnumerable<Evaluated> OnThisThread() =>
        (onThread ?? []).Select(frame => frame.What).Where(what => what.Node.In is not null);

    /// <summary>What a flow evaluates: elements, and the prefetching views that it feeds.</summary>
    internal sealed record Awaited(Evaluated[] Elements, Inside? Views);

    /// <summary>A prefetching view that is fed, within others.</summary>
    internal sealed record Inside(object View, Inside? Outer);

    /// <summary>An element that a thread evaluates, and the prefetching view that it feeds.</summary>
    internal struct Frame(Evaluated what, object? view)
    {
        public Evaluated What = what;

        public readonly object? View => view;
    }

    /// <summary>Ends the evaluation that was entered last; which thread's that is need not be asked again.</summary>
    internal readonly struct Scope(List<Frame> frames) : IDisposable
    {
        public void Dispose() => frames.RemoveAt(frames.Count - 1);
    }
}
