namespace SeqTools.Linq.Processes.Tests;

[Platform("Linux")]
internal sealed class FailureTests
{
    [TearDown]
    public void No_process_is_left() => Children.AwaitNone();

    [Test]
    public void A_failure_has_the_stages_of_the_worker_below_the_one_here([Values] bool here)
    {
        using var view = Recipe.Of(Numbers, "1 2 x 4")
            .InProcesses(2, 4, new() { RunInThisProcess = here });

        var failure = Should.Throw<EvaluationException>(() => view[1]);

        failure.Index.ShouldBe(1);
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe(
            [("InProcesses", 1), ("Reverse", 1), ("Select", 2)]);
        failure.Trail.ShouldAllBe(frame => frame.Origin.FilePath.EndsWith("FailureTests.cs"));
        failure.Trail[2].Origin.Arguments.ShouldBe("text => int.Parse(text)");
        failure.InnerException.ShouldBeOfType<FormatException>().Message.ShouldContain("'x'");
        failure.InnerException!.StackTrace!.ShouldContain("ThrowFormatException");
        failure.Message.ShouldStartWith("Element 1 could not be evaluated: The input string 'x'");
        view[0].ShouldBe(4);
        view[2].ShouldBe(2);
    }

    [Test]
    public void An_exception_that_is_not_known_here_is_told_by_its_name_and_texts()
    {
        using var view = Recipe.Of(Throwing, 3).InProcesses(1, 1);

        var cause = Should.Throw<EvaluationException>(() => view[0]).InnerException
            .ShouldBeOfType<RemoteEvaluationException>();

        cause.Message.ShouldBe("No such pixel.");
        cause.RemoteTypeName.ShouldBe(typeof(PixelException).FullName);
        cause.RemoteStackTrace.ShouldContain(nameof(Throwing));
        cause.RemoteStackTrace.ShouldContain("The tube is broken.");
    }

    [Test]
    public void A_list_that_is_no_view_fails_with_the_stage_here()
    {
        using var view = Recipe.Of(() => (IReadOnlyList<int>)new Broken()).InProcesses(1, 1);

        var failure = Should.Throw<EvaluationException>(() => view[0]);

        failure.Trail.Single().Origin.Operator.ShouldBe("InProcesses");
        failure.InnerException.ShouldBeOfType<InvalidDataException>();
    }

    [Test]
    public void A_pipeline_that_cant_be_built_fails_where_its_length_is_asked_and_is_built_anew()
    {
        using var scratch = new Scratch();
        using var view = Recipe.Of(BuiltLater, scratch.Folder).InProcesses(1, 1);

        var failure = Should.Throw<EvaluationException>(() => view[0]);

        failure.Index.ShouldBe(EvaluationFrame.NoIndex);
        failure.Trail.Single().Origin.Operator.ShouldBe("InProcesses");
        failure.InnerException.ShouldBeOfType<FileNotFoundException>().Message.ShouldBe("Not yet.");
        view.Count.ShouldBe(5);
    }

