namespace SeqTools.Linq.Tests.Prefetching;

[TestFixture(100)]
[TestFixture(700, Category = "Long")]
internal sealed class WorkerStartRetryTests(int rounds)
{
    [Test, CancelAfter(240_000)]
    public void Workers_that_fail_to_start_leave_no_reader_waiting(
        [Values(1, 3)] int readers, [Values] bool asynchronously)
    {
        for (var round = 0; round < rounds; round++)
        {
            var attempts = round;
            using var view = Seq.Range(0, 20).AsPrefetched(1, 2, new()
            {
                OnWorkerStart = _ =>
                {
                    if (Interlocked.Increment(ref attempts) % 4 != 0)
                    {
                        throw new TimeoutException();
                    }
                },
            });
            var reads = Enumerable.Range(0, readers)
                .Select(reader => Patience.Start(() => ReadUntilThere(reader)))
                .ToArray();

            Patience.Await(Task.WhenAll(reads));

            void ReadUntilThere(int index)
            {
                for (var isThere = false; !isThere;)
                {
                    try
                    {
                        (asynchronously ? Patience.Await(view.GetAsync(index).AsTask()) : view[index]).ShouldBe(index);
                        isThere = true;
                    }
                    catch (EvaluationException e) when (e.InnerException is TimeoutException)
                    {
                        isThere = false;
                    }
                }
            }
        }
    }
}
