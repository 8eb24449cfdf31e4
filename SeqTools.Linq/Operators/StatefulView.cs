using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view whose function has states, which it owns: what <c>SelectWith</c> returns.</summary>
/// <remarks>It can be read from several threads: no two evaluations have one state at a time.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
[DebuggerStepThrough, StackTraceHidden]
public sealed class StatefulView<T> : SeqView<T>, IDisposable, IAsyncDisposable
{
    /// <summary>It has this view's origin, and leaves its frames.</summary>
    private readonly SeqView<T> elements;
    private readonly IStates states;

    internal StatefulView(SeqView<T> elements, IStates states, ViewOrigin origin)
        : base(origin, elements.Length, isComputedAhead: elements.IsComputedAhead)
    {
        this.elements = elements;
        this.states = states;
    }

    /// <inheritdoc/>
    public override int Count => CountNow();

    /// <inheritdoc/>
    protected override IReadOnlyList<object> Sources => ((IView)elements).Sources;

    internal override bool PrefersPass => elements.PrefersPass;

    internal override bool ReadsByIndex => elements.ReadsByIndex;

    internal override int Calls => elements.Calls;

    /// <summary>
    /// Disposes of the states: of those that are idle at once, of those that are in use when their evaluation is done.
    /// Later reads throw <see cref="ObjectDisposedException"/>.
    /// </summary>
    /// <remarks>
    /// It never throws: what a state throws when it is disposed of is told by
    /// <see cref="TaskScheduler.UnobservedTaskException"/>, and the others are disposed of nevertheless. A state that
    /// is <see cref="IAsyncDisposable"/> only is not waited for: use <see cref="DisposeAsync"/>.
    /// </remarks>
    public void Dispose() => states.End();

    /// <summary>
    /// Disposes of the states as <see cref="Dispose"/> does, asynchronously where they can be, and waits for the idle
    /// ones.
    /// </summary>
    /// <returns>What completes when no idle state is left.</returns>
    public ValueTask DisposeAsync() => states.EndAsync();

    /// <inheritdoc/>
    protected override T GetItem(int index) => Read(index);

    internal override T Read(int index) => elements.Read(index);

    internal override ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken) =>
        elements.AwaitAsync(index, cancellationToken);

    internal override T Get(int index, ref LastCall call) => elements.Get(index, ref call);

    internal override EvaluationException? Tell(Exception failure, int index, ref LastCall call) =>
        elements.Tell(failure, index, ref call);

    internal override SeqEnumerator<T> Enumerate(int start) => elements.Enumerate(start);

    internal override SeqEnumerator<T> EnumeratePart(int start, int count) => elements.EnumeratePart(start, count);

    internal override void Fill(int start, Span<T> destination) => elements.Fill(start, destination);

    /// <summary>With the same states, which this view owns.</summary>
    internal override SeqView<T> Over(Substitution sources) =>
        new StatefulView<T>(elements.Over(sources), states, Origin);
}
