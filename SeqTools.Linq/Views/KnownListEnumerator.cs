using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Enumerates a list whose enumerator is no code of the user: that the list was modified is said as LINQ says it.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class KnownListEnumerator<T>(List<T> list) : SeqEnumerator<T>(start: 0)
{
    private List<T>.Enumerator elements;
    private bool isOpen;

    public override bool MoveNext()
    {
        LastCall none = default;
        var isThere = Advance(out var element, ref none);
        Current = element;
        return isThere;
    }

    internal override bool Advance(out T element, ref LastCall call)
    {
        if (HasEnded)
        {
            element = default!;
            return false;
        }

        if (!isOpen)
        {
            elements = list.GetEnumerator();
            isOpen = true;
        }

        var isThere = elements.MoveNext();
        element = elements.Current;
        return isThere || End();
    }

    protected override void Close() => elements.Dispose();
}
