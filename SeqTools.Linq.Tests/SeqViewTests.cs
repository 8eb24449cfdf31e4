using System.Diagnostics;
using System.Reflection;

namespace SeqTools.Linq.Tests;

internal sealed class SeqViewTests
{
    [Test]
    public void A_view_of_ones_own_has_all_that_a_view_has()
    {
        var view = new Squares(5);

        view[^1].ShouldBe(16);
        view[1..3].ShouldBe([1, 4]);
        view.ShouldBe([0, 1, 4, 9, 16]);
        view.ToArray().ShouldBe([0, 1, 4, 9, 16]);
        view.Select(n => n + 1).Reverse()[0].ShouldBe(17);
        ((IView)view).Sources.ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => view[5]).ParamName.ShouldBe("index");
    }

    [Test]
    public void A_view_of_ones_own_is_named_after_its_class()
    {
        var origin = new Squares(5).Origin;

        origin.ShouldBe(new ViewOrigin("Squares", "", "", 0, ""));
        new Squares(5).ToString().ShouldBe("Squares()");
        new Pairs<string>("a", "b").ToString().ShouldBe("Pairs<string>()");
    }

    [Test]
    public void A_view_of_ones_own_may_say_where_it_was_written()
    {
        var view = new Squares(5, new ViewOrigin("Squares", "5", "Import.cs", 21, "Load"));

        view.ToString().ShouldBe("Squares(5) in Import.cs:line 21 (Load)");
    }

    [Test]
    public void What_a_view_of_ones_own_throws_is_wrapped()
    {
        var failure = Should.Throw<EvaluationException>(() => new Squares(50_000).Select(n => n)[46_341]);

        failure.InnerException.ShouldBeOfType<OverflowException>();
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe(
            [("Select", 46_341), ("Squares", 46_341)]);
    }

    [Test]
    public void A_view_of_ones_own_that_cannot_be_counted_is_named()
    {
        var failure = Should.Throw<EvaluationException>(() => new Uncounted().Select(n => n)[0]);

        failure.InnerException.ShouldBeOfType<IOException>();
        failure.Index.ShouldBe(-1);
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe(
            [("Select", -1), ("Uncounted", -1)]);
    }

    [Test]
    public void A_view_of_ones_own_is_drawn_with_its_sources() =>
        new Pairs<string>("a", "b").Reverse().Explain().ShouldMatchSnapshot();

    [Test]
    public void A_covariant_array_is_filled_if_the_elements_are_of_its_type()
    {
        var view = new object[] { "a", "b" }.Select(text => text);
        object[] texts = new string[2];

        view.CopyTo(texts, 0);

        texts.ShouldBe(["a", "b"]);
        Should.Throw<ArrayTypeMismatchException>(() => new object[] { "a", 1 }.Select(item => item).CopyTo(texts, 0));
    }

    [Test]
    public void Sources_are_the_lists_as_they_were_handed_in()
    {
        List<int> list = [1, 2];
        int[] indices = [1];
        var doubled = list.Select(n => 2 * n);
        var pairs = doubled.Concat(list);

        ShouldRead(doubled, list);
        ShouldRead(doubled.Reverse(), doubled);
        ShouldRead(doubled.Gather(indices), doubled, indices);
        ShouldRead(doubled.Zip(list), doubled, list);
        ShouldRead(doubled.Zip(list, indices), doubled, list, indices);
        ShouldRead(pairs, doubled, list);
        ShouldRead(pairs.Concat(indices), pairs, indices);
        ShouldRead(doubled.Batch(2, batch => batch.Count), doubled);

        static void ShouldRead(IView view, params object[] sources)
        {
            view.Sources.Count.ShouldBe(sources.Length);
            view.Sources.Zip(sources, ReferenceEquals).ShouldAllBe(isSame => isSame);
        }
    }

    [Test]
    public void A_slice_of_a_slice_names_the_slice_as_its_source()
    {
        var slice = Seq.Range(0, 9)[1..];

        ((IView)slice[1..]).Sources.ShouldHaveSingleItem().ShouldBeSameAs(slice);
    }

    [Test]
    public void As_text_it_is_its_operator_and_its_place()
    {
        var view = new[] { 1 }.Select(n => n + 1);

        Snapshot.Scrub(view.ToString()).ShouldBe(
            $"Select(n => n + 1) in SeqViewTests.cs:line # ({nameof(As_text_it_is_its_operator_and_its_place)})");
    }

    [Test]
    public void A_debugger_shows_a_view_without_evaluating_it()
    {
        var source = new CountingList<int>(1, 0);
        var view = source.Select(n => 1 / n);
        typeof(SeqView<int>).GetCustomAttributes(typeof(DebuggerDisplayAttribute), inherit: false)
            .ShouldHaveSingleItem().ShouldBeOfType<DebuggerDisplayAttribute>().Value.ShouldBe("{ToString(),nq}");

        var shown = new SeqViewDebugView<int>(view);
        shown.Origin.ShouldBe(view.Origin);
        shown.Explanation.ShouldBe(view.Explain());
        shown.Sources.ShouldHaveSingleItem().ShouldBeSameAs(source);
        var unopened = shown.Elements;
        (source.Reads, source.Enumerations).ShouldBe((0, 0));

        var elements = new SeqViewDebugView<int>.Evaluated(unopened).Items;
        elements[0].ShouldBe(1);
        elements[1].ShouldBeOfType<EvaluationException>();
        source.Reads.ShouldBe(2);
    }

    [Test]
    public void A_debugger_shows_the_first_elements_of_a_long_view() =>
        new SeqViewDebugView<int>.Evaluated(new SeqViewDebugView<int>(Seq.Repeat(1)).Elements)
            .Items.Length.ShouldBe(100);

    [Test]
    public void LINQPad_shows_a_view_without_evaluating_it_and_its_first_elements_on_request()
    {
        var source = new CountingList<int>(1, 0);
        var view = source.Select(n => 1 / n);

        var shown = Dump(view);
        var explanation = shown.GetType().GetProperty("Explanation")!.GetValue(shown);
        var first = shown.GetType().GetProperty("FirstElements")!.GetValue(shown)
            .ShouldBeOfType<Lazy<IReadOnlyList<object?>>>();

        explanation.ShouldBe(view.Explain());
        first.IsValueCreated.ShouldBeFalse();
        (source.Reads, source.Enumerations).ShouldBe((0, 0));

        first.Value[0].ShouldBe(1);
        first.Value[1].ShouldBeOfType<EvaluationException>();
        source.Reads.ShouldBe(2);
    }

    [Test]
    public void LINQPad_shows_no_more_than_a_hundred_elements_of_an_endless_view() =>
        Dump(Seq.Repeat(1)).ShouldBeOfType<SeqViewDump<int>>().FirstElements.Value.Count.ShouldBe(100);

    /// <summary>What LINQPad does, which knows no type of the library.</summary>
    private static object Dump(object view) =>
        view
            .GetType()
            .GetMethod("ToDump", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [])!
            .Invoke(view, null)!;

    [Test]
    public void Concurrent_reads_of_one_view_give_what_single_ones_give()
    {
        var view =
            Seq.Range(0, 1000).Select(n => 2 * n).Reverse().Zip(Seq.Range(0, 1000), (a, b) => a - b).Concat([-1]);
        int[] expected = [.. view];
        var read = new int[expected.Length];

        Parallel.For(0, expected.Length, i => read[i] = view[i]);

        read.ShouldBe(expected);
    }

    private sealed class Squares : SeqView<int>
    {
        private readonly int count;

        public Squares(int count) => this.count = count;

        public Squares(int count, ViewOrigin origin)
            : base(origin) => this.count = count;

        public override int Count => count;

        protected override int GetItem(int index) => checked(index * index);
    }

    private sealed class Uncounted : SeqView<int>
    {
        public override int Count => throw new IOException("The directory is gone.");

        protected override int GetItem(int index) => index;
    }

    private sealed class Pairs<T>(params T[] elements) : SeqView<(T, T)>
    {
        public override int Count => elements.Length;

        protected override IReadOnlyList<object> Sources => [elements];

        protected override (T, T) GetItem(int index) => (elements[index], elements[index]);
    }

    [Test]
    public void A_collection_expression_stands_in_for_a_view_that_is_not_there()
    {
        Numbers(null).ShouldBeEmpty();
        Numbers([1]).ShouldBe([2]);
        SeqView<int> some = [1, 2, 3];
        some[^1].ShouldBe(3);
        some.Explain().ShouldStartWith("AsView([…])  3 elements");

        static SeqView<int> Numbers(List<int>? list) => list?.Select(n => n + 1) ?? [];
    }

    [Test]
    public void The_last_elements_of_an_endless_view_are_enumerated()
    {
        int[] list = [1, 2, 3];

        list.Cycle()[^2..].AsEnumerable().Select(n => n).Count().ShouldBe(2);
        Seq.Range(0, int.MaxValue).Reverse()[^3..].AsEnumerable().Select(n => n).ToArray().ShouldBe([2, 1, 0]);
        Seq.Mix([Seq.Repeat(1), Seq.Repeat(2)], [1, 1])[^2..].AsEnumerable().Select(n => n).Count().ShouldBe(2);
    }
}
