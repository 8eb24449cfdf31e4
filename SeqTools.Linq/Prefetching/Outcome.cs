using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace SeqTools.Linq;

/// <summary>
/// What came of evaluating an element: a value, or an error that waits to be thrown where the element is read.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly record struct Outcome<T>(T Value, Exception? Error, bool IsBeside = false)
{
    public static Outcome<T> Of(Exception error) => new(default!, error);

    /// <summary>What went wrong beside the element, which is still to be read.</summary>
    public static Outcome<T> Beside(Exception error) => new(default!, error, IsBeside: true);

    /// <summary>The value; or throws the error, for each reader anew, in the reader's mode.</summary>
    public T Open(IView view, int index)
    {
        if (Error is not null)
        {
            Throw(view, index);
        }

        return Value;
    }

    [DoesNotReturn]
    private void Throw(IView view, int index)
    {
        if (Error is not EvaluationException failure)
        {
            ExceptionDispatchInfo.Throw(Error!);
        }
        else if (SeqErrors.Mode == ErrorMode.Passthrough)
        {
            ExceptionDispatchInfo.Throw(failure.InnerException!);
        }

        throw EvaluationException.Of(Error!, view, index);
    }
}
