namespace SeqTools.Linq.Tests;

internal sealed class WithOriginTests
{
    private const int TooLarge = int.MaxValue;

    [Test]
    public void It_has_the_elements_of_the_stages_beneath()
    {
        List<int> source = [1, 2];
        var view = source.Doubled();

        source.Add(3);

        view.ShouldBe([6, 4, 2]);
        view.ToArray().ShouldBe([6, 4, 2]);
        view[0].ShouldBe(6);
        view.Count.ShouldBe(3);
        view[1..].Select(n => n + 1).ShouldBe([5, 3]);
    }

    [Test]
    public void It_is_one_frame_in_the_trail_and_the_stages_of_the_source_follow()
    {
        var view = Stages.FailingAt(1, 3).Doubled().Skip(1);

        Stages.Of(() => view[0]).ShouldBe("Skip[0] Doubled[1] Generate[1]");
        Stages.Of(() => view.Sum()).ShouldBe("Skip[0] Doubled[1] Generate[1]");
        Stages.Of(() => view.ToArray()).ShouldBe("Skip[0] Doubled[1] Generate[1]");
        Stages.Of(() => view.Select(n => n).Select(n => n).ToArray()).ShouldBe(
            "Select[0] Select[0] Skip[0] Doubled[1] Generate[1]");
        Stages.Of(() => view.Select(n => n).Sum()).ShouldBe("Select[0] Skip[0] Doubled[1] Generate[1]");
        Stages.Tolerantly(view, failed: -1).ShouldBe([-1, 0]);
    }

    [Test]
    public void Where_its_own_function_fails_it_is_the_stage_that_failed()
    {
        var view = new[] { 1, 2, TooLarge }.Doubled();

        var failure = Should.Throw<EvaluationException>(() => view[0]);

        failure.Trail.ShouldHaveSingleItem();
        failure.Index.ShouldBe(0);
        (failure.Origin.Operator, failure.Origin.MemberName).ShouldBe(
            ("Doubled", nameof(Where_its_own_function_fails_it_is_the_stage_that_failed)));
        failure.InnerException.ShouldBeOfType<OverflowException>();
        Stages.Of(() => view.ToArray()).ShouldBe("Doubled[0]");
    }

    [Test]
    public void It_is_one_stage_of_the_drawings()
    {
        var view = Seq.Range(0, 3).Doubled().Skip(1);

        view.Explain().Split(Environment.NewLine)
            .Select(line => line.TrimStart().Split("  ")[0])
            .ShouldBe(["Skip(1)", "└─ Doubled()", "└─ Range(0, 3)"]);
        view.ExplainMermaid().ShouldContain("Doubled()");
        view.ExplainMermaid().ShouldNotContain("Select");
        view.ExplainMermaid().ShouldNotContain("Reverse");
    }

    [Test]
    public void Its_sources_are_what_the_stages_beneath_it_read_each_once()
    {
        List<int> list = [1, 2];
        var other = Seq.Range(0, 2);

        var sources = ((IView)list.Mirrored(other)).Sources;

        sources.Count.ShouldBe(2);
        sources[0].ShouldBeSameAs(list);
        sources[1].ShouldBeSameAs(other);
    }

    [Test]
    public void An_operator_that_is_made_of_another_one_is_one_stage_too()
    {
        var view = Stages.FailingAt(1, 3).Quadrupled();

        Stages.Of(() => view[1]).ShouldBe("Quadrupled[1] Generate[1]");
        view.Explain().Split(Environment.NewLine).Length.ShouldBe(2);
        view[0].ShouldBe(0);
    }

    [Test]
    public void Operators_that_are_written_one_behind_the_other_are_two_stages() =>
        Stages.Of(() => Stages.FailingAt(1, 3).Doubled().Doubled()[1]).ShouldBe("Doubled[1] Doubled[1] Generate[1]");

    [Test]
    public void A_view_that_was_made_elsewhere_goes_by_the_name_alone()
    {
        var view = OwnOperators.Renamed(Stages.FailingAt(1, 3).Select(n => n).Reverse());

        Stages.Of(() => view[1]).ShouldBe("Renamed[1] Select[1] Generate[1]");
        view.Explain().Split(Environment.NewLine).Length.ShouldBe(3);
    }

    [Test]
    public void What_is_written_in_one_method_is_one_stage_down_to_what_is_not()
    {
        var view = Stages.FailingAt(1, 3).Select(n => n).Doubled().Select(n => n).Reverse().WithOrigin(new("Own"));

        Stages.Of(() => view[1]).ShouldBe("Own[1] Generate[1]");
    }

    [Test]
    public void A_function_that_reads_another_pipeline_continues_the_trail()
    {
        var inner = Stages.FailingAt(1, 3).Doubled();
        var view = Seq.Range(0, 3).Applied(i => inner[i]);

        Stages.Of(() => view[1]).ShouldBe("Applied[1] Doubled[1] Generate[1]");
        Stages.Of(() => view.Sum()).ShouldBe("Applied[1] Doubled[1] Generate[1]");
    }

    [Test]
    public void A_list_that_cannot_be_counted_has_a_trail_in_which_it_is_one_stage()
    {
        var view = new UncountableList<int>(1).AsView().Doubled().Skip(1);

        Stages.Of(() => view.Count).ShouldBe("Skip[-1] Doubled[-1] AsView[-1]");
    }

