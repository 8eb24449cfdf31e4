using System.Globalization;
using System.Text;

namespace SeqTools.Linq.Processes;

/// <summary>Worker processes ended while they evaluated an element, or could not be started.</summary>
/// <remarks>
/// It is the <see cref="Exception.InnerException"/> of the <see cref="EvaluationException"/> that the read throws.
/// Where the workers were killed since the element took too long, it holds a <see cref="TimeoutException"/>.
/// </remarks>
public sealed class WorkerDiedException : Exception
{
    internal WorkerDiedException(string what, WorkerDeath death, int attempts)
        : base(Describe(what, death, attempts), death.Cause)
    {
        (ProcessId, ExitCode, Signal) = (death.ProcessId, death.ExitCode, death.Signal);
        (Attempts, LastWords) = (attempts, death.LastWords);
    }

    /// <summary>The process that ended last; 0 where none could be started.</summary>
    public int ProcessId { get; }

    /// <summary>Its exit code; none where a signal ended it.</summary>
    public int? ExitCode { get; }

    /// <summary>The signal that ended it, such as <c>SIGSEGV</c>; none where it ended by itself.</summary>
    public string? Signal { get; }

    /// <summary>How many workers were lost.</summary>
    public int Attempts { get; }

    /// <summary>
    /// What the last of them wrote to its standard output and error since its last answer: the first lines and the last
    /// ones. Lines from shortly before may be among them, which were still on their way.
    /// </summary>
    public string LastWords { get; }

    private static string Describe(string what, WorkerDeath death, int attempts)
    {
        var text = new StringBuilder(what);
        if (attempts > 1)
        {
            text.Append(CultureInfo.InvariantCulture, $", {attempts} times");
        }

        text.Append(": ").Append(death.Description).Append('.');
        if (death.LastWords.Length > 0)
        {
            text.Append(" It wrote last: ").Append(death.LastWords);
        }

        return text.ToString();
    }
}
