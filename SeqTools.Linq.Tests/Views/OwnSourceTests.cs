using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace SeqTools.Linq.Tests.Views;

/// <summary>Copies of views into lists that they read.</summary>
public class OwnSourceTests
{
    private static readonly Func<IReadOnlyList<int>, SeqView<int>>[] Views =
    [
        list => list.AsView(), list => list.Select(x => 10 * x), list => list.Select(x => 10 * x).Select(x => x + 1),
        list => list.Skip(1), list => list.Take(1), list => list.AsView().Reverse(), list => list.Concat(list),
        list => list.Append(9), list => list.Prepend(9), list => list.Zip(list, (a, b) => (10 * a) + b),
        list => list.Rotate(1), list => list.Interleave(list), list => list.Batch(3, batch => batch.Sum()),
        list => list.Shuffle(1), list => list.Gather([3, 0]), list => list.Cycle(7), list => list.Batch(2).Flatten(),
    ];

    [Test]
    public void A_view_of_a_list_can_be_inserted_anywhere_into_it(
        [ValueSource(nameof(Views))] Func<IReadOnlyList<int>, SeqView<int>> viewOf, [Range(0, 4)] int at,
        [Values(0, 50)] int room)
    {
        List<int> list = new(4 + room) { 1, 2, 3, 4 };
        int[] expected = [.. list.Take(at), .. viewOf(list).ToArray(), .. list.Skip(at)];

        list.InsertRange(at, viewOf(list));

        list.ToArray().ShouldBe(expected);
    }

    [Test]
    public void A_view_of_a_list_can_be_added_to_it(
        [ValueSource(nameof(Views))] Func<IReadOnlyList<int>, SeqView<int>> viewOf)
    {
        List<int> list = [1, 2, 3, 4];
        int[] expected = [1, 2, 3, 4, .. viewOf(list).ToArray()];

        list.AddRange(viewOf(list));

        list.ToArray().ShouldBe(expected);
    }

    [Test]
    public void Where_an_element_fails_the_list_is_as_it_was([Values(0, 50)] int room)
    {
        List<int> list = new(4 + room) { 1, 2, 3, 4 };

        Should.Throw<EvaluationException>(
            () => list.InsertRange(1, list.Take(3).Select(x => x == 2 ? throw new FormatException() : x)));

        list.ToArray().ShouldBe([1, 2, 3, 4]);
    }

    [Test]
    public void A_view_of_an_array_can_be_copied_into_it(
        [ValueSource(nameof(Views))] Func<IReadOnlyList<int>, SeqView<int>> viewOf)
    {
        int[] array = [1, 2, 3, 4, 0, 0, 0, 0, 0];
        var part = array.AsView()[..4].ToArray();
        var expected = viewOf(part).ToArray();
        var view = viewOf(array.AsView()[..4]);

        view.CopyTo(array, 1);
        array[1..(1 + expected.Length)].ShouldBe(expected);
    }

    private static readonly Func<int[], IReadOnlyList<int>>[] Memories =
    [
        array => array.AsView()[..4], array => new ArraySegment<int>(array, 0, 4),
        array => ((ReadOnlyMemory<int>)array.AsMemory(0, 4)).AsView(),
        array => new ReadOnlyCollection<int>(new ArraySegment<int>(array, 0, 4)),
        array => new Collection<int>(new ArraySegment<int>(array, 0, 4)),
        array => ((IList<int>)new Collection<int>(array)).AsView()[..4],
        array => new ReadOnlyCollection<int>(new ArraySegment<int>(array, 0, 4)).Select(x => $"{x}").Select(int.Parse),
        array => ((int[])(object)(uint[])(object)array).AsView()[..4],
    ];

    [Test]
    public void A_view_of_what_wraps_an_array_can_be_copied_into_the_array(
        [ValueSource(nameof(Views))] Func<IReadOnlyList<int>, SeqView<int>> viewOf,
        [ValueSource(nameof(Memories))] Func<int[], IReadOnlyList<int>> memoryOf, [Values(0, 1, 2)] int at)
    {
        int[] array = [1, 2, 3, 4, 0, 0, 0, 0, 0, 0];
        var expected = viewOf(memoryOf([.. array])).ToArray();

        viewOf(memoryOf(array)).CopyTo(array, at);

        array[at..(at + expected.Length)].ShouldBe(expected);
    }

    [Test]
    public void A_view_of_what_wraps_a_list_can_be_added_to_the_list(
        [ValueSource(nameof(Views))] Func<IReadOnlyList<int>, SeqView<int>> viewOf, [Values(0, 50)] int room)
    {
        List<int> list = new(4 + room) { 1, 2, 3, 4 };
        int[] expected = [1, 2, 3, 4, .. viewOf(list).ToArray()];

        list.AddRange(viewOf(list.AsReadOnly()));

        list.ToArray().ShouldBe(expected);
    }

    [Test]
    public void A_view_can_be_copied_into_a_part_of_the_memory_that_it_reads(
        [ValueSource(nameof(Views))] Func<IReadOnlyList<int>, SeqView<int>> viewOf,
        [ValueSource(nameof(Memories))] Func<int[], IReadOnlyList<int>> memoryOf, [Values(0, 1, 2)] int at)
    {
        int[] array = [1, 2, 3, 4, 0, 0, 0, 0, 0];
        int[] expected = [.. viewOf(memoryOf([.. array])).Skip(1)];
        var view = viewOf(memoryOf(array));

        view.CopyTo(1, array.AsSpan(at, expected.Length));

        array[at..(at + expected.Length)].ShouldBe(expected);
        array.AsSpan(..at).ToArray().ShouldBe(Enumerable.Range(1, at));
    }

    [Test]
    public void A_view_can_be_copied_into_the_memory_of_a_list_that_it_reads()
    {
        List<int> list = [1, 2, 3, 4];

        list.AsView().Reverse().Select(x => 10 * x).CopyTo(0, CollectionsMarshal.AsSpan(list));

        list.ShouldBe([40, 30, 20, 10]);
    }

    [Test]
    public void Where_an_element_fails_the_memory_is_as_it_was()
    {
        int[] array = [1, 2, 3, 4];
        var view = array.Select(x => x == 3 ? throw new FormatException() : 10 * x);

        Should.Throw<EvaluationException>(() => view.CopyTo(0, array.AsSpan()));

        array.ShouldBe([1, 2, 3, 4]);
    }

    [Test]
    public void An_array_of_another_type_is_no_place_to_copy_to()
    {
        string[] texts = ["a", "b"];
        var copy = new object[2];

        ((IReadOnlyList<object>)texts).AsView().CopyTo(copy, 0);

        copy.ShouldBe(["a", "b"]);
    }
}
