namespace SeqTools.Linq.Processes;

/// <summary>
/// Where a worker is in its life. All moves are made under the gate of its <see cref="WorkerPool"/>.
/// </summary>
/// <remarks>
/// <code>
/// from             to        who                             when
/// Absent, Broken   Starting  a request, or an end of another a request waits, and there is a place
/// Absent, Broken   Starting  the timer after a failed start  likewise
/// Starting         Idle      the worker's thread             it is ready, and nobody waits
/// Starting         Busy      the worker's thread             it is ready, and given to who waits
/// Starting         Broken    the worker's thread             it has ended, or refused
/// Idle             Busy      a request                       it is given to it
/// Busy             Busy      a request for a neighbour       all are busy, and elements cheap
/// Busy             Idle      the worker's thread             it has answered everything, and nobody waits
/// Busy             Busy      the worker's thread             likewise, and is given to who waits
/// Idle             Stopping  the timer, the pool's end       it has nothing to do for long enough, or any more
/// Idle, Busy       Dying     the worker's thread             its output has ended
/// Busy             Dying     the timer of the element        it takes too long, and is killed
/// Starting, Busy   Dying     the pool's end                  it is killed
/// Stopping, Dying  Absent    the worker's thread             its process was waited for
/// </code>
/// A request that waits is in the queue before the gate is left, and whoever leaves a worker idle, or a place empty,
/// looks into the queue in the same stay: so none waits beside a worker that is idle, nor beside an empty place for
/// which nothing starts, but for a moment after a start that has failed while another worker is there. A worker that
/// starts is never idle, so that the timer can't hit it. Three failed starts in a row are told all who wait, where no
/// worker is left; the next request starts anew. A worker has several requests only where they come from one producer,
/// so that a slow element holds up nobody but who has asked for it.
/// </remarks>
internal enum WorkerState
{
    /// <summary>There is no process.</summary>
    Absent,

    /// <summary>The process is being started, or gets ready.</summary>
    Starting,

    /// <summary>It can be asked.</summary>
    Idle,

    /// <summary>It was asked, or is about to be by the request that it was given to.</summary>
    Busy,

    /// <summary>It was told to leave.</summary>
    Stopping,

    /// <summary>It is to be killed, or has ended, and was not waited for yet.</summary>
    Dying,

    /// <summary>It could not be started. As <see cref="Absent"/>, but that it counts against those to come.</summary>
    Broken,
}
