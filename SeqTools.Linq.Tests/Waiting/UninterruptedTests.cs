namespace SeqTools.Linq.Tests.Waiting;

internal sealed class UninterruptedTests
{
    [Test]
    public void A_task_is_completed_without_the_interrupt_which_comes_afterwards()
    {
        Exception? during = null;
        var wasInterruptedThen = false;
        var task = new TaskCompletionSource();
        task.Task.ContinueWith(
            _ => during = Caught(() => Thread.Sleep(1)), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var thread = new Thread(() =>
        {
            Thread.CurrentThread.Interrupt();
            Uninterrupted.Complete(task);
            wasInterruptedThen = Caught(() => Thread.Sleep(1)) is ThreadInterruptedException;
        });
        thread.Start();
        thread.Join();

        task.Task.IsCompletedSuccessfully.ShouldBeTrue();
        during.ShouldBeNull();
        wasInterruptedThen.ShouldBeTrue();
    }

    private static Exception? Caught(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (ThreadInterruptedException e)
        {
            return e;
        }
    }
}
