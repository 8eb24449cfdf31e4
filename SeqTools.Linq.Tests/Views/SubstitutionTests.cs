using System.Reflection;

namespace SeqTools.Linq.Tests;

/// <summary>Every pipeline can be made anew with something else in place of its stages.</summary>
internal sealed class SubstitutionTests
{
    private const BindingFlags Members =
        BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private static IEnumerable<TestCaseData<Operator>> Operators() =>
        new[] { 0, 2, 9 }.SelectMany(Operator.With)
            .DistinctBy(op => op.Text)
            .Select(op => new TestCaseData<Operator>(op).SetArgDisplayNames(op.Text));

    private static IEnumerable<TestCaseData<Type>> ViewsThatReadViews() =>
        from type in typeof(SeqView<>).Assembly.GetTypes()
        where !type.IsAbstract && Bases(type).Contains(typeof(SeqView<>))
        where Bases(type).Any(of => of.GetFields(Members).Any(field => IsView(field.FieldType)))
        select new TestCaseData<Type>(type).SetArgDisplayNames(type.Name);

    [TestCaseSource(nameof(ViewsThatReadViews))]
    public void A_view_that_reads_a_view_says_how_it_is_made_over_another(Type type) =>
        Bases(type)
            .TakeWhile(of => of != typeof(SeqView<>))
            .Any(of => of.GetMethods(Members).Any(method => method.Name == "Over" && method.IsVirtual))
            .ShouldBeTrue("It does not override Over.");

    [TestCaseSource(nameof(Operators))]
    public void Made_anew_it_has_the_same_elements(Operator op)
    {
        var view = op.View(Cell.Source(5).AsView()).Skip(0);
        var substitution = new Anew();

        var anew = substitution.Of(view);

        substitution.Stages.ShouldContain(view);
        anew.ShouldNotBeSameAs(view);
        anew.Count.ShouldBe(view.Count);
        Enumerable.Range(0, view.Count).Select(i => anew[i]).ShouldBe(view);
        anew.ShouldBe(view);
        anew.ToArray().ShouldBe(view);
    }

    /// <summary>But for the views that watch who reads them: their sources stand in for them.</summary>
    [TestCaseSource(nameof(Operators))]
    public void Made_anew_it_fails_with_the_same_trail(Operator op)
    {
        var view = op.View(Cell.Source(5).Select<Cell, Cell>(_ => throw new IOException()));

        TrailOf(new Anew().Of(view)).ShouldBe(
            TrailOf(view).Where(
                frame => frame.Origin.Operator
                    is not (nameof(SeqExtensions.Measure) or nameof(SeqExtensions.ReportTo))));

        static IReadOnlyList<EvaluationFrame> TrailOf(SeqView<Cell> view)
        {
            try
            {
                _ = view.LastOrDefault();
                return [];
            }
            catch (EvaluationException e)
            {
                return e.Trail;
            }
        }
    }

    [Test]
    public void A_shared_stage_is_made_once()
    {
        var view = Seq.Range(0, 1).Select(n => n);
        for (var i = 0; i < 30; i++)
        {
            view = view.Concat(view).Take(1);
        }

        var substitution = new Anew();
        substitution.Of(view)[0].ShouldBe(0);

        substitution.Stages.Count.ShouldBe(62);
    }

    private static IEnumerable<Type> Bases(Type? type)
    {
        for (; type is not null && type != typeof(object); type = type.BaseType)
        {
            yield return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        }
    }

    private static bool IsView(Type type) =>
        type.IsArray ? IsView(type.GetElementType()!) : Bases(type).Contains(typeof(SeqView<>));

    private sealed class Anew : Substitution
    {
        public List<object> Stages { get; } = [];

        protected override SeqView<T> Substitute<T>(SeqView<T> view, SeqView<T> anew)
        {
            Stages.Add(view);
            return anew;
        }
    }
}
