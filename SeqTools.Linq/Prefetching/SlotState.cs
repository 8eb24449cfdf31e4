namespace SeqTools.Linq;

/// <summary>What a slot of the window is doing. Who may move it from where to where is in ADR 0003.</summary>
internal enum SlotState
{
    /// <summary>Nobody has begun its element.</summary>
    Empty,

    /// <summary>Nobody has begun its element, and a reader waits for it.</summary>
    Called,

    /// <summary>Its element is being evaluated.</summary>
    Started,

    /// <summary>Its element is being evaluated, and a reader waits for it.</summary>
    Awaited,

    /// <summary>Its element is being evaluated, and nobody wants it any more.</summary>
    Stale,

    /// <summary>Its element waits to be read.</summary>
    Ready,

    /// <summary>Its element has been read, and is kept for another read.</summary>
    Delivered,

    /// <summary>Its element has been read, and is not kept.</summary>
    Spent,
}
