using Orleans;
using Orleans.Concurrency;

namespace Benchmarks;

/// <summary>A grain as anybody would write it, to compare with.</summary>
public interface IPlain : IGrainWithIntegerKey
{
    Task<byte[]> Get(int size);
}

[StatelessWorker]
public sealed class Plain : Grain, IPlain
{
    public Task<byte[]> Get(int size) => Task.FromResult(new byte[size]);
}
