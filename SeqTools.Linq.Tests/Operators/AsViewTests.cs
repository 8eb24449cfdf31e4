using System.Collections.Immutable;

namespace SeqTools.Linq.Tests;

internal sealed class AsViewTests
{
    [Test]
    public void A_view_is_itself()
    {
        var view = Seq.Range(0, 3);

        view.AsView().ShouldBeSameAs(view);
        ((IList<int>)view).AsView().ShouldBeSameAs(view);
    }

    [Test]
    public void Every_kind_of_list_is_its_view_and_the_source_of_it()
    {
        int[] array = [1, 2, 3];
        List<int> list = [1, 2, 3];
        ImmutableArray<int> immutable = [1, 2, 3];
        ReadOnlyMemory<int> memory = new([1, 2, 3]);
        ArraySegment<int> segment = new([0, 1, 2, 3], 1, 3);
        var writable = new WritableOnlyList<int>(1, 2, 3);

        ShouldView(array.AsView(), array);
        ShouldView(list.AsView(), list);
        ShouldView(immutable.AsView(), immutable);
        ShouldView(memory.AsView(), memory);
        ShouldView(((IList<int>)array).AsView(), array);
        ShouldView(writable.AsView(), writable);
        ShouldView(segment.AsView(), segment);

        static void ShouldView(SeqView<int> view, object source)
        {
            view.ShouldBe([1, 2, 3]);
            view.ToArray().ShouldBe([1, 2, 3]);
            view[^1].ShouldBe(3);
            ((IView)view).Sources.ShouldHaveSingleItem().Equals(source).ShouldBeTrue();
        }
    }

    [Test]
    public void A_string_is_its_characters()
    {
        var view = "abc".AsView();

        view[^1].ShouldBe('c');
        view[1..].ShouldBe(['b', 'c']);
        ((IView)view).Sources.ShouldBe(["abc"]);
    }

    [Test]
    public void An_immutable_array_that_is_default_is_refused() =>
        Should.Throw<ArgumentException>(() => default(ImmutableArray<int>).AsView()).ParamName.ShouldBe("source");

    [Test]
    public void A_list_without_the_readable_interface_is_live()
    {
        var source = new WritableOnlyList<int>(1);
        var view = source.AsView();

        source.Add(2);

        view.ShouldBe([1, 2]);
    }

    [Test]
    public void A_list_without_the_readable_interface_that_cannot_be_counted_is_named_by_its_view()
    {
        var view = new WritableOnlyList<int>(1) { IsBroken = true }.AsView().Select(n => n);

        var failure = Should.Throw<EvaluationException>(() => view.Count);

        failure.Trail.Select(frame => frame.Origin.Operator).ShouldBe(["Select", "AsView"]);
    }

    [Test]
    public void A_list_that_is_modified_while_it_is_enumerated_is_noticed()
    {
        List<int> source = [1, 2, 3];

        Should.Throw<InvalidOperationException>(() =>
        {
            foreach (var number in source.AsView())
            {
                source[0] = number;
            }
        });
    }
}
