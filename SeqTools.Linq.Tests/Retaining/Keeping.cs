namespace SeqTools.Linq.Tests.Retaining;

/// <summary>A view that keeps what was evaluated: what all of them promise is tested on each.</summary>
internal sealed record Keeping(string Text, Func<IReadOnlyList<string?>, SeqView<string?>> View)
{
    public static Keeping[] All { get; } =
    [
        new("AsCached(100)", source => source.AsCached(100)),
        new("Memoize()", source => source.Memoize()),
        new("AsCachedOnDisk(folder)", source => source.AsCachedOnDisk(TemporaryFolder.New(), "1")),
    ];

    public override string ToString() => Text;
}
