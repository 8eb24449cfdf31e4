namespace SeqTools.Linq.Processes;

/// <summary>The ways to start a worker, in the order in which they are tried.</summary>
internal enum LaunchWay
{
    /// <summary>The program itself, which begins with <see cref="WorkerProcess.RunIfWorker"/>.</summary>
    Self,

    /// <summary>This library, by the <c>dotnet</c> of the runtime.</summary>
    Exec,

    /// <summary>The program itself, with this library as its startup hook.</summary>
    Hook,
}
