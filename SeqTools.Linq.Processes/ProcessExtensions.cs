using System.Buffers;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Processes;

/// <summary>Ways to evaluate recipes in processes that depend on the type of their elements.</summary>
public static class ProcessExtensions
{
    /// <summary>
    /// Views the elements, evaluated ahead in worker processes, where they are: in shared memory, until each is
    /// disposed of.
    /// </summary>
    /// <remarks>
    /// <para>As <see cref="Recipe{T}.InProcesses"/>, but that nothing is copied on this side: what is read is the
    /// memory that the worker wrote to. Disposing of an element gives its place back to the workers, and its memory
    /// must not be looked at afterwards. What is dropped unread is disposed of.</para>
    /// <para>A delivered element is its reader's alone: read again, it is evaluated again. Where all places are taken,
    /// by elements that were not disposed of, elements come through a pipe and hold memory of their own; nothing
    /// waits. Memory of elements that are held stays when the view is disposed of.</para>
    /// <para><c>prefetch(..., method='process', shm_size=...)</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <param name="recipe">The recipe.</param>
    /// <param name="nworkers">
    /// The number of workers: that many; 0 for one per processor; below 0, one per processor but for that many, one at
    /// least.
    /// </param>
    /// <param name="maxBuffered">
    /// The most elements in memory, from those in computation to the one that was read last; 0 for twice the workers,
    /// and 10 at least.
    /// </param>
    /// <param name="options">
    /// What else can be told. There must be no <see cref="ProcessOptions{T}.Serializer"/>: bytes are bytes.
    /// </param>
    /// <param name="callerInfo">Leave out: what follows is filled in by the compiler.</param>
    /// <param name="filePath">Leave out: the compiler passes the call's file.</param>
    /// <param name="lineNumber">Leave out: the compiler passes the call's line.</param>
    /// <param name="memberName">Leave out: the compiler passes the member around the call.</param>
    /// <returns>The view, to be disposed of.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="recipe"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxBuffered"/> is below 0, or an option is out of its range.
    /// </exception>
    /// <exception cref="ArgumentException">There is a serializer, or no clock.</exception>
    /// <exception cref="NotSupportedException">
    /// This program can't start workers; the message says why, and what to do.
    /// </exception>
    /// <example><code>
    /// static SeqView&lt;byte[]> Blocks(int size) => Seq.Range(0, 100).Select(_ => new byte[size]);
    ///
    /// using var blocks = Recipe.Of(Blocks, 100_000).InProcessesShared(2);
    /// foreach (var block in blocks.Take(3))
    /// {
    ///     using (block)
    ///     {
    ///         Console.WriteLine(block.Memory.Length); // 100000
    ///         break;
    ///     }
    /// }
    /// </code></example>
    public static PrefetchedView<IMemoryOwner<byte>> InProcessesShared(
        this Recipe<byte[]> recipe,
        int nworkers = 0,
        int maxBuffered = 0,
        ProcessOptions<IMemoryOwner<byte>>? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(recipe);
        options ??= new();
        if (options.Serializer is not null)
        {
            throw new ArgumentException(
                "Results that stay in shared memory are bytes as they are: there is nothing to serialize.",
                nameof(options));
        }

        var settings = WorkerSettings.Of(options);
        var origin = recipe.OriginOf(
            nameof(InProcessesShared), nworkers, maxBuffered, filePath, lineNumber, memberName);
        RemoteSource<IMemoryOwner<byte>> source = options.RunInThisProcess
            ? new LocalSource<IMemoryOwner<byte>>(BuildHere, static dropped => dropped?.Dispose())
            : recipe.Source(settings, null, _ => Results.InPlace(), origin);
        return source.Prefetch(nworkers, maxBuffered, options.Prefetch, origin);

        (SeqView<IMemoryOwner<byte>>, object) BuildHere()
        {
            var (elements, list) = recipe.BuildHere();
            return (elements.Select(OwnedBytes.Of), list);
        }
    }
}
