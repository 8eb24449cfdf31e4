using System.Diagnostics;
using System.Globalization;
using SeqTools.Linq.Tests.Retaining;
using SeqTools.Linq.Tests.Views;
using SeqTools.Linq.Tests.Waiting;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// The entry point of this assembly when a test starts it as a process: a <see cref="CacheWriter"/>, or workers that
/// are inside calls that never return when it ends, in one way or another.
/// </summary>
internal static class ChildProcess
{
    public const string Ready = "ready";

    public enum End
    {
        Return,
        Throw,
        WaitForSignal,
    }

    /// <summary>What starts it, its standard output redirected.</summary>
    public static ProcessStartInfo StartInfo(params string[] args) =>
        new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["exec", typeof(ChildProcess).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
        };

    private static void Main(string[] args)
    {
        if (args is [CacheWriter.Command, var folder, var first])
        {
            CacheWriter.Run(folder, int.Parse(first, CultureInfo.InvariantCulture));
            return;
        }

        if (args is [DeepChain.Command, var stage, var depth])
        {
            DeepChain.Run(stage, int.Parse(depth, CultureInfo.InvariantCulture));
            return;
        }

        if (args is [SmallPool.Command, var what])
        {
            SmallPool.Run(what);
            return;
        }

        if (args is [FewThreads.Command])
        {
            FewThreads.Run();
            return;
        }

        using var begun = new CountdownEvent(3);
        using var never = new ManualResetEventSlim();
        var view = Seq.Generate(100, i =>
        {
            if (i > 0)
            {
                begun.Signal();
                never.Wait();
            }

            return i;
        }).AsPrefetched(3, 4);
        Console.WriteLine(view[0]);
        begun.Wait();
        Console.WriteLine(Ready);
        switch (Enum.Parse<End>(args[0]))
        {
            case End.Throw:
                throw new InvalidOperationException("The end.");
            case End.WaitForSignal:
                never.Wait();
                break;
        }
    }
}
