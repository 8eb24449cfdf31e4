namespace SeqTools.Linq.Processes.Tests;

internal static class Program
{
    private static void Main()
    {
    }
}
