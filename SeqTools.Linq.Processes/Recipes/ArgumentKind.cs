namespace SeqTools.Linq.Processes;

/// <summary>How the argument of a recipe is written.</summary>
internal enum ArgumentKind : byte
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It is <see langword="null"/>.</summary>
    Null,

    /// <summary>As it is: it is a text, a number, or bytes.</summary>
    Plain,

    /// <summary>As JSON, by reflection.</summary>
    Json,

    /// <summary>As JSON, by the default options of <see cref="System.Text.Json"/>.</summary>
    DefaultJson,

    /// <summary>As JSON, by a context that the compiler has made.</summary>
    ContextJson,
}
