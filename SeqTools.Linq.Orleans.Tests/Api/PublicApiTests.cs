using PublicApiGenerator;
using SeqTools.Linq.Tests;

namespace SeqTools.Linq.Orleans.Tests.Api;

internal sealed class PublicApiTests
{
    /// <summary>What Orleans generates is public for some types, and for Orleans alone.</summary>
    [Test]
    public void The_public_api_is_the_approved_one()
    {
        var types = typeof(SequenceView<>).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(SequenceView<>).Namespace);

        var api = types.ToArray().GeneratePublicApi(PublicApi.Options);

        api.ShouldMatchSnapshot(of: "Orleans");
    }
}
