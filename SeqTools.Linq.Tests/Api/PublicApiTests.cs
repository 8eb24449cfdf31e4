using System.Diagnostics;
using System.Runtime.CompilerServices;
using PublicApiGenerator;

namespace SeqTools.Linq.Tests;

internal sealed class PublicApiTests
{
    /// <summary>Attributes that are tested elsewhere, or differ between the frameworks.</summary>
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

    [Test]
    public void The_public_api_is_the_approved_one()
    {
        var api = typeof(SeqView<>).Assembly.GeneratePublicApi(
            new ApiGeneratorOptions { IncludeAssemblyAttributes = false, ExcludeAttributes = Unlisted });

        api.ShouldMatchSnapshot();
    }
}
