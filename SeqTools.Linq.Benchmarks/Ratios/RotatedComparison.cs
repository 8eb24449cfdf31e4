using System.Runtime;

namespace Benchmarks.Ratios;

/// <summary>One way to a result: by this library, by a peer, by hand.</summary>
internal sealed record Way(string Name, Func<object> Run);

/// <summary>What a way took in one process: nanoseconds an operation in each round, and bytes an operation.</summary>
internal sealed record Measured(string Way, double[] Rounds, double Bytes)
{
    public double LowerQuartile => Quartile(1);

    public double UpperQuartile => Quartile(3);

    private double Quartile(int number) => Rounds.Order().ElementAt(Rounds.Length * number / 4);
}

/// <summary>
/// Ways to the same result, timed in rounds. The first is this library's, the second the peer that it is compared with.
/// </summary>
/// <remarks>
/// Who runs after a way that leaves garbage, or data in the caches, pays or gains by it. So each round begins with
/// another way, every second one goes backwards, and each way starts from a collected heap.
/// </remarks>
internal sealed class RotatedComparison(string name, int operations, params Way[] ways)
{
    /// <summary>In nanoseconds: what a way runs for at least, each time its turn comes.</summary>
    private const double Turn = 1e6;

    /// <summary>In nanoseconds: how long the compiler has had nothing to do when all is taken to be compiled.</summary>
    private const double Quiet = 100e6;

    public string Name => name;

    /// <summary>What the row is to keep to, where that has been said.</summary>
    public Reach? Reach { get; init; }

    /// <summary>What the process does before it meets the ways.</summary>
    public Action? Beforehand { get; init; }

    /// <summary>Whether the ways start threads: only wall time tells what they take then.</summary>
    public bool HasThreads { get; init; }

    /// <summary>Each way begins as many rounds as any other, as many forwards as backwards.</summary>
    private int Rounds => 2 * ways.Length * (HasThreads ? 1 : 4);

    public IReadOnlyList<Measured> Measure()
    {
        if (Beforehand is not null)
        {
            WarmUp(Beforehand);
        }

        CheckThatResultsAreTheSame();
        WarmUp(() => Array.ForEach(ways, way => way.Run()));
        var repeats = 1;
        while (ways.Sum(way => Time(way, repeats)) < Turn * ways.Length)
        {
            repeats *= 2;
        }

        var times = Array.ConvertAll(ways, _ => new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            for (var turn = 0; turn < ways.Length; turn++)
            {
                var place = round % 2 == 0 ? turn : ways.Length - 1 - turn;
                var way = ((round / 2) + place) % ways.Length;
                times[way][round] = Time(ways[way], repeats) / repeats / operations;
            }
        }

        return [.. ways.Zip(times, (way, rounds) => new Measured(way.Name, rounds, BytesOf(way)))];
    }

    private static bool AreSame(object expected, object actual) =>
        expected is IEnumerable<int> numbers
            ? numbers.SequenceEqual((IEnumerable<int>)actual)
            : expected.Equals(actual);

    /// <summary>Runs it until the compiler, which compiles again what runs often, has had nothing to do.</summary>
    private void WarmUp(Action run)
    {
        var (compiled, since) = (0L, Now());
        while (Now() - since < Quiet)
        {
            run();
            var now = JitInfo.GetCompiledMethodCount();
            if (now != compiled)
            {
                (compiled, since) = (now, Now());
            }
        }
    }

    private void CheckThatResultsAreTheSame()
    {
        var expected = ways[0].Run();
        foreach (var way in ways)
        {
            if (!AreSame(expected, way.Run()))
            {
                throw new InvalidOperationException($"{name}: {way.Name} gives another result than {ways[0].Name}.");
            }
        }
    }

    private double Time(Way way, int repeats)
    {
        GC.Collect();
        var start = Now();
        for (var i = 0; i < repeats; i++)
        {
            way.Run();
        }

        return Now() - start;
    }

    private double Now() => HasThreads ? Clock.Wall() : Clock.Thread();

    private double BytesOf(Way way)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        way.Run();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / operations;
    }
}
