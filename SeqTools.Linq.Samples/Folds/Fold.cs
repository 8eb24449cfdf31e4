using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using SeqTools.Linq;

namespace Samples.Folds;

/// <summary>A classifier that was trained on some flowers, and how good it is on others.</summary>
/// <param name="Trained">The number of flowers that it was trained on.</param>
/// <param name="Accuracy">The share of all flowers that it took for what they are.</param>
/// <param name="RareFound">The share of the rare ones that it took for rare.</param>
internal sealed record Fold(int Trained, double Accuracy, double RareFound)
{
    /// <summary>
    /// Trains on some flowers, and tests on others. The views are read by ML.NET as often as it likes.
    /// </summary>
    public static Fold Of(SeqView<Flower> training, SeqView<Flower> held)
    {
        var ml = new MLContext(seed: 1);
        var trainer = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(
            new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 });
        var model = trainer.Fit(ml.Data.LoadFromEnumerable(training));
        CalibratedBinaryClassificationMetrics metrics = ml.BinaryClassification.Evaluate(
            model.Transform(ml.Data.LoadFromEnumerable(held)));
        return new(training.Count, metrics.Accuracy, metrics.PositiveRecall);
    }
}
