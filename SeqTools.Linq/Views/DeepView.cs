using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>
/// Stands between every so many stages of a long chain, and has those beneath evaluated on a fresh stack where the
/// present one is short. It is no stage of the user's, and guards itself.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class DeepView<T>(SeqView<T> source)
    : OperatorView<T>(ViewOrigin.None, Length.WithRoom(source.Length), source)
{
    private readonly bool prefersPass = source.PrefersPass;
    private readonly bool readsByIndex = source.ReadsByIndex;

    internal override bool PrefersPass => prefersPass;

    internal override bool ReadsByIndex => readsByIndex;

    internal override int Levels => 1;

    internal override ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken) =>
        FreshStack.HasRoom ? source.ReadAsync(index, cancellationToken) : AwaitElsewhereAsync(index, cancellationToken);

    internal override T Read(int index) => FreshStack.HasRoom ? source.Read(index) : ReadElsewhere(index);

    internal override bool TryRead(int index, [MaybeNullWhen(false)] out T element) =>
        FreshStack.HasRoom ? source.TryRead(index, out element) : TryReadElsewhere(index, out element);

    internal override SeqEnumerator<T> Enumerate(int start) =>
        ReadsByIndex ? base.Enumerate(start)
        : FreshStack.HasRoom ? new Pass(source.Enumerate(start), start)
        : EnumerateElsewhere(start);

    internal override SeqEnumerator<T> EnumeratePart(int start, int count) =>
        ReadsByIndex ? base.EnumeratePart(start, count)
        : FreshStack.HasRoom ? new Pass(source.EnumeratePart(start, count), start)
        : EnumeratePartElsewhere(start, count);

    internal override void Fill(int start, Span<T> destination)
    {
        if (FreshStack.HasRoom)
        {
            source.Fill(start, destination);
            return;
        }

        FillElsewhere(start, destination.Length).CopyTo(destination);
    }

    internal override SeqView<T> Over(Substitution sources) => new DeepView<T>(sources.Of(source));

    private ValueTask<T> AwaitElsewhereAsync(int index, CancellationToken cancellationToken) =>
        new(Task.Run(
            [DebuggerStepThrough, StackTraceHidden] () => source.ReadAsync(index, cancellationToken).AsTask(),
            CancellationToken.None));

    private T ReadElsewhere(int index) =>
        FreshStack.Evaluate([DebuggerStepThrough, StackTraceHidden] () => source.Read(index));

    private bool TryReadElsewhere(int index, [MaybeNullWhen(false)] out T element)
    {
        (var isThere, element) = FreshStack.Evaluate(
            [DebuggerStepThrough, StackTraceHidden] () => (source.TryRead(index, out var read), read));
        return isThere;
    }

    private Pass EnumerateElsewhere(int start) =>
        new(FreshStack.Evaluate([DebuggerStepThrough, StackTraceHidden] () => source.Enumerate(start)), start);

    private Pass EnumeratePartElsewhere(int start, int count) =>
        new(
            FreshStack.Evaluate([DebuggerStepThrough, StackTraceHidden] () => source.EnumeratePart(start, count)),
            start);

    private T[] FillElsewhere(int start, int count) => FreshStack.Evaluate(
        [DebuggerStepThrough, StackTraceHidden] () =>
        {
            var elements = new T[count];
            source.Fill(start, elements);
            return elements;
        });

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(SeqEnumerator<T> source, int start) : SeqEnumerator<T>(start)
    {
        public override bool MoveNext() =>
            (FreshStack.HasRoom ? source.MoveNext() : FreshStack.Evaluate(source.MoveNext))
                ? Show(source.Current)
                : End();

        protected override void Close()
        {
            if (FreshStack.HasRoom)
            {
                source.Dispose();
                return;
            }

            FreshStack.Evaluate([DebuggerStepThrough, StackTraceHidden] () =>
            {
                source.Dispose();
                return true;
            });
        }
    }
}
