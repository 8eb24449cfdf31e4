using BenchmarkDotNet.Running;
using Benchmarks.Ratios;

if (args is ["ratios", .. var arguments])
{
    RatioTables.Run(arguments);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
