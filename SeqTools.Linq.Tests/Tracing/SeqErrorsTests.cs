namespace SeqTools.Linq.Tests;

/// <summary>The mode is the whole process's, so nothing else may run meanwhile.</summary>
[NonParallelizable]
internal sealed class SeqErrorsTests
{
    private static readonly SeqView<int> Numbers = new[] { "1", "x7" }.Select(s => int.Parse(s));

    [TearDown]
    public void Wrap()
    {
        SeqErrors.DefaultMode = ErrorMode.Wrap;
        SeqErrors.DefaultShowInputs = false;
    }

    [Test]
    public void Errors_are_wrapped_unless_told_otherwise()
    {
        SeqErrors.Mode.ShouldBe(ErrorMode.Wrap);
        ShouldBeWrapped();
    }

    [Test]
    public void The_mode_of_the_process_is_seen_everywhere()
    {
        SeqErrors.DefaultMode = ErrorMode.Passthrough;

        ShouldPass();
        OnAnotherThread(ShouldPass);
    }

    [Test]
    public void Passed_through_the_exception_is_the_one_that_was_thrown_whichever_way_it_was_read()
    {
        var thrown = new InvalidDataException();
        var view = Seq.Range(0, 3).Select<int, int>(_ => throw thrown).Reverse().Skip(1).Concat([1])
            .Zip(Seq.Repeat(1), (a, b) => a + b);
        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            Should.Throw<InvalidDataException>(() => view[0]).ShouldBeSameAs(thrown);
            Should.Throw<InvalidDataException>(() => view.ToArray()).ShouldBeSameAs(thrown);
            Should.Throw<InvalidDataException>(() => view.Sum()).ShouldBeSameAs(thrown);
            Should.Throw<IOException>(() => new UncountableList<int>().Select(n => n).Count);
        }
    }

    [Test]
    public void A_mode_in_use_ends_with_its_scope()
    {
        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            SeqErrors.Mode.ShouldBe(ErrorMode.Passthrough);
            ShouldPass();
            using (SeqErrors.Use(ErrorMode.Wrap))
            {
                ShouldBeWrapped();
            }

            ShouldPass();
        }

        ShouldBeWrapped();
    }

    [Test]
    public void A_mode_in_use_outweighs_that_of_the_process()
    {
        SeqErrors.DefaultMode = ErrorMode.Passthrough;
        using (SeqErrors.Use(ErrorMode.Wrap))
        {
            ShouldBeWrapped();
        }

        ShouldPass();
    }

    [Test]
    public void A_scope_that_is_ended_twice_ends_once()
    {
        var outer = SeqErrors.Use(ErrorMode.Passthrough);
        var inner = SeqErrors.Use(ErrorMode.Passthrough);
        outer.Dispose();
        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            outer.Dispose();
            ShouldPass();
        }

        inner.Dispose();
        outer.Dispose();
        using var last = SeqErrors.Use(ErrorMode.Wrap);
        ShouldBeWrapped();
    }

    [Test]
    public async Task A_mode_in_use_goes_along_with_asynchronous_code()
    {
        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            await Task.Yield();
            ShouldPass();
            await Task.Run(ShouldPass);
        }

        ShouldBeWrapped();
    }

    [Test]
    public void A_mode_in_use_is_not_seen_by_code_that_runs_beside_it()
    {
        using var isInUse = new ManualResetEventSlim();
        using var isChecked = new ManualResetEventSlim();
        var beside = new Thread(() =>
        {
            using (SeqErrors.Use(ErrorMode.Passthrough))
            {
                isInUse.Set();
                isChecked.Wait();
            }
        });

        beside.Start();
        isInUse.Wait();
        var mode = SeqErrors.Mode;
        isChecked.Set();
        beside.Join();

        mode.ShouldBe(ErrorMode.Wrap);
    }

    [Test]
    public void A_mode_that_is_none_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => SeqErrors.DefaultMode = (ErrorMode)2).ParamName.ShouldBe("value");
        Should.Throw<ArgumentOutOfRangeException>(() => SeqErrors.Use((ErrorMode)(-1))).ParamName.ShouldBe("mode");
        SeqErrors.Mode.ShouldBe(ErrorMode.Wrap);
    }

    [Test]
    public void The_default_stays_what_it_is_while_another_mode_is_in_use()
    {
        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            (SeqErrors.Mode, SeqErrors.DefaultMode).ShouldBe((ErrorMode.Passthrough, ErrorMode.Wrap));
        }

        SeqErrors.DefaultMode = ErrorMode.Passthrough;
        (SeqErrors.Mode, SeqErrors.DefaultMode).ShouldBe((ErrorMode.Passthrough, ErrorMode.Passthrough));
    }

    [Test]
    public void Inputs_are_not_shown_unless_told_otherwise()
    {
        (SeqErrors.ShowInputs, SeqErrors.DefaultShowInputs).ShouldBe((false, false));
        ShouldShow(false);
        SeqErrors.DefaultShowInputs = true;
        ShouldShow(true);
        OnAnotherThread(() => ShouldShow(true));
        using (SeqErrors.Use(showInputs: false))
        {
            ShouldShow(false);
        }
    }

    [Test]
    public void The_mode_and_whether_inputs_are_shown_are_in_use_side_by_side()
    {
        using (SeqErrors.Use(showInputs: true))
        {
            ShouldShow(true);
            using (SeqErrors.Use(ErrorMode.Passthrough))
            {
                (SeqErrors.ShowInputs, SeqErrors.Mode).ShouldBe((true, ErrorMode.Passthrough));
                using (SeqErrors.Use(showInputs: false))
                {
                    (SeqErrors.ShowInputs, SeqErrors.Mode).ShouldBe((false, ErrorMode.Passthrough));
                }

                SeqErrors.ShowInputs.ShouldBeTrue();
            }

            SeqErrors.Mode.ShouldBe(ErrorMode.Wrap);
            ShouldShow(true);
        }

        ShouldShow(false);
    }

    private static void ShouldShow(bool shows)
    {
        SeqErrors.ShowInputs.ShouldBe(shows);
        Should.Throw<EvaluationException>(() => Numbers[1]).Message.EndsWith(", given \"x7\"", StringComparison.Ordinal).ShouldBe(shows);
    }

    private static void ShouldPass() => Should.Throw<FormatException>(() => Numbers[1]);

    private static void ShouldBeWrapped() =>
        Should.Throw<EvaluationException>(() => Numbers[1]).InnerException.ShouldBeOfType<FormatException>();

    private static void OnAnotherThread(Action check)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                check();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        using (ExecutionContext.SuppressFlow())
        {
            thread.Start();
        }

        thread.Join();
        failure.ShouldBeNull();
    }
}
