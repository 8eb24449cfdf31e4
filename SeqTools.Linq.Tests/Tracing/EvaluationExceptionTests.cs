using System.Collections;

namespace SeqTools.Linq.Tests;

internal sealed class EvaluationExceptionTests
{
    private static readonly string[] Texts = ["1", "2", "3", "4", "x7"];

    [Test]
    public void The_message_names_the_element_the_cause_and_every_stage()
    {
        var numbers = Texts
            .Select(s => int.Parse(s))
            .Reverse()
            .Concat([8, 9])
            .Skip(0);

        var failure = Should.Throw<EvaluationException>(() => numbers[0]);

        failure.Message.ShouldMatchSnapshot();
    }

    [Test]
    public void The_trail_has_the_position_at_each_level_from_the_outside_in()
    {
        var numbers = Texts.Select(s => int.Parse(s)).Reverse().Skip(0).Gather([3, 0]).Select(n => -n);

        var failure = Should.Throw<EvaluationException>(() => numbers[1]);

        Stages(failure).ShouldBe([("Select", 1), ("Gather", 1), ("Skip", 0), ("Reverse", 0), ("Select", 4)]);
    }

    [Test]
    public void Its_properties_are_those_of_the_read_and_of_the_failing_view()
    {
        var parsed = Texts.Select(s => int.Parse(s));
        var numbers = parsed.Reverse();

        var failure = Should.Throw<EvaluationException>(() => numbers[0]);

        failure.Index.ShouldBe(0);
        failure.Origin.ShouldBe(parsed.Origin);
        var frame = failure.Trail[^1];
        (frame.Origin.Operator, frame.Origin.Arguments, frame.Index).ShouldBe(("Select", "s => int.Parse(s)", 4));
        (frame.Origin.MemberName, Path.GetFileName(frame.Origin.FilePath)).ShouldBe(
            (nameof(Its_properties_are_those_of_the_read_and_of_the_failing_view), "EvaluationExceptionTests.cs"));
        frame.Origin.LineNumber.ShouldBe(parsed.Origin.LineNumber);
    }

    [Test]
    public void The_cause_is_the_users_exception_with_its_own_stack_trace()
    {
        var thrown = new InvalidDataException("broken");
        var view = Texts.Select(Fail);

        var failure = Should.Throw<EvaluationException>(() => view[0]);

        failure.InnerException.ShouldBeSameAs(thrown);
        thrown.StackTrace!.ShouldContain(nameof(Fail));

        string Fail(string text) => throw thrown;
    }

    [Test]
    public void A_failing_list_is_the_stage_that_reads_it()
    {
        var source = new FailingList<int>([0, 1, 2], 2);

        Stages(Failure(() => source.Select(n => n)[2])).ShouldBe([("Select", 2)]);
        Stages(Failure(() => source.AsView().Select(n => n)[2])).ShouldBe([("Select", 2), ("AsView", 2)]);
        Stages(Failure(() => source.Reverse()[0])).ShouldBe([("Reverse", 0)]);
        Stages(Failure(() => source.Zip(Texts)[2])).ShouldBe([("Zip", 2)]);
        Stages(Failure(() => Texts.Zip(Texts, source)[2])).ShouldBe([("Zip", 2)]);
    }

    [Test]
    public void A_batch_is_the_stage_that_its_element_passes_through()
    {
        var batches = Texts.Select(s => int.Parse(s)).Batch(2);
        var padded = Texts.Select(s => int.Parse(s)).Batch(3, pad: 0);
        var sums = Texts.Select(s => int.Parse(s)).Batch(3, batch => batch.Sum());

        Stages(Failure(() => batches[2][0])).ShouldBe([("Batch", 0), ("Select", 4)]);
        Stages(Failure(() => padded[1][1])).ShouldBe([("Batch", 1), ("Select", 4)]);
        Stages(Failure(() => sums[1])).ShouldBe([("Batch", 1), ("Select", 4)]);
    }

    [Test]
    public void A_cause_whose_texts_fail_is_told_by_its_type()
    {
        var thrown = new UnspeakableException();
        var view = Texts.Select((Func<string, int>)(_ => throw thrown));

        var failure = Should.Throw<EvaluationException>(() => view[1]);

        failure.InnerException.ShouldBeSameAs(thrown);
        failure.Message.ShouldStartWith("Element 1 could not be evaluated: ");
        failure.Message.ShouldContain(nameof(UnspeakableException));
        failure.Message.ShouldContain("at Select(");
        failure.ToString().ShouldContain(failure.Message);
        failure.ToString().ShouldContain(nameof(A_cause_whose_texts_fail_is_told_by_its_type));
        ElementResult<int>.FromError(failure).ToString().ShouldContain(nameof(UnspeakableException));
    }

