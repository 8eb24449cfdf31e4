using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The states of a function: each is in one evaluation's hands at a time, is used again by later ones, and is disposed
/// of at the end.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class States<TState>(Func<TState> create) : IStates
{
    private readonly object gate = new();

    /// <summary>The one that was used last on top: what it keeps is the most likely to be of use still.</summary>
    private readonly Stack<TState> idle = new();
    private bool isOver;

    /// <summary>Takes an idle state, or makes one.</summary>
    /// <exception cref="ObjectDisposedException">The view was disposed.</exception>
    public TState Take(ViewOrigin of)
    {
        lock (gate)
        {
            if (idle.TryPop(out var state))
            {
                return state;
            }
        }

        return Volatile.Read(ref isOver) ? throw of.Disposed() : create();
    }

    /// <summary>Gives back a state, also after an evaluation that failed.</summary>
    public void Return(TState state)
    {
        using (Uninterrupted.Lock(gate))
        {
            if (!isOver)
            {
                idle.Push(state);
                return;
            }
        }

        Dispose(state);
    }

    /// <summary>
    /// Whether a failure is no function's, but that of a read that has come too late: it is not to be wrapped.
    /// </summary>
    public bool Refuses(Exception failure) => failure is ObjectDisposedException && Volatile.Read(ref isOver);

    /// <summary>Disposes of the idle states; those that are in use are disposed of when they are given back.</summary>
    public void End() => Array.ForEach(TakeIdle(), Dispose);

    /// <summary>The same, and waits until the idle ones are disposed of.</summary>
    public async ValueTask EndAsync()
    {
        foreach (var state in TakeIdle())
        {
            await DisposeAsync(state).ConfigureAwait(false);
        }
    }

    private TState[] TakeIdle()
    {
        using (Uninterrupted.Lock(gate))
        {
            Volatile.Write(ref isOver, true);
            TState[] states = [.. idle];
            idle.Clear();
            return states;
        }
    }

    /// <summary>A state that can only be disposed of asynchronously is not waited for.</summary>
    private static void Dispose(TState state)
    {
        if (state is not IDisposable disposable)
        {
            _ = DisposeAsync(state).AsTask();
            return;
        }

        try
        {
            disposable.Dispose();
        }
        catch (Exception e)
        {
            UnobservedFailure.Report(e);
        }
    }

    private static async ValueTask DisposeAsync(TState state)
    {
        try
        {
            if (state is IAsyncDisposable awaited)
            {
                await awaited.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                (state as IDisposable)?.Dispose();
            }
        }
        catch (Exception e)
        {
            UnobservedFailure.Report(e);
        }
    }
}
