namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>A pipeline that wants more workers than its process may have threads.</summary>
internal static class FewThreads
{
    public const string Command = "few-threads";

    public const int Count = 200;

    /// <summary>Reads all elements, and says what they add up to, and how many workers have evaluated them.</summary>
    /// <remarks>It says something before it has workers: the first time, the console starts a thread.</remarks>
    public static void Run()
    {
        Console.WriteLine(ChildProcess.Ready);
        var workers = new HashSet<int>();
        using var view = Seq.Generate(Count, Evaluate)
            .AsPrefetched(10 * Count, 10 * Count, new() { OnWorkerStart = _ => { } });

        Console.WriteLine(view.Sum());
        Console.WriteLine(workers.Count);

        int Evaluate(int n)
        {
            Thread.Sleep(2);
            lock (workers)
            {
                workers.Add(Environment.CurrentManagedThreadId);
            }

            return n;
        }
    }
}
