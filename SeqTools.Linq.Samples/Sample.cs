using System.Globalization;

namespace Samples;

/// <summary>Something to run, chosen by its name on the command line.</summary>
internal sealed record Sample(string Name, string Arguments, string What, Func<string[], Task<int>> RunAsync)
{
    public Sample(string name, string arguments, string what, Func<string[], int> run)
        : this(name, arguments, what, args => Task.FromResult(run(args)))
    {
    }

    /// <summary>A sample whose size may be given.</summary>
    public static Sample Sized(
        string name, string counted, int usual, int least, string what, Func<int, Task<int>> runAsync) =>
        new(name, $"[{counted}]", what, args => args switch
        {
            [] => runAsync(usual),
            [var size] when int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count >= least =>
                runAsync(count),
            _ => Task.FromResult(Terminal.Refuse($"Give the number of {counted}, at least {least}, or nothing.")),
        });
}
