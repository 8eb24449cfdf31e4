namespace SeqTools.Linq.Orleans;

/// <summary>What a silo may be given.</summary>
internal enum SiloState
{
    /// <summary>It gets no call before a route has answered.</summary>
    Untried,

    /// <summary>A route at least has answered.</summary>
    Usable,

    /// <summary>Its recipe failed lately: it gets no call before the silos are asked for again.</summary>
    Resting,

    /// <summary>It is being shut down.</summary>
    Leaving,

    /// <summary>It can't serve the sequence.</summary>
    LeftOut,
}
