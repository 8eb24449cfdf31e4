<Query Kind="Statements">
  <NuGetReference>SeqTools.Linq</NuGetReference>
  <Namespace>SeqTools.Linq</Namespace>
</Query>

// Points of two kinds, which overlap. A point is taken for what most of its k nearest neighbours are. Which k is best?
var random = new Random(1);
var points = Seq.Generate(500, _ => Draw()).ToArray();

// Five folds, as views: each is held back once, and the other four are what is known. No point is copied.
var folds = points.Shuffle(seed: 1).SplitInto(5);
var trials = folds.Select((held, number) => (Known: Seq.Concat([.. folds[..number], .. folds[(number + 1)..]]), Held: held));

// An experiment is a list like any other: here it is run ahead on all processors.
int[] ks = [1, 3, 9, 27, 81, 243];
using var accuracies = ks
    .Select(k => trials.SelectTuple((known, held) => Accuracy(k, known, held)).ToArray())
    .AsPrefetched();

ks.Zip(accuracies, (k, scores) => new
{
    k,
    Accuracy = $"{scores.Average():0.000}",
    Chart = new string('█', (int)(200 * (scores.Average() - 0.6))),
    Folds = string.Join("  ", scores.Select(accuracy => $"{accuracy:0.00}")),
}).ToArray().Dump("Of points that it had not seen, it told right");

(double X, double Y, bool IsRed) Draw()
{
    var red = random.Next(2) == 0;
    var (angle, distance) = (Math.Tau * random.NextDouble(), Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())));
    return (distance * Math.Cos(angle) + (red ? 1.4 : 0), distance * Math.Sin(angle), red);
}

double Accuracy(int k, IEnumerable<(double X, double Y, bool IsRed)> known, IEnumerable<(double X, double Y, bool IsRed)> held)
{
    var neighbours = known.ToArray();
    return held.Average(point => IsRed(point.X, point.Y) == point.IsRed ? 1.0 : 0.0);

    bool IsRed(double x, double y) => neighbours
        .OrderBy(other => (other.X - x) * (other.X - x) + (other.Y - y) * (other.Y - y))
        .Take(k)
        .Count(other => other.IsRed) > k / 2;
}
