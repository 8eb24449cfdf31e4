using System.Collections;
using System.Collections.ObjectModel;

namespace SeqTools.Linq.Tests.DropIn;

/// <summary>
/// What a caller can see of a sequence step by step, which LINQ's own tests look at: live lists, enumerators, ends and
/// failures.
/// </summary>
[NonParallelizable]
internal sealed class PipelineTests
{
    private static readonly Action<List<int>>[] Changes =
    [
        list => list.Add(7),
        list => list.Insert(0, 7),
        list => list.RemoveAt(0),
        list => list.RemoveRange(1, 2),
        list => list.AddRange([7, 8, 9]),
        list => list.Clear(),
    ];

    private readonly Compiled compiled = new(Pipelines.Code, "Pipelines");

    private static IEnumerable<TestCaseData<int>> Numbered() =>
        Pipelines.All
            .Index()
            .Select(pipeline => new TestCaseData<int>(pipeline.Index).SetArgDisplayNames(pipeline.Item));

    [OneTimeTearDown]
    public void Unload() => compiled.Dispose();

    [Test]
    public void They_compile_without_a_warning() => CSharpCode.ProblemsOf(compiled.WithLibrary).ShouldBeEmpty();

    [TestCaseSource(nameof(Numbered))]
    public void Every_reading_of_every_kind_of_list_is_LINQs(int pipeline)
    {
        foreach (var elements in (int[][])[[], [3], [3, 1, 4, 1, 5]])
        {
            foreach (var list in (object[])[elements, elements.ToList(), new ReadOnlyCollection<int>(elements)])
            {
                ShouldReadAsLinqs(pipeline, () => list);
            }
        }
    }

    [TestCaseSource(nameof(Numbered))]
    public void Every_reading_after_a_change_of_the_list_is_LINQs(int pipeline)
    {
        foreach (var change in Changes)
        {
            List<int> list = [];
            ShouldReadAsLinqs(pipeline, () => list = [3, 1, 4, 1, 5], () => change(list));
        }
    }

    [TestCaseSource(nameof(Numbered))]
    public void A_change_amid_an_enumeration_is_noticed_where_LINQ_notices_it(int pipeline)
    {
        using var untouched = SeqErrors.Use(ErrorMode.Passthrough);
        foreach (var change in Changes)
        {
            var expected = StepsAround(compiled.Linqs, pipeline, change);
            var actual = StepsAround(compiled.Ours, pipeline, change);

            var noticed = expected.FindIndex(step => step.Contains("Exception", StringComparison.Ordinal));
            actual.Take(noticed + 1).ShouldBe(expected.Take(noticed + 1));
        }
    }

    [TestCaseSource(nameof(Numbered))]
    public void An_enumeration_over_an_array_goes_step_by_step_as_LINQs(int pipeline)
    {
        static List<string> Steps(IEnumerable elements)
        {
            var steps = elements.GetEnumerator();
            return Outcomes(9, () => steps.MoveNext() ? steps.Current : "end");
        }

        int[] array = [3, 1, 4, 1, 5];
        Steps(Over(compiled.Ours, pipeline, array)).ShouldBe(Steps(Over(compiled.Linqs, pipeline, array)));
    }

    [TestCaseSource(nameof(Numbered))]
    public void Two_enumerations_at_a_time_are_as_independent_as_LINQs(int pipeline)
    {
        static List<string> Steps(IEnumerable elements)
        {
            var (first, second) = (elements.GetEnumerator(), elements.GetEnumerator());
            return Outcomes(7, () =>
                (first.MoveNext(), first.MoveNext(), second.MoveNext(), second.MoveNext() ? second.Current : "end"));
        }

        var view = Over(compiled.Ours, pipeline, Sample());
        view.GetEnumerator().ShouldNotBeSameAs(view.GetEnumerator());
        Steps(view).ShouldBe(Steps(Over(compiled.Linqs, pipeline, Sample())));
    }

    [TestCaseSource(nameof(Numbered))]
    public void The_end_is_final_also_where_the_list_grows_later(int pipeline)
    {
        var list = Sample();
        var elements = Over(compiled.Ours, pipeline, list).GetEnumerator();
        while (elements.MoveNext())
        {
        }

        list.AddRange([7, 8, 9]);

        elements.MoveNext().ShouldBeFalse();
        Default(elements).ShouldBeTrue();
    }

    [TestCaseSource(nameof(Numbered))]
    public void A_step_after_dispose_finds_no_element(int pipeline)
    {
        foreach (var type in (Type[])[compiled.Linqs, compiled.Ours])
        {
            var elements = Over(type, pipeline, Sample()).Cast<object?>().GetEnumerator();
            elements.MoveNext();

            elements.Dispose();
            elements.Dispose();

            elements.MoveNext().ShouldBeFalse();
        }
    }

    [TestCaseSource(nameof(Numbered))]
    public void The_views_are_not_enumerators_that_have_begun(int pipeline) =>
        (Over(compiled.Ours, pipeline, Sample()) is IEnumerator elements && elements.MoveNext()).ShouldBeFalse();

    [TestCaseSource(nameof(Numbered))]
    public void Enumerators_can_not_be_reset(int pipeline) =>
        Should.Throw<NotSupportedException>(() => Over(compiled.Ours, pipeline, Sample()).GetEnumerator().Reset());

    private static List<int> Sample() => [3, 1, 4, 1, 5];

    private static IEnumerable Over(Type type, int pipeline, object source) =>
        (IEnumerable)Compiled.Call(type, $"Pipeline{pipeline}", source)!;

    private static List<string> StepsAround(Type type, int pipeline, Action<List<int>> change)
    {
        var list = Sample();
        var elements = Over(type, pipeline, list).GetEnumerator();
        var before = Outcomes(2, () => elements.MoveNext() ? elements.Current : "end");
        change(list);
        return [.. before, .. Outcomes(7, () => elements.MoveNext() ? elements.Current : "end")];
    }

    private static List<string> Outcomes(int count, Func<object?> step) =>
        [.. Enumerable.Range(0, count).Select(_ => Outcome(step))];

    private static string Outcome(Func<object?> reading)
    {
        try
        {
            return Printed.Of(reading());
        }
        catch (Exception e)
        {
            return $"{e.GetType()} {(e as ArgumentException)?.ParamName}";
        }
    }

    private static bool Default(IEnumerator elements) =>
        elements.Current is null || elements.Current.Equals(Activator.CreateInstance(elements.Current.GetType()));

    private void ShouldReadAsLinqs(int pipeline, Func<object> source, Action? change = null)
    {
        foreach (var reading in Readings.Names)
        {
            string Read(Type type, Func<string, IEnumerable, object?> read)
            {
                var elements = Over(type, pipeline, source());
                change?.Invoke();
                return Outcome(() => read(reading, elements));
            }

            Read(compiled.Ours, Readings.Read).ShouldBe(Read(compiled.Linqs, Readings.ReadPlainly), reading);
        }
    }
}
