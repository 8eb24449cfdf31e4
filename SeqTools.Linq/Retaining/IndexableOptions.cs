namespace SeqTools.Linq;

/// <summary>What <c>AsIndexable</c> can be told beyond the count, the cache and the cursors.</summary>
/// <remarks>
/// Written in place: <c>AsIndexable(cacheSize: 8, options: new() { OnDiscard = frame => frame.Dispose() })</c>.
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <example><code>
/// using var frames = Frames().AsIndexable(count: 4, options: new()
/// {
///     SinglePass = true,
///     OnDiscard = frame =>
///     {
///         Console.WriteLine($"skipped {frame}"); // skipped frame 0
///     },
/// });
/// Console.WriteLine(frames[1]); // frame 1
///
/// static IEnumerable&lt;string> Frames()
/// {
///     for (var i = 0; i &lt; 4; i++)
///     {
///         yield return $"frame {i}";
///     }
/// }
/// </code></example>
public sealed class IndexableOptions<T>
{
    /// <summary>
    /// Is given each value that the sequence yielded and no reader got, once; for values to dispose of.
    /// </summary>
    /// <remarks>
    /// <para>These are the values that a cursor steps over, once they have left the cache; those that are passed to
    /// count the elements; and what is in the cache and under the cursors when the view is disposed. A value that was
    /// read belongs to its reader alone: it is not discarded, and it does not stay in the cache, so that reading the
    /// element again has a cursor go there again. The values of a sequence that is read by index, as a list, are all
    /// their reader's.</para>
    /// <para>It is called by the read that discards the value, one call at a time, and must not read the view. What it
    /// throws stops no cursor: the read throws it in the end, wrapped, and its element can be read again; or who
    /// disposes of the view throws it.</para>
    /// </remarks>
    public Action<T>? OnDiscard { get; init; }

    /// <summary>
    /// Whether the sequence is enumerated once and never again, because it can't be, or because that would be a
    /// mistake: a network stream, a pipe, a query that costs.
    /// </summary>
    /// <remarks>
    /// There is one cursor then, which never starts over. Reading an element that it has passed and that the cache does
    /// not have throws <see cref="InvalidOperationException"/>, and so does every read after the sequence has failed. A
    /// <c>foreach</c> over the view, too, reads by the cursor. The number of elements can't be counted: give it, or
    /// don't ask for it before the sequence has ended.
    /// </remarks>
    public bool SinglePass { get; init; }
}
