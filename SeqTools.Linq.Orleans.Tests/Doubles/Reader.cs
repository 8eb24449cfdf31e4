using Orleans;

namespace SeqTools.Linq.Orleans.Tests;

/// <summary>A grain as users write them.</summary>
public interface IReader : IGrainWithIntegerKey
{
    Task<int> Read(string text);

    Task Fail();
}

public sealed class Reader : Grain, IReader
{
    public Task<int> Read(string text) => Task.FromResult(new[] { text }.Select(t => int.Parse(t))[0]);

    public Task Fail() => throw new RemoteEvaluationException("It failed.", "Some.Exception", "at Some.Method");
}
