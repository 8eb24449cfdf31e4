using CsCheck;

namespace SeqTools.Linq.Tests.Operators;

public class MixTests
{
    private static readonly Gen<double[]> Weights = Gen.OneOf(
        Gen.Double[0.05, 1].Array[1, 7],
        Gen.Int[1, 12].Select(n => (double)n).Array[1, 7],
        Gen.Int[1, 10].Select(n => n / 10.0).Array[1, 7],
        Gen.Int[0, 8].Select(n => Math.ScaleB(1, -n)).Array[1, 7]);

    [Test]
    public void Every_prefix_holds_each_list_within_one_element_of_its_share() =>
        Weights.Sample(weights =>
        {
            var total = weights.Sum();
            var counts = new int[weights.Length];
            var prefix = 0;
            foreach (var list in Numbered(weights).Take(3000))
            {
                counts[list]++;
                prefix++;
                for (var i = 0; i < counts.Length; i++)
                {
                    Math.Abs(counts[i] - (prefix * weights[i] / total)).ShouldBeLessThan(1 + 1e-9);
                }
            }
        });

    [Test]
    public void An_element_read_alone_is_the_one_that_an_enumeration_gives() =>
        Gen.Select(Weights, Gen.Int[0, 5000]).Sample((weights, start) =>
        {
            var mixed = Numbered(weights);
            var enumerated = mixed.Take(start + 200).ToList();
            for (var i = start; i < enumerated.Count; i++)
            {
                mixed[i].ShouldBe(enumerated[i]);
            }
        });

    [Test]
    public void Elements_of_each_list_come_in_their_order() =>
        Gen.Select(Weights, Gen.Int[0, 1_000_000_000]).Sample((weights, start) =>
        {
            var mixed = Seq.Mix(weights.AsView().Select((w, list) => (Source: (IReadOnlyList<(int List, int Index)>)Endless(list), w)).ToArray());
            var next = new Dictionary<int, int>();
            for (var i = start; i < start + 50; i++)
            {
                var (list, index) = mixed[i];
                next.GetValueOrDefault(list, index).ShouldBe(index);
                next[list] = index + 1;
            }
        }, iter: 100);

    private static SeqView<int> Numbered(double[] weights) =>
        Seq.Mix(weights.AsView().Select((w, list) => (Source: (IReadOnlyList<int>)Seq.Repeat(list), w)).ToArray());

    private static SeqView<(int List, int Index)> Endless(int list) => Seq.Generate(int.MaxValue, i => (list, i));
}
