using PublicApiGenerator;

namespace SeqTools.Linq.Tests;

internal sealed class PublicApiTests
{
    [Test]
    public void The_public_api_is_the_approved_one()
    {
        var api = typeof(SeqView<>).Assembly.GeneratePublicApi(PublicApi.Options);

        api.ShouldMatchSnapshot();
    }
}
