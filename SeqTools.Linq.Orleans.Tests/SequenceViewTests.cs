namespace SeqTools.Linq.Orleans.Tests;

internal sealed class SequenceViewTests
{
    private Cluster cluster = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => cluster = await Cluster.StartAsync(s =>
    {
        s.Workers = 2;
        s.Add("squares", (int count) => Seq.Range(0, count).Select(n => n * n));
        s.Add("awaited squares", (int count) => Seq.Range(0, count).SelectAsync(async (n, cancellationToken) =>
        {
            await Task.Delay(1, cancellationToken);
            return n * n;
        }));
        s.Add<int, int>("squares of a method", Squares);
        s.Add<int, int>("awaited squares of a method", AwaitedSquares);
    });

    [OneTimeTearDown]
    public Task StopAsync() => cluster.DisposeAsync().AsTask();

    [TestCase("squares")]
    [TestCase("awaited squares")]
    [TestCase("squares of a method")]
    [TestCase("awaited squares of a method")]
    public async Task A_sequence_has_the_elements_of_its_recipe(string name)
    {
        await using var squares = await cluster.Client.OpenSequenceAsync<int>(name, 500);
        await using var prefetched = squares.AsPrefetched(nworkers: 32, maxBuffered: 64);

        squares.Count.ShouldBe(500);
        (await squares.GetAsync(7)).ShouldBe(49);
        (await squares.GetAsync(^1)).ShouldBe(499 * 499);
        prefetched.ToArray().ShouldBe(Enumerable.Range(0, 500).Select(n => n * n));
    }

    private static SeqView<int> Squares(int count) => Seq.Range(0, count).Select(n => n * n);

    private static AsyncSeqView<int> AwaitedSquares(int count) =>
        Seq.Range(0, count).SelectAsync((n, _) => ValueTask.FromResult(n * n));
}
