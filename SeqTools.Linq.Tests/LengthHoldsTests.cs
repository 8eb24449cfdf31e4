namespace SeqTools.Linq.Tests;

public class LengthHoldsTests
{
    private static readonly List<int> Three = [0, 1, 2];

    private static IEnumerable<Length> Lengths() =>
    [
        Length.Fixed(0),
        Length.Fixed(3),
        Length.Fixed(int.MaxValue),
        Length.Of(Three),
        Length.Of(Three).Then(n => 2 * n),
        Length.Of(Three).Clip(1, int.MaxValue),
        Length.Of(Three).Clip(0, 2),
        Length.Of(Three).Clip(1, 1),
        Length.Of(Three).Clip(4, 1),
        Length.Of(Three).Clip(int.MaxValue, int.MaxValue),
        Length.Of(Three).Clip(1, int.MaxValue).Clip(1, int.MaxValue),
        Length.Sum([Length.Of(Three), Length.Fixed(2)]),
        Length.Shorter(Length.Of(Three), Length.Fixed(2)),
    ];

    [TestCaseSource(nameof(Lengths))]
    public void A_length_holds_the_indices_below_the_count(object length)
    {
        var tested = (Length)length;
        int[] indices = [int.MinValue, -1, 0, 1, 2, 3, 4, 5, 6, int.MaxValue - 1, int.MaxValue];
        indices.Where(tested.Holds).ShouldBe(indices.Where(index => index >= 0 && index < tested.Count));
        tested.Evaluates.ShouldBeFalse();
    }
}
