using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A view that reads each of several sources from its start on, now this one and now that one. Its map locates what is
/// past its end past the end of a source.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal class InterleavedView<T, TMap>(SeqView<T>[] lists, TMap map, Length length, ViewOrigin origin)
    : ListsView<T, TMap>(lists, map, length, origin)
    where TMap : struct, IListsMap
{
    internal override bool ReadsByIndex => Length.IsFixed && Array.TrueForAll(Lists, list => list.ReadsByIndex);

    /// <summary>Tells, one call after the other, where the elements from an index on stand.</summary>
    protected virtual Func<(int List, int Index)> Locations(int index) =>
        [DebuggerStepThrough, StackTraceHidden] () => Locate(index++);

    internal sealed override SeqEnumerator<T> Enumerate(int start) =>
        ReadsByIndex ? base.Enumerate(start) : new Pass(this, start);

    internal override SeqView<T> Over(Substitution sources) =>
        new InterleavedView<T, TMap>(sources.OfAll(Lists), Map, Length, Origin);

    internal sealed override void Fill(int start, Span<T> destination)
    {
        if (ReadsByIndex)
        {
            FillByIndex(start, destination);
            return;
        }

        var locations = Locations(start);
        for (var i = 0; i < destination.Length; i++)
        {
            try
            {
                var (list, position) = locations();
                destination[i] = Lists[list].ReadAt(position);
            }
            catch (EvaluationException e) when (e.PassedBy(this, start + i))
            {
                throw;
            }
        }
    }

    /// <summary>
    /// Enumerates every source in one pass, from where it is met first, until one has no element where it is to have
    /// the next. Where lengths change meanwhile, or a list's enumerator has ended with a failure, it reads by position.
    /// </summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(InterleavedView<T, TMap> view, int start) : GuardedEnumerator<T>(view, start)
    {
        private readonly (SeqEnumerator<T>? Elements, int Next)[] passes =
            new (SeqEnumerator<T>?, int)[view.Lists.Length];

        private Func<(int List, int Index)>? locations;

        protected override bool MoveTo(int index)
        {
            if (passes.Length == 0)
            {
                return false;
            }

            locations ??= view.Locations(index);
            return MoveTo(locations());
        }

        protected override void Close()
        {
            Failures failures = new();
            foreach (var (elements, _) in passes)
            {
                failures.Try([DebuggerStepThrough, StackTraceHidden] () => elements?.Dispose());
            }

            failures.ThrowIfAny();
        }

        private bool MoveTo((int List, int Index) location)
        {
            var list = view.Lists[location.List];
            ref var pass = ref passes[location.List];
            if (pass.Elements is null)
            {
                pass = (list.Enumerate(location.Index), location.Index);
            }

            if (pass.Next == location.Index)
            {
                pass.Next++;
                if (pass.Elements.MoveNext())
                {
                    return Show(pass.Elements.Current);
                }
            }

            return location.Index < list.CountNow() && Show(list.ReadAt(location.Index));
        }
    }
}
