namespace SeqTools.Linq.Tests;

public class LengthHoldsTests
{
    private static Length Live => new List<int> { 0, 1, 2 }.AsView().Length;

    private static IEnumerable<Length> Lengths() =>
    [
        Length.Fixed(0),
        Length.Fixed(3),
        Length.Fixed(int.MaxValue),
        Live,
        Live.Then(n => 2 * n),
        Live.Clip(1, int.MaxValue),
        Live.Clip(0, 2),
        Live.Clip(1, 1),
        Live.Clip(4, 1),
        Live.Clip(int.MaxValue, int.MaxValue),
        Live.Clip(1, int.MaxValue).Clip(1, int.MaxValue),
        Length.Sum([Live, Length.Fixed(2)], ViewOrigin.None),
        Length.Shorter(Live, Length.Fixed(2)),
    ];

    [TestCaseSource(nameof(Lengths))]
    public void A_length_holds_the_indices_below_the_count(object length)
    {
        var tested = (Length)length;
        int[] indices = [int.MinValue, -1, 0, 1, 2, 3, 4, 5, 6, int.MaxValue - 1, int.MaxValue];
        indices.Where(index => tested.Holds(index))
            .ShouldBe(indices.Where(index => index >= 0 && index < tested.Count));
        tested.Evaluates.ShouldBeFalse();
    }
}
