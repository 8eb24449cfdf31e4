using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A list of parts of an awaited view, each of which an index map finds there.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class AsyncPartsView<T, TMap>(
    AsyncSeqView<T> source, IReadOnlyList<TMap> parts, Func<TMap, Length, Length> lengthOver, ViewOrigin origin)
    : OperatorView<AsyncSeqView<T>>(origin, Length.Fixed(parts.Count), source)
    where TMap : struct, IIndexMap
{
    internal override AsyncSeqView<T> Read(int index) =>
        new AsyncMapView<T, TMap>(source, parts[index], lengthOver(parts[index], source.Length), Origin);
}
