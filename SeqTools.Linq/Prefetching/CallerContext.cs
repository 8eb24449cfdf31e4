using System.Diagnostics;
using System.Globalization;

namespace SeqTools.Linq;

/// <summary>
/// The execution context, culture included, of the code that called <c>AsPrefetched</c>: the functions behind the view
/// run there, whoever evaluates an element.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal static class CallerContext
{
    /// <summary>
    /// The context here. What is being evaluated here is no part of it: who reads the view need not be. Where the flow
    /// is suppressed nothing flows but the culture.
    /// </summary>
    public static ExecutionContext Capture()
    {
        if (ExecutionContext.Capture() is not { } context)
        {
            return OfCulture();
        }

        if (Evaluating.Flow is null)
        {
            return context;
        }

        using var scope = Isolate();
        Evaluating.Flow = null;
        return ExecutionContext.Capture()!;
    }

    /// <summary>
    /// Has this thread run in a context until the result is disposed of. What it is evaluating goes along, so that a
    /// ring is noticed. Most readers have that very context: then nothing has to be restored.
    /// </summary>
    public static Scope Enter(ExecutionContext context)
    {
        var scope = Isolate();
        if (!scope.IsIn(context))
        {
            var flow = Evaluating.Flow;
            ExecutionContext.Restore(context);
            if (flow is not null)
            {
                Evaluating.Flow = flow;
            }
        }

        return scope;
    }

    /// <summary>Has what runs until the result is disposed of leave this thread's context as it was.</summary>
    public static Scope Isolate()
    {
        if (ExecutionContext.Capture() is { } context)
        {
            return new(context, isSuppressed: false);
        }

        ExecutionContext.RestoreFlow();
        return new(ExecutionContext.Capture()!, isSuppressed: true);
    }

    /// <summary>A thread that is started so has the context that nothing was put into.</summary>
    private static ExecutionContext OfCulture()
    {
        var (culture, language) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        ExecutionContext context = null!;
        Thread thread = new(
            [DebuggerStepThrough, StackTraceHidden] () =>
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, language);
                context = ExecutionContext.Capture()!;
            });
        thread.UnsafeStart();
        thread.Join();
        return context;
    }

    /// <summary>What a thread goes back to.</summary>
    internal readonly struct Scope(ExecutionContext before, bool isSuppressed) : IDisposable
    {
        public bool IsIn(ExecutionContext context) => ReferenceEquals(context, before);

        public void Dispose()
        {
            if (!ReferenceEquals(ExecutionContext.Capture(), before))
            {
                ExecutionContext.Restore(before);
            }

            if (isSuppressed)
            {
                ExecutionContext.SuppressFlow();
            }
        }
    }
}
