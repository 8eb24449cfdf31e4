using CsCheck;

namespace SeqTools.Linq.Tests;

/// <summary>
/// Chains of stages that share one guard, enumerated, copied and read by index: they tell the same of a failure.
/// </summary>
internal sealed class StageEnumeratorTests
{
    private const int Count = 6;

    private static readonly Gen<Chain> AnyChain = Gen.Select(
        Gen.Int[0, 4],
        Gen.Int[0, 5].Array[1, 6],
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, Count - 1]).Array[0, 5],
        (root, kinds, failing) => new Chain(root, kinds, [.. failing]));

    [Test]
    public void A_failure_tells_the_same_stages_enumerated_as_read_by_index() =>
        AnyChain.Sample(
            chain =>
            {
                var view = chain.View();

                Enumerated(view).ShouldBe(Read(view));
            },
            iter: 2000);

    [Test]
    public void A_copy_fails_as_an_element_does_that_cannot_be_read() =>
        AnyChain.Sample(
            chain =>
            {
                var view = chain.View();
                var read = Read(view);
                string[] failures = [.. read.Where(element => !int.TryParse(element, out _))];

                var copy = Outcome(() => string.Join(' ', view.ToArray()));

                copy.ShouldBeOneOf(failures is [] ? [string.Join(' ', read)] : failures);
            },
            iter: 2000);

    [Test]
    public void A_failure_of_another_pipeline_that_a_function_caught_and_kept_is_not_changed([Values] bool throwsAgain)
    {
        EvaluationException? kept = null;
        var inner = Stages.FailingAt(1, 3);
        var chain = new[] { 0, 1, 2 }.Select(Kept).Select(n => n).Select(n => n);

        var failure = Should.Throw<EvaluationException>(() => chain.Sum());

        kept!.Trail.Count.ShouldBe(1);
        failure.Trail.Count.ShouldBe(throwsAgain ? 4 : 3);
        failure.InnerException.ShouldBeOfType(throwsAgain ? typeof(FormatException) : typeof(InvalidDataException));

        int Kept(int i)
        {
            try
            {
                return inner[i];
            }
            catch (EvaluationException e)
            {
                kept = e;
                throw throwsAgain ? e : new InvalidDataException();
            }
        }
    }

    [Test]
    public void What_is_not_wrapped_passes_as_it_is_and_the_next_element_follows([Range(0, 2)] int failing)
    {
        var cancelled = new OperationCanceledException(new CancellationToken(canceled: true));
        var chain = Enumerable.Range(0, 3).Aggregate(
            new[] { 0, 1, 2 }.AsView(),
            (view, stage) => view.Select(n => stage == failing && n == 1 ? throw cancelled : n));
        using var elements = chain.GetEnumerator();

        elements.MoveNext().ShouldBeTrue();
        Should.Throw<OperationCanceledException>(() => elements.MoveNext()).ShouldBeSameAs(cancelled);
        elements.MoveNext().ShouldBeTrue();
        elements.Current.ShouldBe(2);
        elements.MoveNext().ShouldBeFalse();
    }

    private static List<string> Read(SeqView<int> view) =>
        [.. Enumerable.Range(0, view.Count).Select(i => Outcome(() => view[i]))];

    private static List<string> Enumerated(SeqView<int> view)
    {
        List<string> outcomes = [];
        using var elements = view.GetEnumerator();
        while (true)
        {
            var hasEnded = false;
            var outcome = Outcome(() =>
            {
                hasEnded = !elements.MoveNext();
                return elements.Current;
            });
            if (hasEnded)
            {
                return outcomes;
            }

            outcomes.Add(outcome);
        }
    }

    private static string Outcome<T>(Func<T> read)
    {
        try
        {
            return $"{read()}";
        }
        catch (EvaluationException e)
        {
            var stages = e.Trail.Select(
                frame => $"{frame.Origin.Operator}({frame.Origin.Arguments})[{frame.Index}]");
            return $"{string.Join(' ', stages)}: {e.InnerException!.Message}";
        }
    }

    /// <summary>Some stages over some list, each of which fails at some of its positions.</summary>
    private sealed record Chain(int Root, int[] Kinds, HashSet<(int Stage, int Index)> Failing)
    {
        public SeqView<int> View()
        {
            int[] numbers = [.. Enumerable.Range(0, Count)];
            IReadOnlyList<int> root = Root switch
            {
                0 => numbers,
                1 => numbers.ToList(),
                2 => new FailingList<int>(numbers, 1, 4),
                3 => Stages.FailingAt(2, Count),
                _ => numbers.Chunk(4).Flatten(),
            };
            return Kinds.Select((kind, stage) => (kind, stage))
                .Aggregate(root.Select(n => n), (view, next) => With(view, next.kind, next.stage));
        }

        public override string ToString() => $"{Root}: {string.Join(' ', Kinds)}, failing {string.Join(' ', Failing)}";

        private SeqView<int> With(SeqView<int> view, int kind, int stage) => kind switch
        {
            0 => view.Select(n => Checked(n, stage), argumentText: $"stage {stage}"),
            1 => view.Select((n, i) => Checked(n, stage) + (0 * i), argumentText: $"stage {stage}"),
            2 => view.Tap(n => Checked(n, stage), argumentText: $"stage {stage}"),
            3 => view.Take(Count).Select(n => Checked(n, stage), argumentText: $"stage {stage}").Skip(stage % 2),
            4 => view.Index().Select(element => Checked(element.Item, stage), argumentText: $"stage {stage}"),
            _ => view.Reverse().Select(n => Checked(n, stage), argumentText: $"stage {stage}").Reverse(),
        };

        private int Checked(int number, int stage) =>
            Failing.Contains((stage, number)) ? throw new FormatException($"{number} fails in stage {stage}.") : number;
    }
}
