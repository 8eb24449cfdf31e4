namespace SeqTools.Linq;

/// <summary>How a tree of a pipeline comes to a stage or a list.</summary>
internal enum Mention
{
    /// <summary>For the first time: what it reads follows.</summary>
    Here,

    /// <summary>Once more: it stands further up.</summary>
    Above,

    /// <summary>Too deep in the tree: it stands at the margin, further down.</summary>
    Below,
}
