using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>What stands in for elements that fail, whether they are read or awaited.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal static class Fallback
{
    /// <summary>The value of a result, or what a function makes of its error.</summary>
    public static Func<ElementResult<T>, T> To<T>(Func<EvaluationException, T> fallback) =>
        [DebuggerStepThrough, StackTraceHidden] (result) =>
            result.TryGetValue(out var value) ? value : fallback(result.Error);
}
