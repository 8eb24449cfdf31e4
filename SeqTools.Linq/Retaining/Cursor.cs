using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// An enumerator over a sequence that can start over, and the element that it stands on, which stays when the
/// enumerator has ended.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal struct Cursor<T>
{
    private IEnumerator<T>? elements;

    public T Current { get; private set; }

    public void Start(IEnumerable<T> sequence)
    {
        Close();
        Current = default!;
        elements = sequence.GetEnumerator();
    }

    public bool MoveNext()
    {
        if (!elements!.MoveNext())
        {
            return false;
        }

        Current = elements.Current;
        return true;
    }

    /// <summary>Whether the sequence goes on. Whether it does or not, the enumerator is of no use after that.</summary>
    public readonly bool HasMore() => elements!.MoveNext();

    public void Close()
    {
        var ended = elements;
        elements = null;
        ended?.Dispose();
    }
}
