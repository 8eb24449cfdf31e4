using System.Globalization;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>The processes that this one has started. A zombie counts as gone.</summary>
internal static class Children
{
    public static int[] Running => Of(Environment.ProcessId);

    public static int[] Of(int parent) =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           where int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _)
           let process = int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)
           where StatusOf(process) is (not 'Z' and not 'X', var its) && its == parent
           select process,
    ];

    /// <summary>Whether a process runs, started by whomever, with such a value in its environment.</summary>
    public static bool IsAnyMarkedBy(string value) => Directory.EnumerateDirectories("/proc").Any(
        folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process)
            && IsRunning(process)
            && EnvironmentOf(process).Contains(value, StringComparison.Ordinal));

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
