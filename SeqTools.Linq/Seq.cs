namespace SeqTools.Linq;

/// <summary>Views that start from nothing or from several lists: what has no list to be called on.</summary>
/// <remarks>
/// Each factory stands in a file of its own in <c>Operators</c>. Lists of lists are given as collection expressions:
/// <c>Seq.Concat([train, extra])</c>.
/// </remarks>
public static partial class Seq;
