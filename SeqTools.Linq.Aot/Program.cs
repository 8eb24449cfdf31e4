using Aot;
using SeqTools.Linq;

// Published without a just-in-time compiler, and trimmed: what works by reflection alone, or needs code that nobody saw
// being needed, fails here.
Report report = new();
string[] texts = ["12", "7", "x7", "30", "5"];
int[] digits = [1, 2, 3, 4, 5, 6, 7];

var numbers = texts.Select(s => int.Parse(s));
report.Saw("an element, counted from the end", 5, numbers[^1]);
report.Saw("a slice", "7", numbers[1..2]);

report.Saw("Reverse", "7 6 5 4 3 2 1", digits.AsView().Reverse());
report.Saw("Take, Skip, Concat, Append", "1 2 7 0", digits.Take(2).Concat(digits.Skip(6)).Append(0));
report.Saw("Zip", "(1, 12) (2, 7)", digits.Zip(numbers).Take(2));
report.Saw("Seq.Zip, SelectTuple", "2 6 12", Seq.Zip(digits, digits.Skip(1)).SelectTuple((a, b) => a * b).Take(3));
report.Saw("Batch", "6 15 7", digits.Batch(3).Select(batch => batch.Sum()));
report.Saw("Chunk, Unbatch", "1 2 3 4 5 6 7", digits.Chunk(3).Unbatch(3));
report.Saw("Window, Flatten", "1 2 2 3", digits.Window(2).Flatten().Take(4));
report.Saw("SplitInto", "4 3", digits.SplitInto(2).Select(part => part.Count));
report.Saw("Gather", "7 1 7", digits.Gather([6, 0, 6]));
report.Saw("Shuffle", "1 2 3 4 5 6 7", digits.Shuffle(seed: 5).Order());
report.Saw(
    "Interleave, TakeEvery", "1 5 3 12", digits.TakeEvery(2).Interleave(numbers.Reverse()).Take(3).Append(numbers[0]));
report.Saw("Cycle", "1 2 1 2 1", digits[..2].Cycle(5));
report.Saw("Seq.Mix", "1 0 1 0", Seq.Mix([Seq.Repeat(1), Seq.Repeat(0)], [1, 1]).Take(4));
report.Saw("Index", "(0, 12) (1, 7)", numbers.Index().Take(2));
report.Saw("LINQ over a view", "30 12", numbers.Take(2).Append(numbers[3]).Where(n => n > 10).OrderDescending());

var failing = numbers.Reverse();
report.Saw("Explain", "Reverse()  5 elements", failing.Explain().Split(" in ")[0]);
try
{
    report.Saw("a failure", "an exception", failing[2]);
}
catch (EvaluationException e)
{
    report.Saw("a failure's cause", nameof(FormatException), e.InnerException!.GetType().Name);
    report.Saw(
        "a failure's trail", "Reverse()[2] Select(s => int.Parse(s))[2]",
        e.Trail.Select(frame => $"{frame.Origin.Operator}({frame.Origin.Arguments})[{frame.Index}]"));
    report.Saw(
        "the stages have a place", true,
        e.Trail.All(frame => frame.Origin.LineNumber > 0 && Path.GetFileName(frame.Origin.FilePath) == "Program.cs"));
}

using (var ahead = Seq.Range(0, 1000).Select(i => (long)i * i).AsPrefetched(nworkers: 2, maxBuffered: 16))
{
    report.Saw("AsPrefetched, read by index", 998_001L, ahead[999]);
    report.Saw("AsPrefetched, enumerated", 332_833_500L, ahead.Sum());
    report.Saw("AsPrefetched, figures", true, ahead.Statistics.Delivered >= 1001);
}

var awaited = digits.SelectAsync(async (n, cancellationToken) =>
{
    await Task.Delay(1, cancellationToken);
    return (Number: n, Text: $"page {n}");
});
report.Saw("SelectAsync", "(2, page 2)", await awaited.GetAsync(1));

await using (var ahead = awaited.AsPrefetched(nworkers: 3, maxBuffered: 4))
{
    List<int> pages = [];
    await foreach (var (number, _) in ahead)
    {
        pages.Add(number);
    }

    report.Saw("SelectAsync, AsPrefetched, awaited", "1 2 3 4 5 6 7", pages);
    report.Saw("SelectAsync, AsPrefetched, as a list", "(7, page 7)", ahead[^1]);
}

return report.End();
