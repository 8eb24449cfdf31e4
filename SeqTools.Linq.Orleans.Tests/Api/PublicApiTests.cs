using System.Diagnostics;
using System.Runtime.CompilerServices;
using PublicApiGenerator;
using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Orleans.Tests.Api;

internal sealed class PublicApiTests
{
    /// <summary>Attributes that the compiler reads, or that differ between the frameworks.</summary>
    private static readonly string[] Unlisted =
    [
        typeof(CallerArgumentExpressionAttribute).FullName!,
        typeof(CallerFilePathAttribute).FullName!,
        typeof(CallerLineNumberAttribute).FullName!,
        typeof(CallerMemberNameAttribute).FullName!,
        typeof(DebuggerDisplayAttribute).FullName!,
        typeof(DebuggerTypeProxyAttribute).FullName!,
        typeof(StackTraceHiddenAttribute).FullName!,
    ];

    /// <summary>What Orleans generates is public for some types, and for Orleans alone.</summary>
    [Test]
    public void The_public_api_is_the_approved_one()
    {
        var types = typeof(SequenceView<>).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(SequenceView<>).Namespace);

        var api = types.ToArray().GeneratePublicApi(
            new ApiGeneratorOptions { IncludeAssemblyAttributes = false, ExcludeAttributes = Unlisted });

        api.ShouldMatchSnapshot(of: "Orleans");
    }
}
