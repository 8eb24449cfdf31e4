using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>Functions of several values as functions of one tuple of them.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal static class TupleFunction
{
    public static Func<(T1, T2), TResult> Of<T1, T2, TResult>(Func<T1, T2, TResult> function) =>
        [DebuggerStepThrough, StackTraceHidden] (t) => function(t.Item1, t.Item2);

    public static Func<(T1, T2, T3), TResult> Of<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> function) =>
        [DebuggerStepThrough, StackTraceHidden] (t) => function(t.Item1, t.Item2, t.Item3);

    public static Func<(T1, T2, T3, T4), TResult> Of<T1, T2, T3, T4, TResult>(
        Func<T1, T2, T3, T4, TResult> function) =>
        [DebuggerStepThrough, StackTraceHidden] (t) => function(t.Item1, t.Item2, t.Item3, t.Item4);

    public static Func<(T1, T2, T3, T4, T5), TResult> Of<T1, T2, T3, T4, T5, TResult>(
        Func<T1, T2, T3, T4, T5, TResult> function) =>
        [DebuggerStepThrough, StackTraceHidden] (t) => function(t.Item1, t.Item2, t.Item3, t.Item4, t.Item5);

    public static Func<(T1, T2, T3, T4, T5, T6), TResult> Of<T1, T2, T3, T4, T5, T6, TResult>(
        Func<T1, T2, T3, T4, T5, T6, TResult> function) =>
        [DebuggerStepThrough, StackTraceHidden] (t) =>
            function(t.Item1, t.Item2, t.Item3, t.Item4, t.Item5, t.Item6);

    public static Func<(T1, T2, T3, T4, T5, T6, T7), TResult> Of<T1, T2, T3, T4, T5, T6, T7, TResult>(
        Func<T1, T2, T3, T4, T5, T6, T7, TResult> function) =>
        [DebuggerStepThrough, StackTraceHidden] (t) =>
            function(t.Item1, t.Item2, t.Item3, t.Item4, t.Item5, t.Item6, t.Item7);
}
