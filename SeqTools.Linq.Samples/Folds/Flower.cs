using Microsoft.ML.Data;
using SeqTools.Linq;

namespace Samples.Folds;

/// <summary>A flower, measured. One kind is rare, and a little larger than the other in some of its measures.</summary>
internal sealed class Flower
{
    private const int MeasuresTaken = 6;
    private const double Rarity = 0.08;

    [ColumnName("Label")]
    public bool IsRare { get; set; }

    [ColumnName("Features"), VectorType(MeasuresTaken)]
    public float[] Measures { get; set; } = [];

    /// <summary>So many flowers: the same ones on every machine.</summary>
    public static SeqView<Flower> Of(int count) => Seq.Generate(count, number => Grow(new(number)));

    private static Flower Grow(Random random)
    {
        var rare = random.NextDouble() < Rarity;
        return new()
        {
            IsRare = rare,
            Measures =
                [.. Seq.Range(0, MeasuresTaken).Select(measure =>
                    (float)(Normal(random) + (rare ? 0.9 - (0.1 * measure) : 0)))],
        };
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
}
