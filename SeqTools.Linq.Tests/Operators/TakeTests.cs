namespace SeqTools.Linq.Tests;

internal sealed class TakeTests
{
    private static readonly int[] Numbers = [0, 1, 2, 3];

    private static readonly Range[] Ranges =
    [
        .. from start in new Index[] { 0, 2, 4, 9, ^0, ^2, ^4, ^9 }
           from end in new Index[] { 0, 2, 4, 9, ^0, ^2, ^4, ^9 }
           select start..end,
    ];

    [TestCase(-1)]
    [TestCase(0)]
    [TestCase(3)]
    [TestCase(9)]
    [TestCase(int.MaxValue)]
    [TestCase(int.MinValue)]
    public void It_takes_what_linq_takes(int count) => Numbers.Take(count).ShouldBe(Numbers.AsEnumerable().Take(count));

    [TestCaseSource(nameof(Ranges))]
    public void A_range_need_not_be_inside(Range range)
    {
        List<int> live = [.. Numbers];

        Numbers.Take(range).ShouldBe(Numbers.AsEnumerable().Take(range));
        live.Take(range).ShouldBe(Numbers.AsEnumerable().Take(range));
    }

    [Test]
    public void It_can_be_taken_of_an_endless_view() => Seq.Repeat(1).Take(3).ShouldBe([1, 1, 1]);

    [Test]
    public void Its_list_may_be_modified_while_it_is_enumerated_as_with_linq()
    {
        List<int> source = [1, 2, 3];

        foreach (var number in source.Take(2))
        {
            source.Remove(number);
        }

        source.ShouldBe([2]);
    }
}
