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
    }

    private static void Main(string[] args)
    {
        var end = Enum.Parse<End>(args[0]);
        if (end == End.StartUntilInterrupted)
        {
            StartWorkers(int.Parse(args[1], CultureInfo.InvariantCulture));
            return;
        }

        var view = Recipe.Of(Sleepers, 100).InProcesses(2, 4);
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

    /// <summary>Elements that sit in a native call.</summary>
    private static SeqView<int> Sleepers(int count) => Seq.Range(0, count).Select(n => (int)Native.Sleep(3600) + n);

    /// <summary>
    /// Starts workers while Ctrl+C is pressed, which this process takes for nothing, and says which workers were lost.
    /// </summary>
    private static void StartWorkers(int rounds)
    {
        Console.CancelKeyPress += (_, press) => press.Cancel = true;
        for (var round = 0; round < rounds; round++)
        {
            using var view = Recipe.Of(Recipes.Squares, 10).InProcesses(2, 4);
            Console.WriteLine("starting");
            var squares = view.ToArray();
            Console.WriteLine($"round {squares[^1]} {view.Statistics.Processes.WorkersLost} lost");
        }
    }
}
