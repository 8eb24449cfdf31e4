using System.Globalization;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// Rounds that are drawn from their seed alone. The first seed is printed: SEQTOOLS_STRESS_SEED replays from there, and
/// SEQTOOLS_STRESS_ROUNDS says how many rounds (tens of thousands at night).
/// </summary>
internal static class StressRounds
{
    public static void Run(int usual, Func<int, StressRound> draw)
    {
        var rounds = Setting("SEQTOOLS_STRESS_ROUNDS") ?? usual;
        var first = Setting("SEQTOOLS_STRESS_SEED") ?? Environment.TickCount;
        TestContext.Out.WriteLine($"{rounds} rounds from seed {first}");
        for (var number = 0; number < rounds; number++)
        {
            using var round = draw(first + number);
            Run(round);
        }
    }

    private static void Run(StressRound round)
    {
        try
        {
            round.Run();
        }
        catch (Exception e)
        {
            throw new AssertionException($"{round}: {e}", e);
        }
    }

    private static int? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : null;
}
