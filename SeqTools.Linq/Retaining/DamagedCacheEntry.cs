namespace SeqTools.Linq;

/// <summary>
/// An entry of a cache on disk that cannot be read, as <c>AsCachedOnDisk</c> reports it: its element is evaluated
/// again, and the entry written anew.
/// </summary>
public readonly record struct DamagedCacheEntry
{
    /// <summary>The position of the element.</summary>
    public int Index { get; init; }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// What reading the file threw; <see langword="null"/> where it was read, and is not what was written.
    /// </summary>
    public Exception? Exception { get; init; }

    /// <summary>The entry on one line.</summary>
    /// <returns>The position, the file and the reason; what controls a terminal is escaped.</returns>
    public override string ToString() => $"Element {Index} in {PlainText.Of(Path)}: {PlainText.Of(Reason)}";
}
