namespace SeqTools.Linq;

/// <summary>An element on its way, one for all who wait for it: a node of the wait-for graph.</summary>
/// <param name="In">
/// Within what its index is the only one. It is there to be told from others, and holds nothing: a flow of execution
/// may be kept by whatever was begun in it.
/// </param>
/// <param name="Index">The index.</param>
internal readonly record struct Node(object In, int Index);

/// <summary>An element that is being evaluated here, and whose workers do it, if it is a worker that does.</summary>
internal readonly record struct Evaluated(Node Node, object? Crew = null);
