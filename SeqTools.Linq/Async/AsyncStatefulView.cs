using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// An awaited view whose function has states, which it owns: what <c>SelectWithAsync</c> returns.
/// </summary>
/// <remarks>It can be read by several readers at once: no two evaluations have one state at a time.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class AsyncStatefulView<T> : AsyncSeqView<T>, IDisposable, IAsyncDisposable
{
    private readonly AsyncStatefulStage<T> stage;

    internal AsyncStatefulView(AsyncStatefulStage<T> stage, ViewOrigin origin)
        : base(origin, stage.Source.Length)
    {
        this.stage = stage;
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => stage.Source.UserSources;

    /// <inheritdoc cref="StatefulView{T}.Dispose"/>
    public void Dispose() => stage.End();

    /// <inheritdoc cref="StatefulView{T}.DisposeAsync"/>
    public ValueTask DisposeAsync() => stage.EndAsync();

    /// <inheritdoc/>
    protected override ValueTask<T> GetItemAsync(int index, CancellationToken cancellationToken) =>
        EvaluateAsync(index, cancellationToken);

    internal override ValueTask<T> EvaluateAsync(int index, CancellationToken cancellationToken) =>
        stage.EvaluateAsync(this, index, cancellationToken);
}
