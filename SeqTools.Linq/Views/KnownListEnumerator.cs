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
