namespace SeqTools.Linq.Processes;

/// <summary>
/// Where a worker is in its life. All moves are made under the gate of its <see cref="WorkerPool"/>.
/// </summary>
/// <remarks>
/// <code>
/// from              to        who                                                         when
/// Absent, Broken    Starting  a request that finds no worker idle, or one that is left    it waits, and a place is free
/// Starting          Idle      the worker's thread                                         it is ready, nobody waits
/// Starting          Busy      the worker's thread                                         it is ready, for who waits
/// Starting          Broken    the worker's thread                                         it ended, or refused
/// Idle              Busy      a request                                                   it is sent to the worker
/// Busy              Idle      the worker's thread                                         it answered, nobody waits
/// Busy              Busy      the worker's thread                                         it answered, for who waits
/// Idle              Stopping  the timer, or the end of the pool                           nothing to do for long enough
/// Idle, Busy        Dying     the worker's thread                                         its output has ended
/// Busy              Dying     the timer of the element                                    it takes too long
/// Starting, Busy    Dying     the end of the pool                                         it is killed
/// Stopping, Dying   Absent    the worker's thread                                         its process was waited for
/// </code>
/// A request that waits is in the queue before the gate is left, and whoever leaves a worker idle, or a place empty,
/// looks into the queue in the same stay: so none waits beside a worker that is idle, nor beside an empty place for
/// which nothing starts. A worker that starts is never idle, so that the timer can't hit it. Three failed starts in a
/// row are told all who wait; the next request starts anew.
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

    /// <summary>It could not be started; as <see cref="Absent"/>, but that it counts against the starts to come.</summary>
    Broken,
}
