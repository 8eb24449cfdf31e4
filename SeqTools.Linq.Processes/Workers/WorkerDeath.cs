using System.Globalization;

namespace SeqTools.Linq.Processes;

/// <summary>How a worker ended.</summary>
/// <param name="ProcessId">The process; 0 where there was none.</param>
/// <param name="ExitCode">Its exit code; none where a signal ended it.</param>
/// <param name="Signal">The signal that ended it.</param>
/// <param name="LastWords">What it wrote last.</param>
/// <param name="Cause">Why it was killed, or could not be started.</param>
internal sealed record WorkerDeath(
    int ProcessId, int? ExitCode, string? Signal, string LastWords, Exception? Cause)
{
    private const int SignalBase = 128;

    private static readonly string?[] SignalNames =
    [
        null, "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", null, "SIGFPE", "SIGKILL", null, "SIGSEGV",
        null, "SIGPIPE", "SIGALRM", "SIGTERM",
    ];

    public string Description => this switch
    {
        { Cause: { } cause } => cause.Message.TrimEnd('.'),
        { Signal: { } signal } => $"process {ProcessId} was ended by {signal}",
        { ExitCode: { } code } => string.Create(
            CultureInfo.InvariantCulture, $"process {ProcessId} ended with exit code {code}"),
        _ => $"process {ProcessId} has closed its channel",
    };

    /// <summary>What a process has left. One that a signal ended has the signal's number plus 128 for a code.</summary>
    public static WorkerDeath Of(int processId, int? exitCode, string lastWords, Exception? cause) =>
        !OperatingSystem.IsWindows() && exitCode is > SignalBase and <= SignalBase + 64 and var code
            ? new(processId, null, NameOf(code - SignalBase), lastWords, cause)
            : new(processId, exitCode, null, lastWords, cause);

    private static string NameOf(int signal) => signal switch
    {
        _ when signal < SignalNames.Length && SignalNames[signal] is { } name => name,
        7 when OperatingSystem.IsLinux() => "SIGBUS",
        10 when OperatingSystem.IsMacOS() => "SIGBUS",
        31 when OperatingSystem.IsLinux() => "SIGSYS",
        _ => string.Create(CultureInfo.InvariantCulture, $"signal {signal}"),
    };
}
