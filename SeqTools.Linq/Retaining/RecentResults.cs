using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching.Lru;

namespace SeqTools.Linq;

/// <summary>Keeps the results that were read last.</summary>
/// <remarks>
/// <see cref="ClassicLru{K, V}"/> is the one of its library that drops what was used least recently, and not something
/// near that. What it leaves open is closed by the lock around it: it says what it drops by disposing of it only, holds
/// three results at least, and can be seen in the midst of a change.
/// </remarks>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class RecentResults<T> : IKeptResults<T>
{
    private const int LeastCapacity = 3;

    /// <summary>Places are set aside by capacity. More results than that have no room in memory.</summary>
    private const int MostCapacity = 1 << 27;

    private readonly ClassicLru<int, Result> results;
    private readonly int capacity;
    private readonly Action<T>? onDiscard;
    private readonly Action<Exception>? onDiscardError;
    private readonly ViewOrigin origin;
    private readonly List<T> dropped = [];
    private bool isOver;

    public RecentResults(
        Length length, int capacity, Action<T>? onDiscard, CacheOptions<T>? options, ViewOrigin origin)
    {
        this.capacity = length.IsFixed ? Math.Clamp(length.Count, 1, capacity) : capacity;
        this.onDiscard = onDiscard;
        this.origin = origin;
        onDiscardError = options?.OnDiscardError;
        results = new(
            concurrencyLevel: 1, Math.Clamp(this.capacity, LeastCapacity, MostCapacity), EqualityComparer<int>.Default);
    }

    public bool TryFind(int index, [MaybeNullWhen(false)] out T value)
    {
        lock (results)
        {
            ThrowIfOver();
            var isKept = results.TryGet(index, out var result);
            value = isKept ? result!.Value : default;
            return isKept;
        }
    }

    public T Keep(int index, T value)
    {
        T[] letGo;
        using (Uninterrupted.Lock(results))
        {
            results.GetOrAdd(index, _ => new(value, dropped));
            Shrink(isOver ? 0 : capacity);
            letGo = TakeDropped();
        }

        try
        {
            Drop(letGo);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e);
        }

        ThrowIfOver();
        return value;
    }

    /// <summary>Drops everything, and from now on whatever comes.</summary>
    public void End()
    {
        T[] letGo;
        lock (results)
        {
            Volatile.Write(ref isOver, true);
            Shrink(0);
            letGo = TakeDropped();
        }

        Drop(letGo);
    }

    private void Shrink(int most)
    {
        if (results.Count > most)
        {
            results.Trim(results.Count - most);
        }
    }

    private T[] TakeDropped()
    {
        T[] taken = [.. dropped];
        dropped.Clear();
        return taken;
    }

    /// <summary>Hands every value over, even where the user's callback fails for one.</summary>
    private void Drop(T[] values)
    {
        if (onDiscard is null || values is [])
        {
            return;
        }

        var failures = new Failures();
        foreach (var value in values)
        {
            failures.Try([DebuggerStepThrough, StackTraceHidden] () => Drop(value, onDiscard));
        }

        failures.ThrowIfAny();
    }

    private void Drop(T value, Action<T> discard)
    {
        try
        {
            discard(value);
        }
        catch (Exception e) when (onDiscardError is not null)
        {
            onDiscardError(e);
        }
    }

    private void ThrowIfOver()
    {
        if (Volatile.Read(ref isOver))
        {
            throw origin.Disposed();
        }
    }

    private sealed class Result(T value, List<T> dropped) : IDisposable
    {
        public T Value => value;

        public void Dispose() => dropped.Add(value);
    }
}
