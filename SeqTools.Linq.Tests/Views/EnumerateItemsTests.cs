namespace SeqTools.Linq.Tests;

/// <summary>The pass that a user's own view offers over its elements.</summary>
internal sealed class EnumerateItemsTests
{
    [Test]
    public void Loops_and_copies_are_one_pass()
    {
        var view = new Recording(5);

        view.ShouldBe([0, 1, 2, 3, 4]);
        view.Passes.ShouldBe([0]);
        view.ToArray().ShouldBe([0, 1, 2, 3, 4]);
        view.ToList().Count.ShouldBe(5);
        view.Passes.ShouldBe([0, 0, 0]);
        view.Reads.ShouldBe(0);
        view.Open.ShouldBe(0);
    }

    [Test]
    public void So_are_those_of_views_over_it()
    {
        var view = new Recording(6);

        view.Select(n => n + 1).ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);
        view.Select(n => n + 1).Select(n => n + 1)[2..].ShouldBe([4, 5, 6, 7]);
        view.Zip(Seq.Range(0, 2), (a, b) => a + b).ShouldBe([0, 2]);
        view[1..3].ToArray().ShouldBe([1, 2]);
        view.Concat([9]).ShouldBe([0, 1, 2, 3, 4, 5, 9]);

        view.Passes.ShouldBe([0, 2, 0, 1, 0]);
        view.Reads.ShouldBe(0);
        view.Open.ShouldBe(0);
    }

    [Test]
    public void Nothing_is_asked_for_before_the_first_step()
    {
        var view = new Recording(3);

        using (view.Select(n => n).GetEnumerator())
        {
            view.Passes.ShouldBeEmpty();
        }
    }

    [Test]
    public void A_loop_that_is_left_disposes_of_the_pass()
    {
        var view = new Recording(5);

        foreach (var n in view.Select(n => n))
        {
            view.Open.ShouldBe(1);
            if (n == 2)
            {
                break;
            }
        }

        view.Open.ShouldBe(0);
    }

    [Test]
    public void Where_it_is_null_elements_are_read_by_index()
    {
        var view = new Recording(4, hasPasses: false);

        view.ShouldBe([0, 1, 2, 3]);
        view.Passes.ShouldBe([0]);
        view.Reads.ShouldBe(4);
    }

    [Test]
    public void A_copy_through_functions_does_not_count_at_every_element()
    {
        var view = new Recording(100, hasPasses: false);

        view.Select(n => n).ToArray().Length.ShouldBe(100);
        view.Skip(1).Select(n => n).Select(n => n).ToArray().Length.ShouldBe(99);

        view.Reads.ShouldBe(199);
        view.CountReads.ShouldBeLessThan(20);
    }

    [Test]
    public void An_empty_view_is_not_enumerated()
    {
        var view = new Recording(0);

        view.ShouldBeEmpty();
        view.ToArray().ShouldBeEmpty();

        view.Passes.ShouldBeEmpty();
    }

    [Test]
    public void After_a_failure_another_pass_begins_behind_it()
    {
        var view = new Recording(5, failing: [1, 2, 4]);

        Stages.Tolerantly(view, failed: -1).ShouldBe([0, -1, -1, 3, -1]);

        view.Passes.ShouldBe([0, 2, 3]);
        view.Reads.ShouldBe(0);
        view.Open.ShouldBe(0);
    }

    [Test]
    public void A_failure_has_its_element_and_its_stages()
    {
        var view = new Recording(5, failing: [3]);

        Stages.Of(() => view.Sum()).ShouldBe("Recording[3]");
        Stages.Of(() => view.ToArray()).ShouldBe("Recording[3]");
        Stages.Of(() => view.Skip(1).Select(n => n).Sum()).ShouldBe("Select[2] Skip[2] Recording[3]");
        Stages.Of(() => view.Skip(1).Select(n => n).ToArray()).ShouldBe("Select[2] Skip[2] Recording[3]");
        Stages.Of(() => view.Select(n => n).Skip(1).ToArray()).ShouldBe("Skip[2] Select[3] Recording[3]");
        Stages.Tolerantly(view.Skip(1).Select(n => n), failed: -1).ShouldBe([1, 2, -1, 4]);
    }

    [Test]
    public void That_it_cannot_be_begun_is_a_failure_of_the_element_and_the_next_one_follows()
    {
        var view = new Recording(3, unopened: 0);

        Stages.Of(() => view.First(n => n > 0)).ShouldBe("Recording[0]");
        Stages.Tolerantly(view, failed: -1).ShouldBe([-1, 1, 2]);
    }

    [Test]
    public void Where_errors_pass_through_the_next_element_follows_too()
    {
        var view = new Recording(4, failing: [1]);
        using var scope = SeqErrors.Use(ErrorMode.Passthrough);
        using var elements = view.GetEnumerator();

        elements.MoveNext().ShouldBeTrue();
        Should.Throw<FormatException>(() => elements.MoveNext());
        elements.MoveNext().ShouldBeTrue();
        elements.Current.ShouldBe(2);
        elements.MoveNext().ShouldBeTrue();
        elements.MoveNext().ShouldBeFalse();
        elements.MoveNext().ShouldBeFalse();
    }

    [Test]
    public void A_copy_reads_by_index_what_a_pass_leaves_out()
    {
        var view = new Recording(5, end: 3);

        view.ToArray().ShouldBe([0, 1, 2, 3, 4]);

        view.Reads.ShouldBe(2);
    }

    /// <summary>The numbers from 0 on, which notes how they are read.</summary>
    private sealed class Recording(
        int count, int[]? failing = null, bool hasPasses = true, int? unopened = null, int end = int.MaxValue)
        : SeqView<int>
    {
        public List<int> Passes { get; } = [];

        public int Reads { get; private set; }

        public int CountReads { get; private set; }

        public int Open { get; private set; }

        public override int Count
        {
            get
            {
                CountReads++;
                return count;
            }
        }

        protected override int GetItem(int index)
        {
            Reads++;
            return At(index);
        }

        protected override IEnumerator<int>? EnumerateItems(int start)
        {
            start.ShouldBeInRange(0, count - 1);
            Passes.Add(start);
            return start == unopened ? throw new IOException("The tape is torn.") : hasPasses ? Pass(start) : null;
        }

        private IEnumerator<int> Pass(int start)
        {
            Open++;
            try
            {
                for (var i = start; i < Math.Min(count, end); i++)
                {
                    yield return At(i);
                }
            }
            finally
            {
                Open--;
            }
        }

        private int At(int index) =>
            failing?.Contains(index) == true ? throw new FormatException($"{index} is broken.") : index;
    }
}
