using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views the elements of a list, each of which is kept in a folder after its first read, for this run of the
    /// program and later ones, as JSON.
    /// </summary>
    /// <remarks>
    /// <para>The elements, their order and the length are the source's. Reading an element that is in the folder reads
    /// its file and evaluates nothing; reading any other evaluates it and writes its file. Nothing is kept in memory:
    /// <c>AsCached</c> behind it does that. A failure is not kept, and <see langword="null"/> is.</para>
    /// <para>A manifest in the folder says of which <paramref name="version"/>, which type and which format the
    /// elements are. A folder that holds anything else, or that is not empty and has no manifest, is refused: where
    /// the view is built if it is there then, else at the first read. What is computed is not compared: give another
    /// version whenever the functions before the cache, or the list, change.</para>
    /// <para>Several processes may use a folder at once, and may end at any moment: a file is in its place when it is
    /// whole, and not before. One that is damaged nevertheless is told by its length and checksum, reported, evaluated
    /// again and written anew. There are a thousand files in a folder at most. Nothing is ever deleted but what a
    /// killed process was just writing: to forget, delete the folder, at any moment. Reading writes nothing. Files are
    /// for their owner's eyes only, unless <paramref name="options"/> say otherwise.</para>
    /// <para>An element that several threads read at once is read or evaluated once, for all of them; the readers of
    /// other elements don't wait. Elements that read each other through the view, so that one needs itself, fail with
    /// an <see cref="InvalidOperationException"/>.</para>
    /// <para>JSON is what <see cref="System.Text.Json.JsonSerializer"/> makes of the type with fields included: what it
    /// leaves out, such as what a derived class has beyond the type, is left out on the second read. Views, such as
    /// batches, are arrays there: their elements are evaluated to be written, and who reads gets a view that holds
    /// them. Lists of arrays of numbers are kept as they are in memory, by another overload.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list whose elements are kept.</param>
    /// <param name="folder">The folder, which is made if there is none.</param>
    /// <param name="version">What the elements are; any text.</param>
    /// <param name="onDamaged">
    /// Is given each entry that could not be read. What it throws, the read throws, wrapped.
    /// </param>
    /// <param name="options">Who may read the files.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="folder"/> is empty or no path, or its owner may not read and write the files.
    /// </exception>
    /// <exception cref="InvalidOperationException">The folder holds something else, or is a file.</exception>
    /// <exception cref="NotSupportedException">
    /// The type, or one that it holds, can't be written as JSON and read again.
    /// </exception>
    /// <example><code>
    /// using System.IO;
    ///
    /// var folder = Directory.CreateTempSubdirectory().FullName;
    /// var evaluations = 0;
    /// Console.WriteLine(Lengths()[1]); // (three, 5)
    /// Console.WriteLine(Lengths()[1]); // (three, 5)
    /// Console.WriteLine(evaluations); // 1
    /// Directory.Delete(folder, recursive: true);
    ///
    /// SeqView&lt;(string, int)> Lengths() =>
    ///     new[] { "one", "three" }
    ///         .Select(s => { evaluations++; return (s, s.Length); })
    ///         .AsCachedOnDisk(folder, version: "1");
    /// </code></example>
    [RequiresUnreferencedCode(JsonByReflection.Warning), RequiresDynamicCode(JsonByReflection.Warning)]
    public static DiskCachedView<TSource> AsCachedOnDisk<TSource>(
        this IReadOnlyList<TSource> source,
        string folder,
        string version,
        Action<DamagedCacheEntry>? onDamaged = null,
        DiskCacheOptions? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "") =>
        OnDisk(
            source, folder, version, JsonByReflection.SerializerOf<TSource>(), JsonFormat, onDamaged, options, filePath,
            lineNumber, memberName);

    /// <summary>
    /// Views the elements of a list, each of which is kept in a folder after its first read, as JSON that is written
    /// and read without reflection.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="AsCachedOnDisk{TSource}(
    ///     IReadOnlyList{TSource}, string, string, Action{DamagedCacheEntry}?, DiskCacheOptions?, CallerInfo,
    ///     string, int, string)"/>,
    /// for programs that are trimmed or compiled ahead of time.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list whose elements are kept.</param>
    /// <param name="folder">The folder, which is made if there is none.</param>
    /// <param name="version">What the elements are; any text.</param>
    /// <param name="jsonTypeInfo">
    /// The type as JSON, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.
    /// </param>
    /// <param name="onDamaged">
    /// Is given each entry that could not be read. What it throws, the read throws, wrapped.
    /// </param>
    /// <param name="options">Who may read the files.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="folder"/> is empty or no path, or its owner may not read and write the files.
    /// </exception>
    /// <exception cref="InvalidOperationException">The folder holds something else, or is a file.</exception>
    /// <exception cref="NotSupportedException">
    /// The type, or one that it holds, can't be written as JSON and read again.
    /// </exception>
    /// <example><code>
    /// using System.IO;
    /// using System.Text.Json;
    /// using System.Text.Json.Serialization.Metadata;
    ///
    /// var type = (JsonTypeInfo&lt;int>)JsonSerializerOptions.Default.GetTypeInfo(typeof(int));
    /// var folder = Directory.CreateTempSubdirectory().FullName;
    /// var lengths = new[] { "one", "three" }.Select(s => s.Length).AsCachedOnDisk(folder, version: "1", type);
    /// Console.WriteLine(lengths[1] + lengths[1]); // 10
    /// Directory.Delete(folder, recursive: true);
    /// </code></example>
    public static DiskCachedView<TSource> AsCachedOnDisk<TSource>(
        this IReadOnlyList<TSource> source,
        string folder,
        string version,
        JsonTypeInfo<TSource> jsonTypeInfo,
        Action<DamagedCacheEntry>? onDamaged = null,
        DiskCacheOptions? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(jsonTypeInfo);
        return OnDisk(
            source, folder, version, new JsonElementSerializer<TSource>(jsonTypeInfo), JsonByTypeInfo, onDamaged,
            options, filePath, lineNumber, memberName);
    }

    /// <summary>
    /// Views the elements of a list, each of which is kept in a folder after its first read, as the bytes that a
    /// serializer makes of it.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="AsCachedOnDisk{TSource}(
    ///     IReadOnlyList{TSource}, string, string, Action{DamagedCacheEntry}?, DiskCacheOptions?, CallerInfo,
    ///     string, int, string)"/>.
    /// The serializer never sees a <see langword="null"/> element.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list whose elements are kept.</param>
    /// <param name="folder">The folder, which is made if there is none.</param>
    /// <param name="version">What the elements are, and how the serializer writes them; any text.</param>
    /// <param name="serializer">
    /// Makes bytes of an element, and an element of bytes: <see cref="ElementSerializer.Create"/> makes it of two
    /// functions. What it throws is wrapped in an <see cref="EvaluationException"/> at the read, and so it is if it
    /// makes <see langword="null"/> of what was not.
    /// </param>
    /// <param name="onDamaged">
    /// Is given each entry that could not be read. What it throws, the read throws, wrapped.
    /// </param>
    /// <param name="options">Who may read the files.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="folder"/> is empty or no path, or its owner may not read and write the files.
    /// </exception>
    /// <exception cref="InvalidOperationException">The folder holds something else, or is a file.</exception>
    /// <example><code>
    /// using System.Buffers;
    /// using System.IO;
    ///
    /// var folder = Directory.CreateTempSubdirectory().FullName;
    /// var serializer = ElementSerializer.Create&lt;int>(
    ///     (number, writer) => writer.Write(BitConverter.GetBytes(number)), BitConverter.ToInt32);
    /// var lengths = new[] { "one", "three" }.Select(s => s.Length).AsCachedOnDisk(folder, version: "1", serializer);
    /// Console.WriteLine(lengths[1] + lengths[1]); // 10
    /// Directory.Delete(folder, recursive: true);
    /// </code></example>
    public static DiskCachedView<TSource> AsCachedOnDisk<TSource>(
        this IReadOnlyList<TSource> source,
        string folder,
        string version,
        IElementSerializer<TSource> serializer,
        Action<DamagedCacheEntry>? onDamaged = null,
        DiskCacheOptions? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(serializer);
        return OnDisk(
            source, folder, version, serializer, "own format", onDamaged, options, filePath, lineNumber, memberName);
    }

    /// <summary>
    /// Views the arrays in a list, each of which is kept in a folder after its first read, as it is in memory.
    /// </summary>
    /// <remarks>
    /// As
    /// <see cref="AsCachedOnDisk{TSource}(
    ///     IReadOnlyList{TSource}, string, string, Action{DamagedCacheEntry}?, DiskCacheOptions?, CallerInfo,
    ///     string, int, string)"/>,
    /// for bytes, numbers, and structures of them. A folder from a machine of another byte order is refused.
    /// </remarks>
    /// <typeparam name="TValue">The type of what is in the arrays.</typeparam>
    /// <param name="source">The list whose elements are kept.</param>
    /// <param name="folder">The folder, which is made if there is none.</param>
    /// <param name="version">What the elements are; any text.</param>
    /// <param name="onDamaged">
    /// Is given each entry that could not be read. What it throws, the read throws, wrapped.
    /// </param>
    /// <param name="options">Who may read the files.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="folder"/> is empty or no path, or its owner may not read and write the files.
    /// </exception>
    /// <exception cref="InvalidOperationException">The folder holds something else, or is a file.</exception>
    /// <example><code>
    /// using System.IO;
    ///
    /// var folder = Directory.CreateTempSubdirectory().FullName;
    /// var rows = Seq.Generate(3, i => new[] { 0.5 * i, 2.0 * i }).AsCachedOnDisk(folder, version: "1");
    /// Console.WriteLine(string.Join(" ", rows[2])); // 1 4
    /// Directory.Delete(folder, recursive: true);
    /// </code></example>
    public static DiskCachedView<TValue[]> AsCachedOnDisk<TValue>(
        this IReadOnlyList<TValue[]> source,
        string folder,
        string version,
        Action<DamagedCacheEntry>? onDamaged = null,
        DiskCacheOptions? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
        where TValue : unmanaged =>
        OnDisk(
            source, folder, version, new RawSerializer<TValue>(), RawSerializer<TValue>.Layout, onDamaged, options,
            filePath, lineNumber, memberName);

    private const string JsonFormat = "JSON";
    private const string JsonByTypeInfo = "JSON of a JsonTypeInfo";

    private static DiskCachedView<T> OnDisk<T>(
        IReadOnlyList<T> source, string folder, string version, IElementSerializer<T> serializer, string format,
        Action<DamagedCacheEntry>? onDamaged, DiskCacheOptions? options, string filePath, int lineNumber,
        string memberName)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(version);
        if (folder.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("There is a null character in the path.", nameof(folder));
        }

        var fileMode = (options ?? new()).FileMode;
        if (!fileMode.HasFlag(DiskCacheOptions.OwnerOnly))
        {
            throw new ArgumentException(
                $"The owner must be able to read and write the files of a cache; {fileMode} is not enough.",
                nameof(options));
        }

        DiskManifest manifest = new(version, typeof(T), format);
        DiskFolder files = new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), manifest, fileMode);
        files.CheckAhead();
        ViewOrigin origin = new(
            nameof(AsCachedOnDisk), $"folder: {folder}, version: {version}", filePath, lineNumber, memberName);
        return new(ListView.Of(source), new(files, new(manifest), serializer, onDamaged), origin);
    }
}
