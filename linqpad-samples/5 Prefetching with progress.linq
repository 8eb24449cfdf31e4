<Query Kind="Program">
  <NuGetReference>SeqTools.Linq</NuGetReference>
  <Namespace>SeqTools.Linq</Namespace>
</Query>

void Main()
{
    // The rows of a picture. Each takes some time to compute.
    var rows = Seq.Range(-15, 31).Select(row => Row(row / 12.0));

    // Read by index, a row is computed there and then.
    rows[9].Dump("One row");

    // The same rows, computed ahead by one worker for each processor, at most 8 in front of whoever reads them.
    using var ahead = rows.AsPrefetched(nworkers: 0, maxBuffered: 8);

    // Reading them moves LINQPad's progress bar.
    var picture = string.Join('\n', ahead.ReportTo(new ProgressBar()));
    Util.WithStyle(picture, "font-family: monospace; line-height: 1.1").Dump("All rows");

    // ReaderWait is long where the workers don't keep up, WorkerWait where they had nothing to do.
    ahead.Statistics.Dump("Who waited for whom");
}

class ProgressBar : IProgress<SeqProgress>
{
    public void Report(SeqProgress progress) => Util.Progress = (int?)(100 * progress.Fraction);
}

string Row(double y) => string.Concat(Seq.Range(0, 78).Select(column => " .:-=+*#%@"[Darkness(column / 26.0 - 2.1, y)]));

// The Mandelbrot set: black where the sequence never leaves, the lighter the sooner it does.
int Darkness(double x, double y)
{
    const int Longest = 100_000;
    var (a, b, steps) = (0.0, 0.0, 0);
    while (a * a + b * b < 4 && steps < Longest)
    {
        (a, b, steps) = (a * a - b * b + x, 2 * a * b + y, steps + 1);
    }

    return Math.Min(9, (int)(2.2 * Math.Log(steps)));
}
