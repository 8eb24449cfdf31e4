namespace SeqTools.Linq;

/// <summary>
/// An entry of a cache on disk that cannot be read, as <c>AsCachedOnDisk</c> reports it: its element is evaluated
/// again, and the entry written anew.
/// </summary>
/// <param name="Index">The position of the element.</param>
/// <param name="Path">The file.</param>
/// <param name="Reason">What is wrong with it.</param>
public readonly record struct DamagedEntry(int Index, string Path, string Reason);
