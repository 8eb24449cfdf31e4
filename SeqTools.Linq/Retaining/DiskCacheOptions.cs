namespace SeqTools.Linq;

/// <summary>What <c>AsCachedOnDisk</c> can be told beyond the folder, the version and the format.</summary>
/// <remarks>
/// Written in place: <c>AsCachedOnDisk(folder, "1", options: new() { FileMode = … })</c>.
/// </remarks>
/// <example><code>
/// using System.IO;
///
/// // A cache that the group of the user may use, too.
/// var folder = Directory.CreateTempSubdirectory().FullName;
/// var squares = Seq.Range(0, 3).Select(n => n * n).AsCachedOnDisk(folder, "1", options: new()
/// {
///     FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite,
/// });
/// Console.WriteLine(squares[2]); // 4
/// Directory.Delete(folder, recursive: true);
/// </code></example>
public sealed class DiskCacheOptions
{
    internal const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Who may read and write the files that the cache makes. Who may read them may search its folder, and those in it.
    /// </summary>
    /// <value>
    /// <see cref="UnixFileMode.UserRead"/> and <see cref="UnixFileMode.UserWrite"/>, without which it can't be: nobody
    /// but the user whose program it is.
    /// </value>
    /// <remarks>
    /// What the process's <c>umask</c> takes away stays away. Folders and files that are there already stay as they
    /// are; missing folders above that of the cache are made as any other. On Windows it means nothing: files have the
    /// access rights of the folder.
    /// </remarks>
    public UnixFileMode FileMode { get; init; } = OwnerOnly;
}
