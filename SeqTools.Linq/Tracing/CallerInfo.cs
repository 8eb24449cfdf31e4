using System.ComponentModel;

namespace SeqTools.Linq;

/// <summary>
/// Stands before the parameters that the compiler fills in, so that no argument of a call can reach one of them
/// unnamed.
/// </summary>
/// <remarks>
/// Nothing converts to it. Who passes the place of a call on, in an operator of their own, names the parameters behind
/// it: <c>argumentText</c>, <c>filePath</c>, <c>lineNumber</c>, <c>memberName</c>.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CallerInfo;
