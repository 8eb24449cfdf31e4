using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace SeqTools.Linq;

/// <summary>
/// What came of evaluating an element: a value, or an error that waits to be thrown where the element is read.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly record struct Outcome<T>(T Value, Exception? Error)
{
    /// <summary>Whether the thread that evaluated was interrupted, which says nothing about the element.</summary>
    public bool IsInterrupt =>
        Error is ThreadInterruptedException or EvaluationException { InnerException: ThreadInterruptedException };

    public static Outcome<T> Of(Exception error) => new(default!, error);

    /// <summary>The value; or throws the error, for each reader anew, in the reader's mode.</summary>
    public T Open(IView view, int index)
    {
        if (Error is not null)
        {
            ThrowUnlessWrapped();
            throw EvaluationException.Of(Error, view, index);
        }

        return Value;
    }

    /// <summary>The same, for what is no element of a view itself.</summary>
    public T Open()
    {
        if (Error is not null)
        {
            ThrowUnlessWrapped();
            throw EvaluationException.Of(Error);
        }

        return Value;
    }

    private void ThrowUnlessWrapped()
    {
        if (Error is not EvaluationException failure)
        {
            ExceptionDispatchInfo.Throw(Error!);
        }
        else if (SeqErrors.Mode == ErrorMode.Passthrough)
        {
            ExceptionDispatchInfo.Throw(failure.InnerException!);
        }
    }
}
