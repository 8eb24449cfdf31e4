namespace SeqTools.Linq.Orleans;

/// <summary>Waits for calls.</summary>
internal static class CallExtensions
{
    /// <summary>The answer of a call, unless the time is over before. What comes of it then may fail unseen.</summary>
    public static Task<TAnswer> WithinAsync<TAnswer>(
        this Task<TAnswer> call, TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        _ = call.ContinueWith(
            static call => call.Exception, CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return call.WaitAsync(time.ForTimer(), clock, cancellationToken);
    }
}
