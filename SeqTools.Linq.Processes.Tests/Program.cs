using System.Globalization;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>
/// The entry point of this assembly when a test starts it as a process: it starts workers, says which, and ends in one
/// way or another.
/// </summary>
internal static class Program
{
    public enum End
    {
        Return,
        Throw,
        Wait,
        StartUntilInterrupted,
        ReadUntilInterrupted,
        DisposeAndReturn,
    }

    private static int seen;

    /// <summary>What runs this assembly as a program.</summary>
    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static void Main(string[] args)
    {
        var end = Enum.Parse<End>(args[0]);
        if (end == End.StartUntilInterrupted)
        {
            StartWorkers(int.Parse(args[1], CultureInfo.InvariantCulture));
            return;
        }

        if (end == End.ReadUntilInterrupted)
        {
            Read();
            return;
        }

        if (end == End.DisposeAndReturn)
        {
            DisposeAndReturn();
            return;
        }

        var view = Recipe.Of(Recipes.Sleepers, 100).InProcesses(2, 4);
        _ = view.Count;
        var reading = Task.Run(() => view[0]);
        Children.Await(() => Children.Running.Length == 2);
        Console.WriteLine(string.Join(' ', Children.Running));
        switch (end)
        {
            case End.Throw:
                throw new InvalidOperationException("The end.");
            case End.Wait:
                reading.Wait();
                break;
        }
    }

    /// <summary>Leaves a worker that does not come to its end by itself.</summary>
    private static void DisposeAndReturn()
    {
        using var view = Recipe.Of(Recipes.Clinging, 10).InProcesses(1, 1);
        _ = view[0];
        Console.WriteLine(string.Join(' ', Children.Running));
    }

    /// <summary>Reads for longer than anybody waits, with workers that the first read starts.</summary>
    private static void Read()
    {
        using var view = Recipe.Of(Recipes.ProcessIds, int.MaxValue).InProcesses(2, 4);
        Console.WriteLine("starting");
        foreach (var processId in view)
        {
            Volatile.Write(ref seen, processId);
        }
    }

    /// <summary>
    /// Starts workers while Ctrl+C is pressed, which this process takes for nothing, and says which workers were lost,
    /// and when neither a process nor a descriptor is left of them.
    /// </summary>
    private static void StartWorkers(int rounds)
    {
        Console.CancelKeyPress += (_, press) => press.Cancel = true;
        var descriptors = int.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            StartWorkers();
            Children.Await(() => Children.Running is [] && Descriptors <= descriptors);
            descriptors = Math.Min(descriptors, Descriptors);
        }

        Console.WriteLine("nothing is left");
    }

    /// <summary>
    /// Shared memory, and pipes of which another process had the other end. The runtime opens pipes to itself, and
    /// files of assemblies, whenever it first needs them.
    /// </summary>
    private static int Descriptors => Directory.GetFiles("/proc/self/fd")
        .Select(descriptor => new FileInfo(descriptor).LinkTarget ?? "")
        .GroupBy(target => target)
        .Count(target => target.Key.Contains("seqtools", StringComparison.Ordinal)
            || (target.Key.StartsWith("pipe:", StringComparison.Ordinal) && target.Count() == 1));

    private static void StartWorkers()
    {
        using var view = Recipe.Of(Recipes.Squares, 10).InProcesses(2, 4);
        Console.WriteLine("starting");
        var squares = view.ToArray();
        Console.WriteLine($"round {squares[^1]} {view.Statistics.Processes.WorkersLost} lost");
    }
}