    [Test]
    public void A_reader_that_wants_no_wrapper_gets_the_exception_itself()
    {
        using var view = Recipe.Of(Numbers, "1 x").InProcesses(1, 1);
        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            Should.Throw<FormatException>(() => view[0]);
        }
    }

    [Test]
    public void A_cancellation_in_the_worker_is_a_failure_of_its_element()
    {
        using var view = Recipe.Of(Cancelled, 3).InProcesses(1, 1);

        Should.Throw<EvaluationException>(() => view[1]).InnerException.ShouldBeOfType<OperationCanceledException>();
    }

    [Test]
    public void A_failure_that_is_very_long_comes_cut_off()
    {
        using var view = Recipe.Of(Verbose, 1_000_000).InProcesses(1, 1);

        Should.Throw<EvaluationException>(() => view[0]).InnerException!.Message.Length.ShouldBeInRange(1_000, 100_000);
        view[1].ShouldBe(1);
    }

    [Test]
    public void A_failure_whose_texts_fail_is_told_by_its_type()
    {
        using var view = Recipe.Of(Unspeakable, 2).InProcesses(1, 1);

        Should.Throw<EvaluationException>(() => view[0]).InnerException
            .ShouldBeOfType<RemoteEvaluationException>().Message.ShouldContain(nameof(UnspeakableException));
        view[1].ShouldBe(1);
        view.Statistics.Processes.WorkersLost.ShouldBe(0);
    }

    [Test]
    public void A_pipeline_whose_building_fails_unspeakably_is_told_by_the_type()
    {
        using var view = Recipe.Of(UnspeakablyBuilt, 2).InProcesses(1, 1);

        Should.Throw<EvaluationException>(() => view[0]).ToString().ShouldContain(nameof(UnspeakableException));
    }

    [Test]
    public async Task A_pipeline_that_cant_be_built_fails_alike_for_who_awaits([Values] bool here)
    {
        await using var view = Recipe.Of(NoList, 3).InProcesses(1, 1, new() { RunInThisProcess = here });

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(0));

        failure.Index.ShouldBe(EvaluationFrame.NoIndex);
        failure.Trail.Single().Origin.Operator.ShouldBe("InProcesses");
        failure.InnerException.ShouldBeOfType<InvalidOperationException>().Message.ShouldBe(
            "The function of the recipe has returned null in place of a list.");
        Should.Throw<EvaluationException>(() => view[0]).Message.ShouldBe(failure.Message);
    }

    [Test]
    public void A_trail_that_is_too_long_has_the_stages_at_both_ends()
    {
        using var view = Recipe.Of(Deep, 400).InProcesses(1, 1);

        var trail = Should.Throw<EvaluationException>(() => view[0]).Trail;

        trail.Count.ShouldBe(257);
        trail[0].Origin.Operator.ShouldBe("InProcesses");
        trail[1].Origin.Arguments.ShouldBe("n => n - 1");
        trail[^1].Origin.Arguments.ShouldContain("the innermost");
    }

    private static SeqView<int> NoList(int count) => null!;

    private static SeqView<int> Deep(int stages)
    {
        var view = Seq.Range(0, 1).Select(Fail, new(), "the innermost");
        for (var i = 1; i < stages; i++)
        {
            view = view.Select(n => n - 1);
        }

        return view;
    }

    private static int Fail(int number) => throw new InvalidDataException($"{number}");

    private static SeqView<int> Numbers(string texts) =>
        texts.Split(' ').Select(text => int.Parse(text)).Reverse();

    private static SeqView<int> Throwing(int count) => Seq.Range(0, count).Select(n => Throw(n));

    private static int Throw(int number) => number < 0
        ? number
        : throw new PixelException("No such pixel.", new InvalidOperationException("The tube is broken."));

    private static SeqView<int> BuiltLater(string folder) => Scratch.Note(folder, "built") > 0
        ? Seq.Range(0, 5)
        : throw new FileNotFoundException("Not yet.");

    private static SeqView<int> Cancelled(int count) => Seq.Range(0, count).Select(n => n == 1
        ? throw new OperationCanceledException("Not wanted.", new CancellationToken(canceled: true))
        : n);

    private static SeqView<int> Verbose(int length) => Seq.Range(0, 2).Select(n => n == 0
        ? throw new InvalidOperationException(new string('x', length))
        : n);

    private static SeqView<int> Unspeakable(int count) =>
        Seq.Range(0, count).Select(n => n > 0 ? n : throw new UnspeakableException());

    private static SeqView<int> UnspeakablyBuilt(int count) =>
        count == 0 ? Seq.Range(0, count) : throw new UnspeakableException();

    public sealed class UnspeakableException : Exception
    {
        public override string Message => throw new FormatException("No text.");

        public override string StackTrace => throw new FormatException("No text.");
    }

    public sealed class PixelException(string message, Exception inner) : Exception(message, inner);

    private sealed class Broken : IReadOnlyList<int>
    {
        public int Count => 1;

        public int this[int index] => throw new InvalidDataException("Broken.");

        public IEnumerator<int> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
