namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>Holds whoever comes until it is opened, and says when someone came.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Pass()
    {
        reached.TrySetResult();
        Patience.Await(opened.Task);
    }

    public void AwaitArrival() => Patience.Await(reached.Task);

    public void Open() => opened.TrySetResult();
}
