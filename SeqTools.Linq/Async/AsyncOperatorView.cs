using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// An awaited view of the library's own: its length is known where it is made, and its reads say themselves what user
/// code they guard.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class AsyncOperatorView<T>(ViewOrigin origin, Length length, params IView[] sources)
    : AsyncSeqView<T>(origin, length)
{
    public sealed override int Count => CountNow();

    protected override IReadOnlyList<object> Sources => [.. sources.SelectMany(source => source.UserSources)];

    internal abstract override ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken);

    protected sealed override ValueTask<T> GetItemAsync(int index, CancellationToken cancellationToken) =>
        EvaluateAsync(index, cancellationToken);
}
