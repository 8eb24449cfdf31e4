using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view whose source is watched while it is evaluated.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class WatchedView<T>(SeqView<T> source, IWatch watch, ViewOrigin origin)
    : OperatorView<T>(origin, source.Length, source)
{
    internal override bool PrefersPass => source.PrefersPass;

    internal override T Read(int index)
    {
        var beginning = watch.Begin();
        var elements = 0;
        try
        {
            var element = source.Read(index);
            elements = 1;
            return element;
        }
        catch (Exception e) when (Passes(e, index))
        {
            throw;
        }
        finally
        {
            watch.End(beginning, elements);
        }
    }

    internal override async ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken)
    {
        var beginning = watch.Begin();
        var elements = 0;
        try
        {
            var element = await source.ReadAsync(index, cancellationToken).ConfigureAwait(false);
            elements = 1;
            return element;
        }
        catch (Exception e) when (Passes(e, index))
        {
            throw;
        }
        finally
        {
            watch.End(beginning, elements);
        }
    }

    internal override SeqEnumerator<T> Enumerate(int start) => new Pass(this, source.Enumerate(start), start);

    internal override SeqEnumerator<T> EnumeratePart(int start, int count) =>
        new Pass(this, source.EnumeratePart(start, count), start);

    internal override void Fill(int start, Span<T> destination)
    {
        var beginning = watch.Begin();
        var elements = 0;
        try
        {
            source.Fill(start, destination);
            elements = destination.Length;
        }
        catch (Exception e) when (Passes(e, start + (elements = ReadBefore(e, start))))
        {
            throw;
        }
        finally
        {
            watch.End(beginning, elements);
        }
    }

    internal override SeqView<T> Over(Substitution sources) => sources.Of(source);

    private Beginning Begin() => watch.Begin();

    private void End(Beginning beginning, int elements) => watch.End(beginning, elements);

    /// <summary>How many elements were read in bulk before one failed, whose position the source has told.</summary>
    private static int ReadBefore(Exception failure, int start) =>
        Math.Max(0, ((failure as EvaluationException)?.Position ?? start) - start);

    /// <summary>Notes a failure on its way out. It is a filter, which never holds.</summary>
    private bool Passes(Exception failure, int index)
    {
        watch.Fail(failure);
        return (failure as EvaluationException)?.PassedBy(this, index) ?? false;
    }

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(WatchedView<T> view, SeqEnumerator<T> source, int start) : SeqEnumerator<T>(start)
    {
        public override bool MoveNext()
        {
            if (!StepTo(out var index))
            {
                return false;
            }

            var beginning = view.Begin();
            var elements = 0;
            try
            {
                elements = source.MoveNext() ? 1 : 0;
            }
            catch (Exception e) when (view.Passes(e, index))
            {
                throw;
            }
            finally
            {
                view.End(beginning, elements);
            }

            if (elements == 0)
            {
                return End();
            }

            Current = source.Current;
            return true;
        }

        protected override void Close() => source.Dispose();
    }
}
