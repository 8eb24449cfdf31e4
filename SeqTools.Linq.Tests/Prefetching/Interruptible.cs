namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>Threads that are interrupted at random moments, while they are here.</summary>
internal sealed class Interruptible
{
    private readonly List<Thread> threads = [];

    /// <summary>Whether this thread is one of them.</summary>
    public bool IsHere
    {
        get
        {
            var isHere = false;
            Despite(() =>
            {
                lock (threads)
                {
                    isHere = threads.Contains(Thread.CurrentThread);
                }
            });
            return isHere;
        }
    }

    /// <summary>Does what has to be done although the thread may be interrupted.</summary>
    public static void Despite(Action action)
    {
        while (true)
        {
            try
            {
                action();
                return;
            }
            catch (ThreadInterruptedException)
            {
                // The interrupt is spent.
            }
        }
    }

    /// <summary>Runs something on this thread; no interrupt is left behind.</summary>
    public void Run(Action action)
    {
        lock (threads)
        {
            threads.Add(Thread.CurrentThread);
        }

        try
        {
            action();
        }
        finally
        {
            Despite(() =>
            {
                lock (threads)
                {
                    threads.Remove(Thread.CurrentThread);
                }
            });
            Despite(() => Thread.Sleep(1));
        }
    }

    public void Interrupt(int times, Random random)
    {
        for (var time = 0; time < times; time++)
        {
            lock (threads)
            {
                if (threads.Count > 0)
                {
                    threads[random.Next(threads.Count)].Interrupt();
                }
            }

            Thread.SpinWait(random.Next(5_000));
        }
    }
}
