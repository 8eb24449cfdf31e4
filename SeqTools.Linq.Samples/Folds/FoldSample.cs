using System.Diagnostics;
using SeqTools.Linq;
using Spectre.Console;
using static Samples.Terminal;

namespace Samples.Folds;

/// <summary>
/// Cross-validates a classifier, trained on the flowers as they come and on as many rare ones as common ones.
/// </summary>
internal static class FoldSample
{
    private const int Folds = 5;

    public static Task<int> RunAsync(int count)
    {
        Flower[] flowers = [.. Flower.Of(count)];

        var folds = flowers.Shuffle(seed: 1).SplitInto(Folds);
        var trainings = Seq.Range(0, Folds).Select(held => Seq.Concat([.. folds[..held], .. folds[(held + 1)..]]));
        using var asTheyCome = trainings.Zip(folds, Fold.Of).AsPrefetched();
        using var balanced = trainings.Select(Balance).Zip(folds, Fold.Of).AsPrefetched();

        Title("The pipeline");
        Print(balanced.Explain());

        Title("A batch for training, as they come and balanced");
        Print(Drawn(trainings[0][..64]));
        Print(Drawn(Balance(trainings[0])[..64]));

        Title("The folds");
        var since = Stopwatch.GetTimestamp();
        Report(asTheyCome, balanced);
        Print($"{2 * Folds} classifiers, trained and tested ahead: {Seconds(Stopwatch.GetElapsedTime(since))}.");

        Title("Rare flowers found, and all flowers told right, of 100");
        AnsiConsole.Write(new BarChart { Width = 60 }
            .WithMaxValue(100)
            .AddItem("rare, as they come", Percent(asTheyCome, fold => fold.RareFound), Color.SteelBlue)
            .AddItem("rare, balanced", Percent(balanced, fold => fold.RareFound), Color.Orange1)
            .AddItem("all, as they come", Percent(asTheyCome, fold => fold.Accuracy), Color.SteelBlue)
            .AddItem("all, balanced", Percent(balanced, fold => fold.Accuracy), Color.Orange1));

        return Task.FromResult(
            Percent(balanced, fold => fold.RareFound) > Percent(asTheyCome, fold => fold.RareFound) ? 0 : 1);
    }

    /// <summary>One rare flower to each common one: every common one once, the rare ones again and again.</summary>
    private static SeqView<Flower> Balance(SeqView<Flower> flowers)
    {
        var kinds = flowers.Index().ToLookup(flower => flower.Item.IsRare, flower => flower.Index);
        var common = flowers.Gather([.. kinds[false]]);
        var rare = flowers.Gather([.. kinds[true]]).Shuffle(seed: 2);
        return Seq.Mix([common, rare.Cycle()], [1, 1]);
    }

    private static string Drawn(SeqView<Flower> flowers) =>
        string.Concat(flowers.Select(flower => flower.IsRare ? '●' : '·'));

    private static void Report(SeqView<Fold> asTheyCome, SeqView<Fold> balanced)
    {
        var table = new Table { Border = TableBorder.Rounded }.AddColumns(
            "fold", "as they come", "accuracy", "rare", "balanced", "accuracy", "rare");
        foreach (var (number, (first, second)) in asTheyCome.Zip(balanced).Index())
        {
            table.AddRow(
                $"{number}",
                $"{first.Trained:N0}", $"{first.Accuracy:P1}", $"{first.RareFound:P1}",
                $"{second.Trained:N0}", $"{second.Accuracy:P1}", $"{second.RareFound:P1}");
        }

        AnsiConsole.Write(table);
    }

    private static double Percent(SeqView<Fold> folds, Func<Fold, double> share) =>
        Math.Round(100 * folds.Average(share), 1);
}
