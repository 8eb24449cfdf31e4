using System.Collections.Concurrent;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>Lists whose length takes evaluations: readers look no further than the element that they read.</summary>
public class EvaluatingLengthTests
{
    private const int Rows = 10;

    [Test, CancelAfter(120_000)]
    public void Rows_before_a_file_that_fails_are_read([Values] bool awaited, [Values] bool onWorkersOnly)
    {
        var rows = Seq.Range(0, 5)
            .Select(file => file == 3 ? throw new FormatException() : RowsOf(file))
            .Flatten();
        PrefetchOptions<int> options = new() { OnWorkerStart = onWorkersOnly ? _ => { } : null };
        using var view = awaited
            ? rows.SelectAsync((row, _) => ValueTask.FromResult(row)).AsPrefetched(2, 30, options)
            : rows.AsPrefetched(2, 30, options);

        Enumerable.Range(0, 30).Select(i => view[i]).ShouldBe(Enumerable.Range(0, 30));
        Should.Throw<EvaluationException>(() => view[30]).InnerException.ShouldBeOfType<FormatException>();
        view[29].ShouldBe(29);
    }

    [Test]
    public void That_a_worker_can_not_look_whether_there_is_an_element_is_what_comes_of_it()
    {
        var rows = Seq.Range(0, 3).Select(int[] (_) => throw new FormatException()).Flatten();
        ThreadPlan<int> plan = new(rows, new(1, 4), new(), new("Rows"));

        plan.TryEvaluate(0, at: null, out var outcome).ShouldBeFalse();

        outcome.Error.ShouldBeOfType<EvaluationException>().InnerException.ShouldBeOfType<FormatException>();
    }

    [Test, CancelAfter(120_000)]
    public void A_reader_evaluates_no_list_ahead()
    {
        var loads = new ConcurrentQueue<(int File, Thread Thread)>();
        int[] Load(int file)
        {
            loads.Enqueue((file, Thread.CurrentThread));
            return RowsOf(file);
        }

        using var view = Seq.Range(0, 20).Select(Load).Flatten(cacheSize: 5).AsPrefetched(2, 5 * Rows);

        view[0].ShouldBe(0);

        Patience.Until(() => view.Statistics.Ready == (5 * Rows) - 1);
        loads.Where(load => load.Thread == Thread.CurrentThread).ShouldAllBe(load => load.File == 0);
        loads.Select(load => load.File).Order().ShouldBe([0, 1, 2, 3, 4]);
    }

    [Test, CancelAfter(120_000)]
    public void No_index_outside_reaches_a_function([Values] bool awaited, [Values(1, 7, 100)] int maxBuffered)
    {
        var positions = new ConcurrentQueue<int>();
        int Note(int row, int index)
        {
            positions.Enqueue(index);
            return row;
        }

        var noted = Seq.Range(0, 4).Select(RowsOf).Flatten().Select(Note);
        using var view = awaited
            ? noted.SelectAsync((row, _) => ValueTask.FromResult(row)).AsPrefetched(3, maxBuffered)
            : noted.AsPrefetched(3, maxBuffered);

        view.ShouldBe(Enumerable.Range(0, 4 * Rows));
        Enumerable.Range(0, 4 * Rows).Select(i => view[i]).ShouldBe(Enumerable.Range(0, 4 * Rows));
        Should.Throw<ArgumentOutOfRangeException>(() => view[4 * Rows]);
        positions.ShouldAllBe(position => position < 4 * Rows);
    }

    [Test, CancelAfter(120_000)]
    public void Elements_that_are_added_behind_an_end_that_was_found_are_read()
    {
        List<int> files = [0, 1];
        using var view = files.Select(RowsOf).Unbatch(Rows).AsPrefetched(2, 8);
        view.ShouldBe(Enumerable.Range(0, 20));
        view[19].ShouldBe(19);

        files.Add(2);

        view[20].ShouldBe(20);
        Enumerable.Range(0, 30).Select(i => view[i]).ShouldBe(Enumerable.Range(0, 30));
        Should.Throw<ArgumentOutOfRangeException>(() => view[30]);
    }

    private static int[] RowsOf(int file) => [.. Enumerable.Range(Rows * file, Rows)];
}
