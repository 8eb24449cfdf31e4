using System.Globalization;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>The processes that this one has started. A zombie counts as gone.</summary>
internal static class Children
{
    public static int[] Running =>
    [
        .. All.Where(
            process => StatusOf(process) is (not 'Z' and not 'X', var parent) && parent == Environment.ProcessId),
    ];

    /// <summary>Whether a process runs, started by whomever, with such a value in its environment.</summary>
    public static bool IsAnyMarkedBy(string value) => All.Any(
        process => IsRunning(process) && EnvironmentOf(process).Contains(value, StringComparison.Ordinal));

    public static bool IsRunning(int process) => StatusOf(process) is not null and not ('Z' or 'X', _);

    public static void AwaitNone() => Await(() => Running is []);

    public static void AwaitEnd(IReadOnlyCollection<int> processes) => Await(() => !processes.Any(IsRunning));

    /// <summary>To look is not cheap: there is a pause between two looks.</summary>
    public static void Await(Func<bool> holds) => Patience.Until(() =>
    {
        if (holds())
        {
            return true;
        }

        Thread.Sleep(5);
        return false;
    });

    /// <summary>All processes of the machine, zombies among them.</summary>
    private static IEnumerable<int> All =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where name.All(char.IsAsciiDigit)
        select int.Parse(name, CultureInfo.InvariantCulture);

    private static string EnvironmentOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static (char State, int Parent)? StatusOf(int process)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{process}/stat");
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
