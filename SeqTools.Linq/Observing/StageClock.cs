namespace SeqTools.Linq;

/// <summary>
/// Adds up what a stage costs, without the stages that it reads: what is left of each evaluation is its own.
/// </summary>
internal sealed class StageClock(Profiler profiler, TimeProvider clock) : IWatch
{
    private const int UsualDepth = 64;

    /// <summary>The evaluations that this thread is in, the innermost last.</summary>
    [ThreadStatic]
    private static Stack<Evaluation>? evaluations;

    /// <summary>
    /// What the last failure on this thread came from, so that it counts where it was thrown, and nowhere on its way
    /// out.
    /// </summary>
    [ThreadStatic]
    private static Exception? counted;

    private readonly object adding = new();
    private long time;

    public long Calls { get; private set; }

    public TimeSpan Time => TimeSpan.FromSeconds((double)time / clock.TimestampFrequency);

    public long Bytes { get; private set; }

    public long Errors { get; private set; }

    public Beginning Begin()
    {
        counted = null;
        (evaluations ??= new(UsualDepth)).Push(new(profiler, GC.GetAllocatedBytesForCurrentThread(), 0, 0));
        return new(clock.GetTimestamp());
    }

    public void Fail(Exception failure)
    {
        var cause = (failure as EvaluationException)?.InnerException ?? failure;
        lock (adding)
        {
            Calls++;
            Errors += ReferenceEquals(cause, counted) ? 0 : 1;
        }

        counted = cause;
    }

    public void End(Beginning beginning, int elements)
    {
        var inAll = clock.GetTimestamp() - beginning.Time;
        var evaluation = evaluations!.Pop();
        var bytes = GC.GetAllocatedBytesForCurrentThread() - evaluation.BytesBefore;
        if (evaluations.TryPop(out var outer))
        {
            evaluations.Push(outer.Profiler == profiler ? outer.With(inAll, bytes) : outer);
        }
        else
        {
            counted = null;
        }

        lock (adding)
        {
            Calls += elements;
            time += inAll - evaluation.InnerTime;
            Bytes += bytes - evaluation.InnerBytes;
        }
    }

    /// <summary>An evaluation, and what those of other stages within it cost so far.</summary>
    private readonly record struct Evaluation(Profiler Profiler, long BytesBefore, long InnerTime, long InnerBytes)
    {
        public Evaluation With(long time, long bytes) =>
            this with { InnerTime = InnerTime + time, InnerBytes = InnerBytes + bytes };
    }
}
