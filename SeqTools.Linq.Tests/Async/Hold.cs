namespace SeqTools.Linq.Tests.Async;

/// <summary>
/// Where an awaited function stays until it is let go: what <see cref="Prefetching.Gate"/> is to functions that block.
/// </summary>
/// <param name="heedsToken">Whether a cancelled token ends the stay.</param>
internal sealed class Hold(bool heedsToken = true)
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when someone has come.</summary>
    public Task Reached => reached.Task;

    /// <summary>Completes when the token of whoever has come is cancelled.</summary>
    public Task Cancelled => cancelled.Task;

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() =>
        {
            cancelled.TrySetResult();
            told.TrySetResult();
        });
        reached.TrySetResult();
        await (heedsToken ? Task.WhenAny(opened.Task, told.Task) : opened.Task);
        if (heedsToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public void Open() => opened.TrySetResult();
}
