<Query Kind="Program">
  <NuGetReference>SeqTools.Linq</NuGetReference>
  <Namespace>SeqTools.Linq</Namespace>
  <Namespace>System.Net</Namespace>
  <Namespace>System.Net.Http</Namespace>
  <Namespace>System.Threading.Tasks</Namespace>
</Query>

async Task Main()
{
    using var client = new HttpClient(new Shop()) { BaseAddress = new Uri("https://shop.example/") };

    // A view whose elements are awaited. No request is sent yet.
    var prices = Seq.Range(1, 200)
        .Select(number => $"articles/{number}")
        .SelectAsync((address, cancellationToken) => client.GetStringAsync(address, cancellationToken))
        .Select(text => int.Parse(text));

    (await prices.GetAsync(41)).Dump("The price of article 42, by one request");

    // All of them, in order, with up to 50 requests on their way at once. None of them holds a thread while it waits.
    await using var ahead = prices.AsPrefetched(nworkers: 50, maxBuffered: 100);
    var (found, clock) = (new List<int>(), Stopwatch.StartNew());
    for (var index = 0; index < ahead.Count; index++)
    {
        try
        {
            found.Add(await ahead.GetAsync(index));
        }
        catch (EvaluationException e)
        {
            // A failure waits until its element is read, and the elements behind it come all the same.
            e.Message.Dump("Not to be had");
        }
    }

    $"{found.Count} articles, worth {found.Sum()}".Dump("All");
    $"{clock.ElapsedMilliseconds} ms, instead of {200 * Shop.Delay.TotalMilliseconds:0} ms or more one by one".Dump("Time");
}

// Stands in for a server: it takes its time, and has sold article 13.
class Shop : HttpMessageHandler
{
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(20);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(Delay, cancellationToken);
        var number = int.Parse(request.RequestUri.Segments[^1]);
        return number == 13
            ? new HttpResponseMessage(HttpStatusCode.NotFound)
            : new HttpResponseMessage { Content = new StringContent($"{100 + number * 7 % 90}") };
    }
}
