using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>The operators: extension methods that turn lists into views.</summary>
/// <remarks>
/// <para>Those that bear a name of LINQ's take LINQ's arguments and give LINQ's results; what they return can be
/// indexed, too.</para>
/// <para>The last parameters of every operator are filled in by the compiler with the place of the call, which errors
/// report.</para>
/// </remarks>
[DebuggerStepThrough, StackTraceHidden]
public static partial class SeqExtensions;
