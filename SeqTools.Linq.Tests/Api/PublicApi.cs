using System.Diagnostics;
using System.Runtime.CompilerServices;
using PublicApiGenerator;

namespace SeqTools.Linq.Tests;

/// <summary>How the public API of an assembly is written down.</summary>
internal static class PublicApi
{
    public static ApiGeneratorOptions Options { get; } = new()
    {
        IncludeAssemblyAttributes = false,

        // Attributes that are tested elsewhere, or differ between the frameworks.
        ExcludeAttributes =
        [
            typeof(CallerArgumentExpressionAttribute).FullName!,
            typeof(CallerFilePathAttribute).FullName!,
            typeof(CallerLineNumberAttribute).FullName!,
            typeof(CallerMemberNameAttribute).FullName!,
            typeof(DebuggerDisplayAttribute).FullName!,
            typeof(DebuggerTypeProxyAttribute).FullName!,
            typeof(StackTraceHiddenAttribute).FullName!,
        ],
    };
}
