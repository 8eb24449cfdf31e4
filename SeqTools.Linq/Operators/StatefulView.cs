using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view whose function has states, which it owns: what <c>SelectWith</c> returns.</summary>
/// <remarks>It can be read from several threads: no two evaluations have one state at a time.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class StatefulView<T> : SeqView<T>, IDisposable, IAsyncDisposable
{
    private readonly StatefulStage<T> stage;

    internal StatefulView(StatefulStage<T> stage, ViewOrigin origin)
        : base(origin, stage.Source.Length)
    {
        this.stage = stage;
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => stage.Source.UserSources;

    internal override bool PrefersPass => stage.PrefersPass;

    /// <summary>
    /// Disposes of the states: of those that are idle at once, of those that are in use when their evaluation is done.
    /// Later reads throw <see cref="ObjectDisposedException"/>.
    /// </summary>
    /// <remarks>
    /// It never throws: what a state throws when it is disposed of is told by
    /// <see cref="TaskScheduler.UnobservedTaskException"/>, and the others are disposed of nevertheless. A state that
    /// is <see cref="IAsyncDisposable"/> only is not waited for: use <see cref="DisposeAsync"/>.
    /// </remarks>
    public void Dispose() => stage.End();

    /// <summary>
    /// Disposes of the states as <see cref="Dispose"/> does, asynchronously where they can be, and waits for the idle
    /// ones.
    /// </summary>
    /// <returns>What completes when no idle state is left.</returns>
    public ValueTask DisposeAsync() => stage.EndAsync();

    /// <inheritdoc/>
    protected override T GetItem(int index) => Read(index);

    internal override int Calls => stage.Calls;

    internal override T Read(int index)
    {
        LastCall call = default;
        try
        {
            return stage.Get(this, index, ref call);
        }
        catch (Exception e) when (Wrap(e, index, ref call) is { } failure)
        {
            throw failure;
        }
    }

    internal override T Get(int index, ref LastCall call) => stage.Get(this, index, ref call);

    internal override EvaluationException? Tell(Exception failure, int index, ref LastCall call) =>
        stage.Tell(this, failure, index, ref call);

    internal override SeqEnumerator<T> Enumerate(int start) => stage.Enumerate(this, start);

    internal override SeqEnumerator<T> EnumeratePart(int start, int count) => stage.EnumeratePart(this, start, count);

    internal override SeqView<T> Over(Substitution sources) => new StatefulView<T>(stage.Over(sources), Origin);
}
