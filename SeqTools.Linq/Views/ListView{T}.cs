using System.Collections;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SeqTools.Linq;

/// <summary>
/// A view over any list, read as the user handed it in or by an adapter: its indexer, its enumerator and its count are
/// user code.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ListView<T>(IReadOnlyList<T> list, object userList, ViewOrigin origin)
    : OperatorView<T>(origin, Length.Of(list, userList))
{
    public object UserList => userList;

    protected override IReadOnlyList<object> Sources => [userList];

    internal override List<T>? KnownList => list as List<T>;

    internal override int Calls => 1;

    /// <summary>The collections of the base library are lists of this kind, lists that compute are not.</summary>
    internal override bool LiesInMemory => userList is IList;

    internal override T Read(int index)
    {
        try
        {
            return list[index];
        }
        catch (Exception e) when (EvaluationException.Catches(e))
        {
            throw EvaluationException.Of(e, this, index);
        }
    }

    internal override T Get(int index, ref LastCall call)
    {
        call.Number = Calls;
        return list[index];
    }

    internal override EvaluationException? Tell(Exception failure, int index, ref LastCall call) =>
        call.Number != Calls ? base.Tell(failure, index, ref call)
        : EvaluationException.Catches(failure) ? EvaluationException.Of(failure, this, index)
        : null;

    internal override SeqEnumerator<T> Enumerate(int start) => list switch
    {
        _ when start > 0 => base.Enumerate(start),
        List<T> known => new KnownListEnumerator<T>(known),
        _ => new ListEnumerator<T>(this, list),
    };

    /// <summary>By index, as LINQ reads a part of a list.</summary>
    internal override SeqEnumerator<T> EnumeratePart(int start, int count) =>
        list is List<T> known ? new KnownListPartEnumerator<T>(known, start) : base.Enumerate(start);

    internal override bool TryGetSpan(out ReadOnlySpan<T> span)
    {
        span = list is List<T> known ? CollectionsMarshal.AsSpan(known) : default;
        return list is List<T>;
    }
}
