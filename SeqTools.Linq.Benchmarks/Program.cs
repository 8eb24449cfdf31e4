using BenchmarkDotNet.Running;
using Benchmarks.Processes;
using Benchmarks.Ratios;

if (args is ["ratios", .. var arguments])
{
    RatioTables.Run(arguments);
    return;
}

if (args is ["transfer"])
{
    TransferTable.Run();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
