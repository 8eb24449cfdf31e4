using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view that applies user code to each element of one source.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class ElementView<TSource, T>(SeqView<TSource> source, ViewOrigin origin)
    : OperatorView<T>(origin, source.Length, source)
{
    protected SeqView<TSource> Source => source;

    /// <summary>The rule of an element; what it throws is the user's.</summary>
    protected abstract T Apply(TSource element, int index);

    internal sealed override T Read(int index)
    {
        TSource element;
        try
        {
            element = source.Read(index);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }

        return Guard(element, index);
    }

    internal sealed override SeqEnumerator<T> Enumerate(int start) => new Enumerator(this, source.Enumerate(start), start);

    internal sealed override SeqEnumerator<T> EnumeratePart(int start, int count) =>
        new Enumerator(this, source.EnumeratePart(start, count), start);

    internal sealed override void Fill(int start, Span<T> destination)
    {
        if (!source.TryGetSpan(out var elements))
        {
            base.Fill(start, destination);
            return;
        }

        elements = elements.Slice(start, destination.Length);
        for (var i = 0; i < elements.Length; i++)
        {
            destination[i] = Guard(elements[i], start + i);
        }
    }

    private T Guard(TSource element, int index)
    {
        try
        {
            return Apply(element, index);
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, this, index);
        }
    }

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Enumerator(ElementView<TSource, T> view, SeqEnumerator<TSource> source, int start) : SeqEnumerator<T>(start)
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
                if (!source.MoveNext())
                {
                    return End();
                }
            }
            catch (EvaluationException e) when (e.PassedBy(view, index))
            {
                throw;
            }

            Current = view.Guard(source.Current, index);
            return true;
        }

        protected override void Close() => source.Dispose();
    }
}
