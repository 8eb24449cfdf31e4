using System.Diagnostics;
using System.Globalization;
using SeqTools.Linq;
using Spectre.Console;
using static Samples.Terminal;

namespace Samples.Http;

/// <summary>
/// Fetches the articles of a shop, first one by one, then with many requests on their way at once, in the same order
/// and with the same errors.
/// </summary>
internal static class HttpSample
{
    private const int Producers = 32;

    public static async Task<int> RunAsync()
    {
        await using var shop = Shop.Open();
        using var client = new HttpClient { BaseAddress = shop.Root };

        var articles = Articles(client);
        await using var ahead = articles.AsPrefetched(nworkers: Producers, maxBuffered: 2 * Producers);

        Title("The pipeline");
        Print(ahead.Explain());

        Title("One article, at once");
        Print((await articles.GetAsync(123)).ToString());

        Title("All articles");
        var oneByOne = await FetchAllAsync("one by one", articles.Count, articles.GetAsync);
        var threads = ThreadPool.ThreadCount;
        var together = await FetchAllAsync($"{Producers} producers", ahead.Count, ahead.GetAsync);
        Compare(oneByOne, together);
        Print($"Threads of the pool: {threads} before, {ThreadPool.ThreadCount} after.");

        Title("What failed, in either run");
        foreach (var failure in together.Failures)
        {
            Print(failure.Message);
        }

        return oneByOne.IsLike(together) ? 0 : 1;
    }

    private static AsyncSeqView<Article> Articles(HttpClient client) =>
        Seq.Range(0, Shop.Articles)
            .Select(number => new Uri($"articles/{number}", UriKind.Relative))
            .SelectAsync((address, cancellationToken) => client.GetStringAsync(address, cancellationToken))
            .Select(Article.Parse);

    private static async Task<Run> FetchAllAsync(
        string way, int count, Func<int, CancellationToken, ValueTask<Article>> get)
    {
        var run = new Run(way);
        var since = Stopwatch.GetTimestamp();
        for (var index = 0; index < count; index++)
        {
            try
            {
                run.Articles.Add(await get(index, CancellationToken.None));
            }
            catch (EvaluationException e)
            {
                run.Failures.Add(e);
            }
        }

        run.Time = Stopwatch.GetElapsedTime(since);
        return run;
    }

    private static void Compare(Run first, Run second)
    {
        var table = new Table().AddColumns("", "articles", "worth", "failures", "time", "times as fast");
        foreach (var run in (Run[])[first, second])
        {
            table.AddRow(
                run.Way,
                Text($"{run.Articles.Count}"),
                Text($"{run.Articles.Sum(article => article.Price):N0}"),
                Text($"{run.Failures.Count}"),
                Seconds(run.Time),
                Text($"{first.Time / run.Time:0.0}"));
        }

        AnsiConsole.Write(table);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Article(int Number, int Price)
    {
        public static Article Parse(string text)
        {
            var fields = text.Split(';');
            return new(
                int.Parse(fields[0], CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
    }

    private sealed record Run(string Way)
    {
        public List<Article> Articles { get; } = [];

        public List<EvaluationException> Failures { get; } = [];

        public TimeSpan Time { get; set; }

        public bool IsLike(Run other) =>
            Articles.SequenceEqual(other.Articles)
                && Failures.Select(e => e.Index).SequenceEqual(other.Failures.Select(e => e.Index));
    }
}
