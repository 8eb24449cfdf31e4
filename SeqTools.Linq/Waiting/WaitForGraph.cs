using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SeqTools.Linq;

/// <summary>
/// Who waits for which element while he evaluates others, whatever views they belong to: readers of prefetching views
/// and of caches, threads and flows. Whoever would close a ring is refused. Who evaluates nothing can close none, and
/// is not in it.
/// </summary>
/// <remarks>What is noticed, and what can't be, is written down in ADR 0017.</remarks>
[DebuggerStepThrough, StackTraceHidden]
internal static class WaitForGraph
{
    /// <summary>The waits that hold up an element; they guard everything here.</summary>
    private static readonly Dictionary<Node, List<Wait>> Waits = [];

    /// <summary>The elements held up whose evaluation is the work of a crew.</summary>
    private static readonly Dictionary<object, List<Node>> HeldUp = [];

    /// <summary>Announces a wait for an element that somebody evaluates; none of who holds up nothing.</summary>
    /// <returns>What ends it.</returns>
    /// <exception cref="InvalidOperationException">What it waits for waits for what it holds up.</exception>
    public static Announced Announce(Evaluated[] by, Node target, ViewOrigin origin) =>
        by is [] ? default : Announce(new(by, target, origin));

    /// <summary>Announces a wait.</summary>
    /// <returns>What ends it.</returns>
    /// <exception cref="InvalidOperationException">What it waits for waits for what it holds up.</exception>
    public static Announced Announce(Wait wait)
    {
        using (Uninterrupted.Lock(Waits))
        {
            Add(wait);
            if (CanEnd(wait))
            {
                return new(wait);
            }

            Remove(wait);
        }

        throw wait.Refuse();
    }

    /// <summary>Whether something that is evaluated waits for one of some elements, or is one of them.</summary>
    public static bool IsHeldUpBy(Evaluated[] elements, Node node)
    {
        using (Uninterrupted.Lock(Waits))
        {
            return !CanGoOn(node, via: null, elements);
        }
    }

    private static void Withdraw(Wait wait)
    {
        using (Uninterrupted.Lock(Waits))
        {
            Remove(wait);
        }
    }

    private static void Add(Wait wait)
    {
        foreach (var (node, crew) in wait.By)
        {
            Add(Waits, node, wait);
            if (crew is not null)
            {
                Add(HeldUp, crew, node);
            }
        }
    }

    private static void Remove(Wait wait)
    {
        foreach (var (node, crew) in wait.By)
        {
            Remove(Waits, node, wait);
            if (crew is not null)
            {
                Remove(HeldUp, crew, node);
            }
        }
    }

    private static void Add<TKey, T>(Dictionary<TKey, List<T>> lists, TKey key, T value)
        where TKey : notnull
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        (list ??= []).Add(value);
    }

    private static void Remove<TKey, T>(Dictionary<TKey, List<T>> lists, TKey key, T value)
        where TKey : notnull
    {
        var list = lists[key];
        list.Remove(value);
        if (list is [])
        {
            lists.Remove(key);
        }
    }

    private static bool CanEnd(Wait wait) => CanGoOn(wait.Target, wait, wait.By);

    /// <summary>
    /// Whether the evaluation of an element can end before those of some others do: found from what waits for nobody,
    /// over those who wait for that alone, and so on, until nothing is added.
    /// </summary>
    private static bool CanGoOn(Node node, Wait? via, Evaluated[] stopped)
    {
        Dictionary<Node, Needs> needs = [];
        foreach (var (one, _) in stopped)
        {
            needs[one] = Needs.Unmet;
        }

        Collect(node, via, needs);
        HashSet<Node> free = [];
        int before;
        do
        {
            before = free.Count;
            foreach (var (waiting, its) in needs)
            {
                if (its.AreMetBy(free))
                {
                    free.Add(waiting);
                }
            }
        }
        while (free.Count > before);

        return free.Contains(node);
    }

    /// <summary>Gathers what an element needs, and what that needs, and so on.</summary>
    private static void Collect(Node node, Wait? via, Dictionary<Node, Needs> needs)
    {
        Stack<(Node, Wait?)> left = new([(node, via)]);
        while (left.TryPop(out var next))
        {
            (node, via) = next;
            if (needs.ContainsKey(node))
            {
                continue;
            }

            if (Waits.TryGetValue(node, out var waits))
            {
                needs[node] = new([.. waits.Select(wait => wait.Target)], All: true);
                waits.ForEach(wait => left.Push((wait.Target, wait)));
            }
            else if (via is not null && AllHeldUp(via) is { } workers)
            {
                needs[node] = new(workers, All: false);
                Array.ForEach(workers, worker => left.Push((worker, null)));
            }
            else
            {
                needs[node] = Needs.Nothing;
            }
        }
    }

    /// <summary>
    /// What the workers are held up at of whom one has to begin an element; nothing where one will be free.
    /// </summary>
    private static Node[]? AllHeldUp(Wait wait)
    {
        if (wait.BusyWorkers is not var (crew, size) || !HeldUp.TryGetValue(crew, out var nodes))
        {
            return null;
        }

        Node[] distinct = [.. nodes.Distinct()];
        return distinct.Length >= size ? distinct : null;
    }

    /// <summary>A wait, until it is disposed of; none for who holds up nothing.</summary>
    internal readonly struct Announced(Wait wait) : IDisposable
    {
        public void Dispose()
        {
            if (wait is not null)
            {
                Withdraw(wait);
            }
        }
    }

    /// <summary>What an element needs: all of some others, for which it waits, or any, which frees a worker.</summary>
    private sealed record Needs(Node[] Elements, bool All)
    {
        public static readonly Needs Nothing = new([], All: true);

        public static readonly Needs Unmet = new([], All: false);

        public bool AreMetBy(HashSet<Node> free) =>
            All ? Array.TrueForAll(Elements, free.Contains) : Array.Exists(Elements, free.Contains);
    }
}
