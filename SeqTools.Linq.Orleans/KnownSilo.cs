namespace SeqTools.Linq.Orleans;

/// <summary>A silo as the dispatcher knows it.</summary>
internal sealed class KnownSilo(string address)
{
    /// <summary>How much a new cost weighs against those before.</summary>
    private const double Weight = 0.3;

    private readonly List<int> routes = [];
    private double? ticks;
    private double bytes;
    private uint nextRoute;

    public string Address => address;

    public SiloState State { get; private set; }

    public bool IsProbed { get; set; }

    public int Workers { get; private set; } = 1;

    public int Calls { get; set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>Whether it gets calls, or may soon: one that has not answered yet is being tried.</summary>
    public bool IsExpected =>
        State is SiloState.Usable or SiloState.Resting || (State == SiloState.Untried && IsProbed);

    public double Load => (double)Calls / Workers;

    public int NextRoute() => routes[(int)(nextRoute++ % (uint)routes.Count)];

    /// <summary>No route is used before it has answered again.</summary>
    public void Retry()
    {
        if (State is SiloState.Usable or SiloState.Resting)
        {
            State = SiloState.Untried;
            routes.Clear();
        }

        IsProbed = false;
    }

    public void EndRest() => State = State == SiloState.Resting ? SiloState.Usable : State;

    public void Answer(int route, SiloOffer offer)
    {
        if (State is SiloState.Leaving or SiloState.LeftOut)
        {
            return;
        }

        if (offer.Workers == 0)
        {
            LeaveOut(new(RefusalKind.NoSequences, $"Silo {address} has no sequences."));
            return;
        }

        Workers = offer.Workers;
        State = offer.IsLeaving ? SiloState.Leaving
            : State == SiloState.Resting ? SiloState.Resting
            : SiloState.Usable;
        if (!routes.Contains(route))
        {
            routes.Add(route);
        }
    }

    public void Learn(ReadAnswer answer)
    {
        if (answer.Refusal is { Kind: not RefusalKind.BuildFailed } refusal)
        {
            LeaveOut(refusal);
        }
        else if (answer.IsLeaving)
        {
            State = SiloState.Leaving;
        }
        else if (answer.Refusal is not null && State == SiloState.Usable)
        {
            State = SiloState.Resting;
        }

        if (answer.Done is [_, ..] done)
        {
            var size = done.Sum(element => (double)element.Size) / done.Length;
            var time = (double)answer.Cost.Ticks / done.Length;
            (ticks, bytes) = ticks is { } known
                ? (Mean(known, time), Mean(bytes, size))
                : (time, size);
        }
    }

    public int BatchOf(SequenceOptions options) => ticks is not { } cost ? 1 : (int)Math.Min(
        options.MaxBatchElements,
        Math.Min(
            options.BatchTarget.Ticks / Math.Max(cost, 1), options.MaxBatchBytes / Math.Max(bytes, 1)));

    private void LeaveOut(Refusal refusal)
    {
        State = SiloState.LeftOut;
        Refusal = refusal;
    }

    private static double Mean(double known, double now) => known + (Weight * (now - known));
}
