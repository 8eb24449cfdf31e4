using SeqTools.Linq.Orleans.Tests.Processes;

namespace SeqTools.Linq.Orleans.Tests;

/// <summary>The tests start this assembly as silos that they kill.</summary>
internal static class Program
{
    public static Task Main(string[] args) => SiloProgram.RunAsync(SiloPlace.Parse(args));
}
