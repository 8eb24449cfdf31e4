using System.Diagnostics;
using System.Runtime.CompilerServices;
using PublicApiGenerator;
using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Processes.Tests;

internal sealed class ProcessesApiTests
{
    /// <summary>Attributes that differ between the frameworks, or say nothing to users.</summary>
    private static readonly string[] Unlisted =
    [
        typeof(CallerArgumentExpressionAttribute).FullName!,
        typeof(CallerFilePathAttribute).FullName!,
        typeof(CallerLineNumberAttribute).FullName!,
        typeof(CallerMemberNameAttribute).FullName!,
        typeof(StackTraceHiddenAttribute).FullName!,
    ];

    [Test]
    public void The_public_api_is_the_approved_one() =>
        typeof(Recipe).Assembly
            .GeneratePublicApi(
                new ApiGeneratorOptions { IncludeAssemblyAttributes = false, ExcludeAttributes = Unlisted })
            .ShouldMatchSnapshot();
}
