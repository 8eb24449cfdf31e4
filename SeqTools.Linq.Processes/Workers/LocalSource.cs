using System.Diagnostics;

namespace SeqTools.Linq.Processes;

/// <summary>The elements of a recipe, evaluated in this process: to step through them.</summary>
/// <param name="build">Builds them, and the list that is to be disposed of in the end.</param>
/// <param name="discarded">Is given what nobody reads.</param>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class LocalSource<T>(
    Func<(SeqView<T> Elements, object List)> build, Action<T>? discarded = null) : RemoteSource<T>
{
    private readonly object gate = new();
    private SeqView<T>? elements;
    private object? list;
    private volatile bool isOver;
    private int knownCount = -1;

    public override int? KnownCount => Volatile.Read(ref knownCount) is >= 0 and var count ? count : null;

    protected override Action<T>? Discarded => discarded;

    public override int AskCount() => knownCount = Built().Count;

    public override ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken) => new(Built()[index]);

    /// <summary>What the list throws is told as any failure that there is nobody left to throw at.</summary>
    protected override void End()
    {
        isOver = true;
        try
        {
            (Interlocked.Exchange(ref list, null) as IDisposable)?.Dispose();
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

    /// <summary>
    /// Built once, by the first who needs it; again where that has failed. The end does not wait for it.
    /// </summary>
    private SeqView<T> Built()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isOver, this);
            if (elements is null)
            {
                (elements, var built) = build();
                Volatile.Write(ref list, built);
            }

            if (isOver)
            {
                End();
            }

            return elements;
        }
    }
}