    [Test]
    public void A_cause_without_a_message_is_told_without_one()
    {
        var view = Texts.Select((Func<string, int>)(_ => throw new MuteException()));

        var failure = Should.Throw<EvaluationException>(() => view[1]);

        failure.Message.Split(Environment.NewLine)[0].ShouldBe("Element 1 could not be evaluated: ");
        failure.ToString().ShouldContain(nameof(MuteException));
    }

    [Test]
    public void A_view_that_is_read_in_a_function_continues_the_trail()
    {
        var inner = Texts.Select(s => int.Parse(s));
        var outer = Seq.Range(0, 3).Select(i => inner[i + 2] + i).Reverse();

        var failure = Failure(() => outer[0]);

        Stages(failure).ShouldBe([("Reverse", 0), ("Select", 2), ("Select", 4)]);
        failure.InnerException.ShouldBeOfType<FormatException>();
        failure.Origin.ShouldBe(inner.Origin);
        failure.Message.ShouldMatchSnapshot();
    }

    [Test]
    public void A_view_that_is_enumerated_in_a_function_continues_the_trail()
    {
        var inner = Texts.Select(s => int.Parse(s));
        var outer = Seq.Range(0, 3).Select(i => inner.Skip(i).Sum());

        Stages(Failure(() => outer[1])).ShouldBe([("Select", 1), ("Skip", 3), ("Select", 4)]);
        Stages(Failure(() => _ = outer.ToList())).ShouldBe([("Select", 0), ("Skip", 4), ("Select", 4)]);
    }

    [Test]
    public void An_exception_that_is_thrown_twice_is_wrapped_afresh_each_time()
    {
        var thrown = new InvalidDataException("broken");
        var view = Texts.Select<string, string>(_ => throw thrown);

        var first = Failure(() => view[0]);
        var message = first.Message;
        var second = Failure(() => view[1]);

        second.ShouldNotBeSameAs(first);
        (first.Index, second.Index).ShouldBe((0, 1));
        (first.InnerException, second.InnerException).ShouldBe((thrown, thrown));
        first.Message.ShouldBe(message);
    }

    [Test]
    public void A_failure_that_user_code_keeps_and_throws_again_is_not_changed_by_it()
    {
        var inner = Texts.Select(s => int.Parse(s));
        var kept = Failure(() => inner[4]);
        var message = kept.Message;
        var view = Seq.Range(0, 3).Select<int, int>(_ => throw kept).Reverse();

        var (first, second) = (Failure(() => view[0]), Failure(() => view[2]));

        Stages(first).ShouldBe([("Reverse", 0), ("Select", 2), ("Select", 4)]);
        Stages(second).ShouldBe([("Reverse", 2), ("Select", 0), ("Select", 4)]);
        (first.InnerException, second.InnerException).ShouldBe((kept.InnerException, kept.InnerException));
        Stages(kept).ShouldBe([("Select", 4)]);
        kept.Message.ShouldBe(message);
    }

    [Test]
    public void A_failure_that_user_code_catches_on_its_way_is_not_changed_afterwards()
    {
        EvaluationException? seen = null;
        var inner = Texts.Select(s => int.Parse(s));
        var outer = Seq.Range(0, 5).Select(i =>
        {
            try
            {
                return inner[i];
            }
            catch (EvaluationException e)
            {
                seen = e;
                throw;
            }
        });

        var failure = Failure(() => outer.Reverse()[0]);

        Stages(seen!).ShouldBe([("Select", 4)]);
        Stages(failure).ShouldBe([("Reverse", 0), ("Select", 4), ("Select", 4)]);
    }

    [Test]
    public void The_trail_that_a_reader_has_taken_does_not_grow()
    {
        var failure = Failure(() => Texts.Select(s => int.Parse(s))[4]);

        failure.Trail.ShouldBe(failure.Trail);
        Should.Throw<NotSupportedException>(() => ((IList<EvaluationFrame>)failure.Trail).Clear());
    }

    [Test]
    public void A_cancellation_passes_as_it_is()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var view = Texts.Select(text =>
        {
            cancellation.Token.ThrowIfCancellationRequested();
            return text;
        });

