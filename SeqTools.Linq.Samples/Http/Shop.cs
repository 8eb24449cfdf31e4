using System.Globalization;
using System.Net;
using System.Text;

namespace Samples.Http;

/// <summary>
/// A server on this machine that sells things: it takes its time, and some of its articles are broken.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    public const int Articles = 300;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(35);
    private static readonly HashSet<int> Broken = [41, 137, 250];

    private readonly HttpListener listener = new();
    private readonly Random random = new(1);
    private readonly Task serving;

    private Shop(Uri root)
    {
        Root = root;
        listener.Prefixes.Add(root.AbsoluteUri);
        listener.Start();
        serving = ServeAsync();
    }

    public Uri Root { get; }

    public static Shop Open() => new(new($"http://127.0.0.1:{Loopback.FreePort()}/"));

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext visit;
            try
            {
                visit = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = AnswerAsync(visit, Shortest + (random.NextDouble() * (Longest - Shortest)));
        }
    }

    private static async Task AnswerAsync(HttpListenerContext visit, TimeSpan delay)
    {
        await Task.Delay(delay);
        var article = int.Parse(visit.Request.Url!.Segments[^1], CultureInfo.InvariantCulture);
        visit.Response.StatusCode =
            (int)(Broken.Contains(article) ? HttpStatusCode.InternalServerError : HttpStatusCode.OK);
        visit.Response.ContentType = "text/plain";
        visit.Response.Close(Encoding.UTF8.GetBytes($"{article};{100 + (article * 7 % 900)}"), willBlock: false);
    }
}
