namespace SeqTools.Linq.Orleans.Tests;

/// <summary>The tests start this assembly as processes that they kill.</summary>
internal static class Program
{
    public static int Main() => 0;
}
