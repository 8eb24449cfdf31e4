namespace Benchmarks.Ratios;

/// <summary>What a row is to keep to, in numbers.</summary>
internal abstract record Reach
{
    /// <summary>At most so many times what the best of the first peers takes.</summary>
    public static Reach OfPeers(double limit, int peers = 1) => new RatioReach(limit, peers);

    /// <summary>At most so many nanoseconds, and so many bytes.</summary>
    public static Reach OfCost(double nanoseconds, double bytes = double.PositiveInfinity) =>
        new CostReach(nanoseconds, bytes);

    /// <summary>Whether it holds, by what one process measured.</summary>
    public abstract bool Holds(IReadOnlyList<Measured> row);

    /// <summary>The reach in words, and what one process measured of it.</summary>
    public abstract string Describe(IReadOnlyList<Measured> row);

    private sealed record RatioReach(double Limit, int Peers) : Reach
    {
        public override bool Holds(IReadOnlyList<Measured> row) => Of(row) <= Limit;

        public override string Describe(IReadOnlyList<Measured> row) =>
            $"{Of(row):0.00} of {string.Join(" or ", PeersOf(row).Select(peer => peer.Way))}, at most {Limit:0.00}";

        private double Of(IReadOnlyList<Measured> row) =>
            row[0].LowerQuartile / PeersOf(row).Min(peer => peer.LowerQuartile);

        private IEnumerable<Measured> PeersOf(IReadOnlyList<Measured> row) => row.Skip(1).Take(Peers);
    }

    private sealed record CostReach(double Nanoseconds, double Bytes) : Reach
    {
        public override bool Holds(IReadOnlyList<Measured> row) =>
            row[0].LowerQuartile <= Nanoseconds && Math.Round(row[0].Bytes) <= Bytes;

        public override string Describe(IReadOnlyList<Measured> row) => double.IsFinite(Bytes)
            ? $"{row[0].LowerQuartile:0.0} ns, {row[0].Bytes:0} B, at most {Nanoseconds} ns, {Bytes} B"
            : $"{row[0].LowerQuartile:0.0} ns, at most {Nanoseconds} ns";
    }
}
