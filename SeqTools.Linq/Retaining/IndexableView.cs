using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A sequence as a list: what <c>AsIndexable</c> returns.</summary>
/// <remarks>It can be read from several threads.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class IndexableView<T> : SeqView<T>, IDisposable
{
    private readonly IEnumerable<T> sequence;
    private readonly Cursors<T> cursors;
    private readonly SeqView<T>? list;

    internal IndexableView(IEnumerable<T> sequence, SeqView<T>? list, Cursors<T> cursors, ViewOrigin origin)
        : base(origin, list?.Length ?? cursors.Length)
    {
        this.sequence = sequence;
        this.cursors = cursors;
        this.list = list;
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    public override IReadOnlyList<object> Sources => [sequence];

    /// <summary>Disposes of the enumerators of the cursors, which later reads cannot use: they throw <see cref="ObjectDisposedException"/>. Enumerations have enumerators of their own, which end with them.</summary>
    /// <remarks>What an enumerator throws when it is disposed is thrown here.</remarks>
    public void Dispose() => cursors.End();

    /// <inheritdoc/>
    protected override T GetItem(int index) => Read(index);

    internal override T Read(int index)
    {
        try
        {
            return list is not null ? list.Read(index) : ReadByCursor(index);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override SeqEnumerator<T> Enumerate(int start) =>
        start == 0 ? new SequenceEnumerator<T>(this, sequence, list is null ? cursors : null) : base.Enumerate(start);

    /// <summary>By the cursors, which go on with the next part where this one ends.</summary>
    internal override SeqEnumerator<T> EnumeratePart(int start, int count) => base.Enumerate(start);

    internal override SeqView<T> Over(Substitution sources) =>
        list is null ? this : new IndexableView<T>(sequence, sources.Of(list), cursors, Origin);

    private T ReadByCursor(int index) =>
        cursors.TryRead(index, out var value) ? value
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"There is no element {index} any more in {this}.");
}

/// <summary>Enumerates a sequence in one pass, and takes note of its end.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class SequenceEnumerator<T>(SeqView<T> view, IEnumerable<T> sequence, Cursors<T>? cursors) : SeqEnumerator<T>(start: 0)
{
    private IEnumerator<T>? elements;
    private bool hasFailed;

    public override bool MoveNext()
    {
        if (HasEnded)
        {
            return false;
        }

        var index = Step();
        if (!TryMove(index))
        {
            End();
            NoteEnd(index);
            return false;
        }

        if (cursors?.IsPastEnd(index) == true)
        {
            End();
            throw cursors.TooLong();
        }

        return true;
    }

    protected override void Close() => elements?.Dispose();

    /// <summary>Most enumerators end where they fail, which is not the end of the sequence.</summary>
    private void NoteEnd(int index)
    {
        if (!hasFailed)
        {
            cursors?.EndAt(index);
        }
    }

    private bool TryMove(int index)
    {
        var failedBefore = hasFailed;
        hasFailed = true;
        try
        {
            elements ??= sequence.GetEnumerator();
            var isThere = elements.MoveNext();
            Current = isThere ? elements.Current : default!;
            hasFailed = failedBefore;
            return isThere;
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, view, index);
        }
    }
}

/// <summary>The length of a sequence, which is told, or asked for, or counted. Whether there is an element is found out by going there.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class SequenceLength<T>(Cursors<T> cursors) : Length
{
    public override int Count => cursors.Count;

    public override bool Evaluates => cursors.KnownCount is null;

    /// <summary>An element that fails is there: reading it tells what failed.</summary>
    public override bool Holds(int index)
    {
        if (cursors.KnownCount is { } known)
        {
            return (uint)index < (uint)known;
        }

        try
        {
            return index >= 0 && cursors.TryRead(index, out _);
        }
        catch (EvaluationException)
        {
            return true;
        }
    }
}
