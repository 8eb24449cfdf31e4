using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// The elements of a list whose enumerator is no code of the user. It is asked for at the first step, and the end is
/// final.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal struct KnownListSteps<T>(List<T> list)
{
    private static readonly List<T> Nothing = [];

    /// <summary>Those of nothing before the first step and after the end: a step asks for nothing else.</summary>
    private List<T>.Enumerator elements = Nothing.GetEnumerator();
    private bool wasOpened;

    public readonly T Current => elements.Current;

    public bool MoveNext() => elements.MoveNext() || IsFirstOfList();

    public void End()
    {
        wasOpened = true;
        elements = Nothing.GetEnumerator();
    }

    private bool IsFirstOfList()
    {
        if (!wasOpened)
        {
            wasOpened = true;
            elements = list.GetEnumerator();
            if (elements.MoveNext())
            {
                return true;
            }
        }

        End();
        return false;
    }
}
