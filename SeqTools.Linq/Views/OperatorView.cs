using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// A view of the library's own: its length is known where it is made, and its reads say themselves what user code they
/// guard.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal abstract class OperatorView<T>(ViewOrigin origin, Length length, params IView[] sources)
    : SeqView<T>(origin, length, isComputedAhead: Array.Exists(sources, static source => source.IsComputedAhead))
{
    public sealed override int Count => CountNow();

    protected override IReadOnlyList<object> Sources => [.. sources.SelectMany(source => source.UserSources)];

    private protected sealed override int CountLevels() => MostLevels(sources) + 1;

    internal abstract override T Read(int index);

    protected sealed override T GetItem(int index) => Read(index);
}