    [Test]
    public void A_failure_that_is_kept_and_read_again_is_told_alike_and_what_was_seen_does_not_change()
    {
        var source = Stages.FailingAt(1, 3);
        var pipeline = source.Ahead();
        using var view = pipeline.WithOwnership();

        var failures = Enumerable.Range(0, 4)
            .AsParallel()
            .Select(_ => Should.Throw<EvaluationException>(() => view[1]))
            .ToList();
        var trails = failures.ConvertAll(failure => failure.Message);
        failures.Add(Should.Throw<EvaluationException>(() => pipeline.Skip(1)[0]));

        failures.Distinct().Count().ShouldBe(5);
        failures.Take(4).Select(failure => failure.Message).ShouldBe(trails);
        trails.Distinct().Count().ShouldBe(1);
        failures[0].Trail.Select(frame => frame.Origin.Operator).ShouldBe(["WithOwnership", "Ahead", "Generate"]);
        failures[4].Trail.Select(frame => frame.Origin.Operator).ShouldBe(["Skip", "Ahead", "Generate"]);
    }

    [Test]
    public void A_failure_that_a_function_caught_and_throws_again_is_not_changed()
    {
        EvaluationException? kept = null;
        var inner = new[] { 1, TooLarge }.Doubled();
        var view = Seq.Range(0, 2).Applied(i =>
        {
            try
            {
                return inner[i];
            }
            catch (EvaluationException e)
            {
                kept = e;
                throw;
            }
        });

        Stages.Of(() => view[0]).ShouldBe("Applied[0] Doubled[0]");

        kept!.Trail.ShouldHaveSingleItem().Origin.Operator.ShouldBe("Doubled");
    }

    [Test]
    public void Where_errors_pass_through_they_are_the_users()
    {
        using var scope = SeqErrors.Use(ErrorMode.Passthrough);

        Should.Throw<OverflowException>(() => new[] { TooLarge }.Doubled()[0]);
    }

    [Test]
    public void It_reads_as_fast_as_what_it_names()
    {
        var array = new[] { 1, 2, 3 }.AsView().WithOrigin(new("Own"));
        var source = new CountingList<int>(1, 2, 3);

        array.TryGetSpan(out var span).ShouldBeTrue();
        span.Length.ShouldBe(3);
        array.Segment.Count.ShouldBe(3);
        Stages.BytesOfReading(new List<int> { 1, 2, 3 }.Doubled()).ShouldBe(0);
        _ = source.AsView().WithOrigin(new("Own")).Sum();
        (source.Enumerations, source.Reads).ShouldBe((1, 3));
    }

    [Test]
    public void It_shares_the_length_of_its_source()
    {
        var view = Seq.Range(0, 3).AsView();

        view.WithOrigin(new("Own")).Length.ShouldBeSameAs(view.Length);
    }

    [Test]
    public void A_profile_has_one_stage_for_it()
    {
        var view = Seq.Range(0, 3).Select(n => n).Doubled().Quadrupled();

        view.Profile().Stages.Select(stage => stage.Origin.Operator).ShouldBe(
            ["Quadrupled", "Doubled", "Select", "Range"], ignoreOrder: true);
        view.Profile().Stages.ShouldAllBe(stage => stage.Calls == 3);
    }

    [Test]
    public async Task What_is_computed_ahead_beneath_it_is_awaited_as_it_would_be_without()
    {
        var failing = Stages.FailingAt(1, 3);
        var view = failing.AsPrefetched(1, 2).WithOrigin(new("Own"));
        await using var owning = view.WithOwnership();

        view.IsComputedAhead.ShouldBeTrue();
        owning.IsComputedAhead.ShouldBeTrue();
        (await owning.GetAsync(2)).ShouldBe(2);
        (await TrailOf(async () => await owning.GetAsync(1))).ShouldBe("WithOwnership[1] Own[1] Generate[1]");
        (await TrailOf(async () => await view.ToAsyncEnumerable().ToListAsync())).ShouldBe("Own[1] Generate[1]");
        (await TrailOf(async () => await view.SelectAsync((n, _) => ValueTask.FromResult(n)).GetAsync(1)))
            .ShouldBe("SelectAsync[1] Own[1] Generate[1]");
        Should.Throw<ArgumentOutOfRangeException>(async () => await owning.GetAsync(3))
            .Message.ShouldContain("WithOwnership()");
        await using var elements = owning.ToAsyncEnumerable().GetAsyncEnumerator();
        (await elements.MoveNextAsync()).ShouldBeTrue();
        await Should.ThrowAsync<EvaluationException>(async () => await elements.MoveNextAsync());
        (await elements.MoveNextAsync()).ShouldBeTrue();
        elements.Current.ShouldBe(2);
        (await elements.MoveNextAsync()).ShouldBeFalse();

        static async Task<string> TrailOf(Func<Task> read)
        {
            var failure = await Should.ThrowAsync<EvaluationException>(read);
            var stages = failure.Trail.AsEnumerable().Select(frame => $"{frame.Origin.Operator}[{frame.Index}]");
            return string.Join(' ', stages);
        }
    }

    [Test]
    public async Task An_awaited_operator_is_one_stage_as_well()
    {
        var view = new[] { 1, 2, TooLarge }.AwaitedDoubled();
        var failing = Stages.FailingAt(1, 3).AwaitedDoubled().Select(n => n);

        (await view.GetAsync(1)).ShouldBe(4);
        view.Count.ShouldBe(3);
        view.Explain().Split(Environment.NewLine).Length.ShouldBe(2);
        (await TrailOf(view, 0)).ShouldBe("AwaitedDoubled[0]");
        (await TrailOf(failing, 1)).ShouldBe("Select[1] AwaitedDoubled[1] Generate[1]");

        static async Task<string> TrailOf(AsyncSeqView<int> view, int index)
        {
            var failure = await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(index));
            var stages = failure.Trail.AsEnumerable().Select(frame => $"{frame.Origin.Operator}[{frame.Index}]");
            return string.Join(' ', stages);
        }
    }
}
