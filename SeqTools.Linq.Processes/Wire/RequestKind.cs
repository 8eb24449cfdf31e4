namespace SeqTools.Linq.Processes;

/// <summary>What a worker is asked.</summary>
internal enum RequestKind : byte
{
    /// <summary>To get ready; what follows is a <see cref="Hello"/>.</summary>
    Start = 1,

    /// <summary>For an element.</summary>
    Element = 2,

    /// <summary>For the number of elements.</summary>
    Count = 3,

    /// <summary>To leave.</summary>
    Stop = 4,
}