        Should.Throw<OperationCanceledException>(() => view.Reverse()[0])
            .CancellationToken.ShouldBe(cancellation.Token);
        Should.Throw<OperationCanceledException>(() => view.ToArray());
    }

    [Test]
    public void A_cancellation_that_no_one_asked_for_is_a_failure_like_any_other()
    {
        using var cancellation = new CancellationTokenSource();
        var withoutToken = Texts.Select<string, string>(_ => throw new OperationCanceledException());
        var withLiveToken = Texts.Select<string, string>(_ => throw new OperationCanceledException(cancellation.Token));

        Failure(() => withoutToken[0]).InnerException.ShouldBeOfType<OperationCanceledException>();
        Failure(() => withLiveToken[0]).InnerException.ShouldBeOfType<OperationCanceledException>();
    }

    [Test]
    public void A_time_out_in_the_guise_of_a_cancellation_is_an_error_of_its_element()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var view = Texts.Select<string, string>(_ => throw new TaskCanceledException(
            "", new IOException("", new TimeoutException()), cancellation.Token));

        Failure(() => view[0]).InnerException.ShouldBeOfType<TaskCanceledException>();
    }

    [Test]
    public void A_bad_index_of_the_reader_is_not_wrapped_but_one_of_a_function_is()
    {
        var inner = Texts.Select(text => text);
        var outer = Texts.Select(_ => inner[9]);

        Should.Throw<ArgumentOutOfRangeException>(() => outer[9]);
        Failure(() => outer[0]).InnerException.ShouldBeOfType<ArgumentOutOfRangeException>();
    }

    [Test]
    public void A_trail_of_three_hundred_stages_is_whole()
    {
        var view = Texts.Select(s => int.Parse(s));
        for (var i = 0; i < 149; i++)
        {
            view = view.Select(n => n + 1).Reverse();
        }

        view = view.Reverse();
        var failure = Failure(() => view[4]);

        failure.Trail.Count.ShouldBe(300);
        failure.Trail.Select(frame => frame.Origin.Operator).ShouldBe(
            ["Reverse", .. Enumerable.Repeat(new[] { "Reverse", "Select" }, 149).SelectMany(pair => pair), "Select"]);
        failure.Trail.Select(frame => frame.Index).Distinct().Order().ShouldBe([0, 4]);
        failure.Message.Split(" at ").Length.ShouldBe(301);
    }

    [Test]
    public void Slices_that_are_read_as_one_are_still_one_stage_each()
    {
        var view = Texts.Select(s => int.Parse(s))[1..].Skip(1)[1..^0];

        ShouldFailAlike(view, 1, [("Slice", 1), ("Skip", 2), ("Slice", 3), ("Select", 4)]);
    }

    [Test]
    public void Reversals_that_are_read_as_one_are_still_one_stage_each()
    {
        var view = Texts.Select(s => int.Parse(s)).Reverse().Reverse().Reverse();

        ShouldFailAlike(view, 0, [("Reverse", 0), ("Reverse", 4), ("Reverse", 0), ("Select", 4)]);
        ShouldFailAlike(
            view.Reverse(), 4, [("Reverse", 4), ("Reverse", 0), ("Reverse", 4), ("Reverse", 0), ("Select", 4)]);
    }

    [Test]
    public void Concatenations_that_are_read_as_one_are_still_one_stage_each()
    {
        var numbers = Texts.Select(s => int.Parse(s));
        var view = new[] { 0 }.Concat(new[] { 1, 2 }.Concat(numbers)).Concat([3]);

        ShouldFailAlike(view, 7, [("Concat", 7), ("Concat", 7), ("Concat", 6), ("Select", 4)]);
    }

    [Test]
    public void A_copy_names_the_element_that_failed()
    {
        var numbers = Texts.Select(s => int.Parse(s));

        Failure(() => numbers.ToArray()).Index.ShouldBe(4);
        Failure(() => numbers.ToList()).Index.ShouldBe(4);
        Failure(() => numbers.CopyTo(3, new int[2])).Index.ShouldBe(4);
        Failure(() => numbers.Reverse().CopyTo(new int[9], 2)).Index.ShouldBe(0);
        Failure(() => new[] { 1, 2 }.Concat(numbers.Skip(1)).ToArray()).Index.ShouldBe(5);
        Failure(() => numbers.Gather([0, 4]).ToArray()).Index.ShouldBe(1);
        Failure(() => numbers.Zip(numbers.Reverse()).ToArray()).Index.ShouldBe(0);
    }

    [Test]
    public void What_a_copy_has_done_before_an_element_failed_is_there()
    {
        var copy = new int[5];

        Failure(() => Texts.Select(s => int.Parse(s)).CopyTo(copy, 0));

        copy.ShouldBe([1, 2, 3, 4, 0]);
    }

    [Test]
    public void A_list_that_cannot_be_counted_is_a_failure_with_a_trail()
    {
        var view = new UncountableList<int>(1, 2).AsView().Select(n => n + 1).Reverse();

        var failure = Failure(() => _ = view.Count);

        failure.Index.ShouldBe(-1);
        failure.InnerException.ShouldBeOfType<IOException>();
        failure.Message.ShouldMatchSnapshot();
        Failure(() => view[0]).Message.ShouldBe(failure.Message);
        Failure(() => view.ToArray()).Message.ShouldBe(failure.Message);
    }

    [Test]
    public void A_list_of_less_than_no_elements_cannot_be_counted()
    {
        var view = new NegativeList().Select(n => n + 1).Reverse();

        Failure(() => _ = view.Count).InnerException.ShouldBeOfType<InvalidOperationException>()
            .Message.ShouldBe("No list can have -3 elements.");
        Failure(() => view[0]).InnerException.ShouldBeOfType<InvalidOperationException>();
        Failure(() => view.ToArray()).InnerException.ShouldBeOfType<InvalidOperationException>();
        Failure(() => view.Concat([1]).ToList()).InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    [Test]
    public void A_source_that_shrank_between_two_reads_has_no_such_element_any_more()
    {
        var source = new CountingList<int>(1, 2, 3);
        var view = source.Select(n => 10 * n);
        view[2].ShouldBe(30);

        source.RemoveLast();

        Should.Throw<ArgumentOutOfRangeException>(() => view[2])
            .Message.ShouldStartWith("There is no element 2 among the 2 of Select(n => 10 * n)");
        view.ShouldBe([10, 20]);
    }

    [Test]
    public void A_source_that_shrinks_during_a_read_is_a_failure_of_that_element()
    {
        var source = new List<int> { 1, 2, 3 };
        var view = source.Select(n => n).Zip(source.Select(n =>
        {
            source.RemoveRange(0, 2);
            return n;
        })).Select(pair => source[pair.First]);

        var failure = Failure(() => view[1]);

        failure.InnerException.ShouldBeOfType<ArgumentOutOfRangeException>();
        Stages(failure).ShouldBe([("Select", 1)]);
    }

    [Test]
    public void The_failing_half_of_an_enumeration_has_the_position_that_was_reached()
    {
        var numbers = Texts.Select(s => int.Parse(s));

        Failure(() => numbers.Sum()).Index.ShouldBe(4);
        Failure(() => numbers.Skip(2).Sum()).Index.ShouldBe(2);
        Failure(() => new[] { 1 }.Concat(numbers).Sum()).Index.ShouldBe(5);
        Failure(() => numbers.Reverse().Sum()).Index.ShouldBe(0);
    }

    private static void ShouldFailAlike(SeqView<int> view, int index, (string, int)[] stages)
    {
        Stages(Failure(() => view[index])).ShouldBe(stages);
        Stages(Failure(() => view.CopyTo(index, new int[1]))).ShouldBe(stages);
        Stages(Failure(() => view.ToArray())).ShouldBe(stages);
        Stages(Failure(() => _ = view.Sum())).ShouldBe(stages);
    }

    private static EvaluationException Failure<T>(Func<T> read) =>
        Should.Throw<EvaluationException>(() => { _ = read(); });

    private static EvaluationException Failure(Action read) => Should.Throw<EvaluationException>(read);

    private static IEnumerable<(string Operator, int Index)> Stages(EvaluationException failure) =>
        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index));

    private sealed class NegativeList : IReadOnlyList<int>
    {
        public int Count => -3;

        public int this[int index] => throw new NotSupportedException();

        public IEnumerator<int> GetEnumerator() => Enumerable.Empty<int>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class UnspeakableException : Exception
    {
        public override string Message => throw new FormatException("No text.");

        public override string StackTrace => throw new FormatException("No text.");
    }

    private sealed class MuteException : Exception
    {
        public override string Message => null!;
    }
}
