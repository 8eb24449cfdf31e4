namespace SeqTools.Linq;

/// <summary>Who waits for whom: a snapshot of all that a prefetching view has done.</summary>
/// <remarks>
/// Once all is quiet, <see cref="Produced"/> is <see cref="Delivered"/> + <see cref="Discarded"/> +
/// <see cref="Ready"/>. A long <see cref="ReaderWait"/> asks for more workers or cheaper elements; a long
/// <see cref="WorkerWait"/> says that the reader is the slower side.
/// </remarks>
/// <param name="Produced">Elements evaluated, failed ones included.</param>
/// <param name="Delivered">Elements read; further reads of the same element are not counted.</param>
/// <param name="Discarded">Elements evaluated and dropped unread.</param>
/// <param name="Ready">Elements evaluated and waiting to be read.</param>
/// <param name="ReaderWait">How long readers have waited for elements that workers evaluate.</param>
/// <param name="WorkerWait">How long workers have waited for room in the buffer, added up over the workers.</param>
public readonly record struct PrefetchStatistics(
    long Produced, long Delivered, long Discarded, long Ready, TimeSpan ReaderWait, TimeSpan WorkerWait);
