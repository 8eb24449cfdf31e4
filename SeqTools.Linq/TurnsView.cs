using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view that reads each of several sources from its start to its end, now this one and now that one.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class TurnsView<T, TMap>(SeqView<T>[] lists, TMap map, Length length, ViewOrigin origin)
    : ListsView<T, TMap>(lists, map, length, origin)
    where TMap : struct, IListsMap
{
    internal override SeqEnumerator<T> Enumerate(int start) => new Enumerator(this, start);

    /// <summary>Enumerates every source in one pass, from where it is met first. Where lengths change amid the turns, it reads by position.</summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Enumerator(TurnsView<T, TMap> view, int start) : SeqEnumerator<T>(start)
    {
        private readonly (SeqEnumerator<T>? Elements, int Next)[] passes = new (SeqEnumerator<T>?, int)[view.Lists.Count];

        public override bool MoveNext()
        {
            var index = Step();
            if (HasEnded || index >= view.CountNow())
            {
                return End();
            }

            try
            {
                var (list, position) = view.Locate(index);
                ref var pass = ref passes[list];
                if (pass.Elements is null)
                {
                    pass = (view.Lists[list].Enumerate(position), position);
                }

                if (pass.Next != position)
                {
                    Current = view.Lists[list].Read(position);
                    return true;
                }

                pass.Next++;
                if (!pass.Elements.MoveNext())
                {
                    return End();
                }

                Current = pass.Elements.Current;
                return true;
            }
            catch (EvaluationException e) when (e.PassedBy(view, index))
            {
                throw;
            }
        }

        public override void Dispose()
        {
            foreach (var (elements, _) in passes)
            {
                elements?.Dispose();
            }
        }
    }
}
