using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SeqTools.Linq;

/// <summary>Where pipelines begin: the view over a list that is none.</summary>
internal static class ListView
{
    /// <summary>The list as a view; a view is itself. Without an origin, the library put it there, and it leaves no frame.</summary>
    public static SeqView<T> Of<T>(IReadOnlyList<T> list, ViewOrigin origin = default) => list switch
    {
        SeqView<T> view => view,
        IView view => new UpcastView<T>(list, view, origin),
        T[] array => new ArrayView<T>(array, array, origin),
        ImmutableArray<T> { IsDefault: false } array => new ArrayView<T>(ImmutableCollectionsMarshal.AsArray(array)!, array, origin),
        _ => new ListView<T>(list, list, origin),
    };

    public static SeqView<T>[] OfAll<T>(IReadOnlyList<IReadOnlyList<T>> lists, string parameter = "lists")
    {
        var views = new SeqView<T>[lists.Count];
        for (var i = 0; i < views.Length; i++)
        {
            views[i] = Of(lists[i] ?? throw new ArgumentNullException(parameter, $"The list at {i} is null."));
        }

        return views;
    }
}

/// <summary>A view over any list, read as the user handed it in or by an adapter: its indexer, its enumerator and its count are user code.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ListView<T>(IReadOnlyList<T> list, object written, ViewOrigin origin) : OperatorView<T>(origin, Length.Of(list, written))
{
    public override IReadOnlyList<object> Sources => [written];

    internal override bool PrefersPass => list is List<T>;

    internal override T Read(int index)
    {
        try
        {
            return list[index];
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, this, index);
        }
    }

    internal override SeqEnumerator<T> Enumerate(int start) => list switch
    {
        _ when start > 0 => base.Enumerate(start),
        List<T> known => new KnownListEnumerator<T>(known),
        _ => new ListEnumerator<T>(this, list),
    };

    /// <summary>By index, as LINQ reads a part of a list.</summary>
    internal override SeqEnumerator<T> EnumeratePart(int start, int count) =>
        list is List<T> known ? new KnownListPartEnumerator<T>(known, start) : base.Enumerate(start);

    internal override bool TryGetSpan(out ReadOnlySpan<T> span)
    {
        span = list is List<T> known ? CollectionsMarshal.AsSpan(known) : default;
        return list is List<T>;
    }
}

/// <summary>Enumerates a list in one pass. The list's enumerator is asked for at the first step: building evaluates nothing.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ListEnumerator<T>(SeqView<T> view, IReadOnlyList<T> list) : SeqEnumerator<T>(start: 0)
{
    private IEnumerator<T>? elements;

    public override bool MoveNext()
    {
        if (HasEnded)
        {
            return false;
        }

        var index = Step();
        try
        {
            elements ??= list.GetEnumerator();
            if (elements.MoveNext())
            {
                Current = elements.Current;
                return true;
            }
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, view, index);
        }

        return End();
    }

    protected override void Close() => elements?.Dispose();
}

/// <summary>Enumerates a list whose enumerator is no code of the user: that the list was modified is said as LINQ says it.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class KnownListEnumerator<T>(List<T> list) : SeqEnumerator<T>(start: 0)
{
    private List<T>.Enumerator elements;
    private bool isOpen;

    public override bool MoveNext()
    {
        if (HasEnded)
        {
            return false;
        }

        if (!isOpen)
        {
            elements = list.GetEnumerator();
            isOpen = true;
        }

        if (!elements.MoveNext())
        {
            return End();
        }

        Current = elements.Current;
        return true;
    }

    protected override void Close() => elements.Dispose();
}

/// <summary>Enumerates a part of a list by index.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class KnownListPartEnumerator<T>(List<T> list, int start) : SeqEnumerator<T>(start)
{
    public override bool MoveNext()
    {
        var index = Step();
        if ((uint)index >= (uint)list.Count)
        {
            return End();
        }

        Current = list[index];
        return true;
    }
}

/// <summary>A view over an array, which can't fail within its bounds and can't change its length.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ArrayView<T>(T[] array, object list, ViewOrigin origin) : OperatorView<T>(origin, Length.Fixed(array.Length))
{
    public override IReadOnlyList<object> Sources => [list];

    internal override bool PrefersPass => true;

    internal override T Read(int index) => array[index];

    internal override SeqEnumerator<T> Enumerate(int start) => new ArrayEnumerator<T>(array, start);

    internal override bool TryGetSpan(out ReadOnlySpan<T> span)
    {
        span = array;
        return true;
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class ArrayEnumerator<T>(T[] array, int start) : SeqEnumerator<T>(start)
{
    public override bool MoveNext()
    {
        var index = Step();
        if ((uint)index >= (uint)array.Length)
        {
            return End();
        }

        Current = array[index];
        return true;
    }
}

/// <summary>A view whose elements are looked at as a base type of theirs. Its failures have their trail, and its own errors pass as they are.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class UpcastView<T>(IReadOnlyList<T> list, IView view, ViewOrigin origin) : OperatorView<T>(origin, view.Length, view)
{
    internal override T Read(int index)
    {
        try
        {
            return list[index];
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override SeqEnumerator<T> Enumerate(int start) =>
        start == 0 ? new Enumerator(this, list.GetEnumerator()) : base.Enumerate(start);

    internal override SeqView<T> Over(Substitution sources)
    {
        var over = view.Substitute(sources);
        return new UpcastView<T>((IReadOnlyList<T>)over, over, Origin);
    }

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Enumerator(UpcastView<T> view, IEnumerator<T> elements) : SeqEnumerator<T>(start: 0)
    {
        public override bool MoveNext()
        {
            if (HasEnded)
            {
                return false;
            }

            var index = Step();
            try
            {
                if (!elements.MoveNext())
                {
                    return End();
                }
            }
            catch (EvaluationException e) when (e.PassedBy(view, index))
            {
                throw;
            }

            Current = elements.Current;
            return true;
        }

        protected override void Close() => elements.Dispose();
    }
}
