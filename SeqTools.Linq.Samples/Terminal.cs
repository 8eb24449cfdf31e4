using System.Globalization;
using Spectre.Console;

namespace Samples;

/// <summary>What the samples write to.</summary>
internal static class Terminal
{
    public static void Title(string text) =>
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"\n[bold]{text}[/]\n");

    /// <summary>Writes a line as it is: no markup, and no breaks that would tear file names apart.</summary>
    public static void Print(string text) => Console.WriteLine(text);

    /// <summary>Says why nothing was done.</summary>
    /// <returns>The exit code.</returns>
    public static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }

    public static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
}
