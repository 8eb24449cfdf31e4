using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace SeqTools.Linq;

/// <summary>
/// What goes wrong while several things are to be done of which none may be left out: it waits until all are done.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class Failures
{
    private readonly List<Exception> all = [];

    public void Add(Exception failure) => all.Add(failure);

    public void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            all.Add(e);
        }
    }

    public async ValueTask TryAsync(Func<ValueTask> action)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            all.Add(e);
        }
    }

    /// <summary>Throws what there is, as it was if it is one, and forgets it.</summary>
    public void ThrowIfAny()
    {
        if (all is [])
        {
            return;
        }

        Exception[] thrown = [.. all];
        all.Clear();
        ExceptionDispatchInfo.Throw(thrown is [var single] ? single : new AggregateException(thrown));
    }
}
