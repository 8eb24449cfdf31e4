namespace SeqTools.Linq.Processes;

/// <summary>How the elements of a recipe are written.</summary>
internal enum SerializerKind : byte
{
    /// <summary>As they are in memory.</summary>
    Plain,

    /// <summary>As JSON, by reflection.</summary>
    Json,

    /// <summary>By an object of a class that has a constructor without parameters.</summary>
    Class,

    /// <summary>By two functions.</summary>
    Functions,

    /// <summary>By what the program has registered.</summary>
    Registered,
}
