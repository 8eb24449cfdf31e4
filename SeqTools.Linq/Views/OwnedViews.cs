using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The stages of a pipeline that are to be disposed of, each once: a stage before those that it reads. Lists are none.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class OwnedViews(IView view)
{
    private int isDisposed;

    public void Dispose()
    {
        Failures failures = new();
        foreach (var stage in Take())
        {
            failures.Try([DebuggerStepThrough, StackTraceHidden] () => Dispose(stage));
        }

        failures.ThrowIfAny();
    }

    public async ValueTask DisposeAsync()
    {
        Failures failures = new();
        foreach (var stage in Take())
        {
            await failures.TryAsync([DebuggerStepThrough, StackTraceHidden] () => DisposeAsync(stage))
                .ConfigureAwait(false);
        }

        failures.ThrowIfAny();
    }

    /// <summary>What can only be awaited is waited for, where no synchronization context is in the way.</summary>
    private static void Dispose(object stage)
    {
        if (stage is IDisposable disposable)
        {
            disposable.Dispose();
            return;
        }

        Task.Run([DebuggerStepThrough, StackTraceHidden] () => DisposeAsync(stage).AsTask()).GetAwaiter().GetResult();
    }

    private static ValueTask DisposeAsync(object stage)
    {
        if (stage is IAsyncDisposable disposable)
        {
            return disposable.DisposeAsync();
        }

        ((IDisposable)stage).Dispose();
        return default;
    }

    /// <summary>The stages, for the first who asks.</summary>
    private IEnumerable<object> Take() =>
        Interlocked.Exchange(ref isDisposed, 1) == 0 ? OutermostFirst().Where(IsDisposable) : [];

    private static bool IsDisposable(object stage) => stage is IDisposable or IAsyncDisposable;

    /// <summary>
    /// A stage follows when all that read it have come; one that owns stages itself disposes of them.
    /// </summary>
    private List<object> OutermostFirst()
    {
        List<object> innermostFirst = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<(IView Stage, bool HasSources)> left = new([(view, false)]);
        while (left.TryPop(out var next))
        {
            if (next.HasSources)
            {
                innermostFirst.Add(next.Stage);
                continue;
            }

            if (!seen.Add(next.Stage))
            {
                continue;
            }

            left.Push((next.Stage, true));
            if (next.Stage is IOwner)
            {
                continue;
            }

            foreach (var source in next.Stage.AllSources.OfType<IView>())
            {
                left.Push((source, false));
            }
        }

        innermostFirst.Reverse();
        return innermostFirst;
    }
}
