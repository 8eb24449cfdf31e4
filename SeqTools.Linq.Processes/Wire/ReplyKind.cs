namespace SeqTools.Linq.Processes;

/// <summary>What a worker answers.</summary>
internal enum ReplyKind : byte
{
    /// <summary>It can be asked now.</summary>
    Ready = 1,

    /// <summary>It can't ever be asked for this recipe; what follows says why.</summary>
    Refused = 2,

    /// <summary>The element is <see langword="null"/>.</summary>
    Null = 3,

    /// <summary>The bytes of the element follow.</summary>
    Piped = 4,

    /// <summary>The bytes of the element are in the slot that was assigned.</summary>
    InSlot = 5,

    /// <summary>The number of elements, in place of a length.</summary>
    Count = 6,

    /// <summary>Something was thrown; a <see cref="RemoteFailure"/> follows.</summary>
    Failed = 7,

    /// <summary>It can be asked now, and has no shared memory: what it answers goes through the pipe.</summary>
    ReadyWithoutMemory = 8,
}
