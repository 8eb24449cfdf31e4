using System.Diagnostics;

namespace SeqTools.Linq.Processes;

/// <summary>The elements of a recipe, evaluated in this process: to step through them.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class LocalSource<T>(Func<IReadOnlyList<T>> build, Action<T>? discarded = null) : RemoteSource<T>
{
    private readonly Lazy<IReadOnlyList<T>> list = new(build, LazyThreadSafetyMode.PublicationOnly);
    private int knownCount = -1;

    public override int? KnownCount => Volatile.Read(ref knownCount) is >= 0 and var count ? count : null;

    protected override Action<T>? Discarded => discarded;

    public override int AskCount() => knownCount = list.Value.Count;

    public override ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken) =>
        new(list.Value[index]);

    /// <summary>What the list throws is told as any failure that there is nobody left to throw at.</summary>
    protected override void End()
    {
        try
        {
            if (list.IsValueCreated)
            {
                (list.Value as IDisposable)?.Dispose();
            }
        }
        catch (Exception e)
        {
            _ = Task.FromException(e);
        }
    }

    protected override ValueTask EndAsync()
    {
        End();
        return default;
    }
}
