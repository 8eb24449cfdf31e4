using Benchmarks;

if (args is [BenchmarkSilo.Command, .. var place])
{
    await BenchmarkSilo.RunAsync(place);
    return;
}

await ClusterTables.RunAsync();
