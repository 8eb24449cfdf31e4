namespace SeqTools.Linq.Tests.Operators;

internal sealed class RecoverTests
{
    [Test]
    public void What_fails_is_replaced_whichever_way_it_is_read()
    {
        var view = Stages.FailingAt(1, 4).Recover(_ => -1);

        Enumerable.Range(0, 4).Select(i => view[i]).ShouldBe([0, -1, 2, 3]);
        view.ShouldBe([0, -1, 2, 3]);
        view.ToArray().ShouldBe([0, -1, 2, 3]);
        view.Skip(1).ShouldBe([-1, 2, 3]);
        view.Count.ShouldBe(4);
    }

    [Test]
    public void The_function_is_given_the_failure_with_its_whole_trail()
    {
        List<EvaluationException> failures = [];
        var view = Stages.FailingAt(1, 4).Reverse().Select(n => n).Recover(e =>
        {
            failures.Add(e);
            return -1;
        });

        (view[2], view.Sum(), view.ToArray()[2]).ShouldBe((-1, 4, -1));

        failures.Count.ShouldBe(3);
        failures.ShouldAllBe(e => e.InnerException is FormatException && 1.Equals(e.Input));
        failures.Select(Stages.Of).Distinct().ShouldBe(["Select[2] Reverse[2] Generate[1]"]);
    }

    [Test]
    public void It_is_given_a_wrapped_failure_where_errors_pass_through_too_and_what_it_throws_passes_through()
    {
        using var mode = SeqErrors.Use(ErrorMode.Passthrough);
        Stages.FailingAt(1, 3).Recover(e => e.Index).ShouldBe([0, 1, 2]);
        Stages.FailingAt(1, 3).Recover(e => SeqErrors.Mode == ErrorMode.Passthrough ? e.Index : -1)[1].ShouldBe(1);
        Should.Throw<TimeoutException>(() => Stages.FailingAt(1, 3).Recover(_ => throw new TimeoutException())[1]);
    }

    [Test]
    public void What_the_function_throws_is_a_failure_of_its_own()
    {
        var view = Stages.FailingAt(1, 3).Recover(_ => throw new TimeoutException());
        var thrownOn = Stages.FailingAt(1, 3).Recover(e => throw e);

        var failure = Should.Throw<EvaluationException>(() => view[1]);

        (failure.Origin.Operator, failure.Index, failure.Trail.Count).ShouldBe(("Recover", 1, 1));
        failure.InnerException.ShouldBeOfType<TimeoutException>();
        failure.Input.ShouldBeOfType<EvaluationException>().InnerException.ShouldBeOfType<FormatException>();
        Stages.Of(() => thrownOn[1]).ShouldBe("Recover[1] Generate[1]");
        Stages.Tolerantly(view, -1).ShouldBe([0, -1, 2]);
    }

    [Test]
    public void A_cancellation_that_the_reader_asked_for_passes()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var asked = Seq.Generate<int>(3, _ => throw new OperationCanceledException(cancelled.Token)).Recover(_ => -1);
        var unasked = Seq.Generate<int>(3, _ => throw new OperationCanceledException()).Recover(_ => -1);

        Should.Throw<OperationCanceledException>(() => asked[0]);
        Should.Throw<OperationCanceledException>(() => asked.Sum());
        unasked[0].ShouldBe(-1);
    }

    [Test]
    public void A_length_that_fails_is_no_element()
    {
        var view = new UncountableList<int>([1, 2]).Recover(_ => -1);

        Should.Throw<EvaluationException>(() => view.Count);
        Should.Throw<EvaluationException>(() => view[0]);
        Should.Throw<EvaluationException>(() => view.ToList());
    }

    [Test]
    public void Behind_a_list_whose_enumerator_ends_with_a_failure_the_elements_go_on()
    {
        var view = new EndingList().Recover(_ => -1);

        view.ShouldBe([0, -1, 2, 3]);
        view.Reverse().ShouldBe([3, 2, -1, 0]);
    }

    [Test]
    public void A_pass_evaluates_each_element_once()
    {
        List<int> evaluated = [];
        var view = Seq.Generate(5, i =>
        {
            evaluated.Add(i);
            return i % 2 == 0 ? i : throw new FormatException();
        }).Skip(1).Recover(_ => -1);

        view.ShouldBe([-1, 2, -1, 4]);
        evaluated.ShouldBe([1, 2, 3, 4]);
    }

    [Test]
    public void It_follows_its_list()
    {
        List<string> texts = ["1"];
        var view = texts.Select(s => int.Parse(s)).Recover(_ => -1);
        view.ShouldBe([1]);

        texts.Add("x");
        view.ShouldBe([1, -1]);
    }

    [Test]
    public void It_is_drawn_as_one_stage() =>
        Seq.Range(0, 2).Recover(_ => 0).Explain().Split(Environment.NewLine).Length.ShouldBe(2);

    /// <summary>A list with an iterator, which is over when it has thrown.</summary>
    private sealed class EndingList : IReadOnlyList<int>
    {
        public int Count => 4;

        public int this[int index] => index == 1 ? throw new FormatException() : index;

        public IEnumerator<int> GetEnumerator()
        {
            for (var i = 0; i < Count; i++)
            {
                yield return this[i];
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
