using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeqTools.Linq.Tests.Observing;

internal sealed class TapTests
{
    [Test]
    public void The_action_is_shown_what_is_read_as_often_as_it_is_read()
    {
        List<(int, string)> shown = [];
        var view = new[] { "a", "b", "c" }.Tap((s, i) => shown.Add((i, s)));
        shown.ShouldBeEmpty();

        view[2].ShouldBe("c");
        view[2].ShouldBe("c");
        view.AsEnumerable().Skip(1).First().ShouldBe("b");
        view.ToArray().ShouldBe(["a", "b", "c"]);

        shown.ShouldBe([(2, "c"), (2, "c"), (1, "b"), (0, "a"), (1, "b"), (2, "c")]);
    }

    [Test]
    public void An_action_without_a_position_is_shown_the_element_alone()
    {
        List<string> shown = [];
        var view = new[] { "a", "b", "c" }.Tap(shown.Add, maxCalls: 2);

        (view[2], view[1], view[0]).ShouldBe(("c", "b", "a"));

        shown.ShouldBe(["c", "b"]);
        view.Origin.Arguments.ShouldBe("shown.Add");
        Stages.Of(() => Seq.Range(0, 3).Tap(n => _ = 1 / n)[0]).ShouldBe("Tap[0]");
    }

    [Test]
    public void The_element_comes_first_also_where_it_is_a_number()
    {
        List<(int Number, int Position)> shown = [];

        _ = Seq.Range(10, 3).Tap((number, position) => shown.Add((number, position)))[2];

        shown.ShouldBe([(12, 2)]);
    }

    [Test]
    public void A_collection_that_is_no_list_is_refused_where_the_view_is_made() =>
        Should.Throw<ArgumentException>(() => new Queue<int>([1]).Tap((_, _) => { })).ParamName.ShouldBe("source");

    [TestCase(LanguageVersion.CSharp12)]
    [TestCase(LanguageVersion.CSharp14)]
    public void Lambdas_and_method_groups_bind_in_old_and_new_compilers(LanguageVersion language)
    {
        const string calls = """
            var texts = new[] { "a", "b" };
            List<string> list = [.. texts];
            IReadOnlyList<int> numbers = [1, 2];
            var view = numbers.Select(n => n);
            _ = texts.Tap(Console.WriteLine)
                .Tap(text => Console.WriteLine(text))
                .Tap((text, i) => Console.WriteLine($"{i} {text}"));
            _ = texts.Tap(Note)
                .Tap(Number)
                .Tap(Number, 3)
                .Tap(Note, 3, TimeSpan.FromSeconds(1), new() { TimeProvider = TimeProvider.System });
            _ = list.Tap(Console.WriteLine).Tap(Note).Tap(Number).Tap(list.Add).Tap(_ => { }).Tap((_, _) => { });
            _ = numbers.Tap(Console.WriteLine).Tap(n => { }).Tap((n, i) => { });
            _ = view.Tap(Console.WriteLine).Tap(n => n++).Tap((n, i) => n++, maxCalls: 2);
            _ = ImmutableArray.Create(1).Tap(Console.WriteLine).Tap((n, i) => { });

            static void Note(string text) { }
            static void Number(string text, int position) { }
            """;

        var tree = CSharpCode.Parse(calls, language: language);
        CSharpCode.ProblemsOf(CSharpCode.Compile(tree, OutputKind.ConsoleApplication)).ShouldBeEmpty();
    }

    [Test]
    public void There_are_no_more_calls_than_allowed()
    {
        List<int> shown = [];
        var view = Seq.Range(0, 10).Tap((_, i) => shown.Add(i), maxCalls: 3);

        view.Sum().ShouldBe(45);
        view.Sum().ShouldBe(45);

        shown.ShouldBe([0, 1, 2]);
        Should.NotThrow(() => Seq.Range(0, 10).Tap((_, _) => throw new InvalidOperationException(), maxCalls: 0).Sum());
    }

    [Test]
    public void Readers_at_once_make_no_more_calls_than_allowed()
    {
        var calls = 0;
        var view = Seq.Range(0, 100_000).Tap((_, _) => Interlocked.Increment(ref calls), maxCalls: 777);

        Parallel.For(0, view.Count, i => _ = view[i]);

        calls.ShouldBe(777);
    }

    [Test]
    public void Calls_keep_their_distance_and_the_first_read_has_one()
    {
        var clock = new ManualClock();
        List<int> shown = [];
        var view = Seq.Range(0, 100).Tap(
            (_, i) => shown.Add(i), null, TimeSpan.FromSeconds(10), new() { TimeProvider = clock });

        foreach (var _ in view.Take(32))
        {
            clock.Pass(seconds: 1);
        }

        shown.ShouldBe([0, 10, 20, 30]);
    }

    [Test]
    public void Both_limits_hold()
    {
        var clock = new ManualClock();
        List<int> shown = [];
        var view = Seq.Range(0, 100).Tap(
            (_, i) => shown.Add(i), maxCalls: 2, TimeSpan.FromSeconds(10), new() { TimeProvider = clock });

        foreach (var _ in view)
        {
            clock.Pass(seconds: 1);
        }

        shown.ShouldBe([0, 10]);
    }

    [Test]
    public void What_the_action_throws_is_a_failure_of_the_element_that_it_was_shown()
    {
        var view = Seq.Range(0, 3).Tap((n, _) => _ = 1 / (n - 1)).Reverse();

        var failure = Should.Throw<EvaluationException>(() => view[1]);

        failure.InnerException.ShouldBeOfType<DivideByZeroException>();
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe([("Reverse", 1), ("Tap", 1)]);
        view[0].ShouldBe(2);
    }

    [Test]
    public void A_failed_element_is_not_shown()
    {
        var view = Seq.Range(0, 3).Select(n => 1 / n).Tap((_, _) => Assert.Fail("It was shown."));

        Should.Throw<EvaluationException>(() => view[0]).Origin.Operator.ShouldBe("Select");
    }

    [Test]
    public void Limits_that_are_none_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Seq.Range(0, 3).Tap((_, _) => { }, maxCalls: -1))
            .ParamName.ShouldBe("maxCalls");
        Should.Throw<ArgumentOutOfRangeException>(
            () => Seq.Range(0, 3).Tap((_, _) => { }, minInterval: TimeSpan.FromTicks(-1)))
            .ParamName.ShouldBe("minInterval");
    }
}
