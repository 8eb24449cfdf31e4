namespace SeqTools.Linq.Tests;

/// <summary>The copy in bulk that a user's own view offers.</summary>
internal sealed class CopyItemsTests
{
    [Test]
    public void Every_copy_is_one_call()
    {
        var view = new Tape(5);
        var array = new int[6];
        var span = new int[2];

        view.ToArray().ShouldBe([0, 1, 2, 3, 4]);
        view.ToList().ShouldBe([0, 1, 2, 3, 4]);
        view.AsEnumerable().ToArray().ShouldBe([0, 1, 2, 3, 4]);
        view.CopyTo(array, 1);
        view.CopyTo(2, span);

        array.ShouldBe([0, 0, 1, 2, 3, 4]);
        span.ShouldBe([2, 3]);
        view.Copies.ShouldBe([(0, 5), (0, 5), (0, 5), (0, 5), (2, 2)]);
        view.Reads.ShouldBe(0);
    }

    [Test]
    public void Views_over_it_copy_in_bulk_what_stands_side_by_side()
    {
        var view = new Tape(5);

        view[1..4].ToArray().ShouldBe([1, 2, 3]);
        view.Reverse().ToArray().ShouldBe([4, 3, 2, 1, 0]);
        view.Concat([9]).ToArray().ShouldBe([0, 1, 2, 3, 4, 9]);
        view.Rotate(2).ToArray().ShouldBe([2, 3, 4, 0, 1]);
        view.Measure().ToArray().ShouldBe([0, 1, 2, 3, 4]);

        view.Copies.ShouldBe([(1, 3), (0, 5), (0, 5), (2, 3), (0, 2), (0, 5)]);
        view.Reads.ShouldBe(0);
    }

    [Test]
    public void What_it_leaves_is_read_by_index()
    {
        var view = new Tape(5, (_, _) => 3);

        view.ToArray().ShouldBe([0, 1, 2, 3, 4]);

        view.Reads.ShouldBe(2);
    }

    [Test]
    public void An_element_that_it_leaves_and_that_fails_is_named()
    {
        var view = new Tape(5, (_, _) => 3, failing: 3);

        Stages.Of(() => view.ToArray()).ShouldBe("Tape[3]");
        Stages.Of(() => view.Select(n => n).Skip(1).ToArray()).ShouldBe("Skip[2] Select[3] Tape[3]");
    }

    [Test]
    public void Where_it_throws_the_element_that_fails_by_index_is_the_one()
    {
        var view = new Tape(5, (_, _) => throw new IOException("The tape is torn."), failing: 3);

        var failure = Should.Throw<EvaluationException>(() => view.Skip(1).ToArray());

        failure.Trail.Select(frame => (frame.Origin.Operator, frame.Index)).ShouldBe([("Skip", 2), ("Tape", 3)]);
        failure.InnerException.ShouldBeOfType<FormatException>();
    }

    [Test]
    public void Where_it_throws_and_no_element_fails_it_is_told_all_the_same()
    {
        var view = new Tape(5, (_, _) => throw new IOException("The tape is torn."));

        var failure = Should.Throw<EvaluationException>(() => view.CopyTo(2, new int[2]));

        failure.InnerException.ShouldBeOfType<IOException>();
        failure.Index.ShouldBe(2);
        view.Reads.ShouldBe(2);
    }

    [TestCase(-1)]
    [TestCase(6)]
    public void It_cannot_have_copied_what_there_is_no_room_for(int copied) =>
        Should.Throw<EvaluationException>(() => new Tape(5, (_, _) => copied).ToArray())
            .InnerException.ShouldBeOfType<InvalidOperationException>();

    [Test]
    public void It_is_not_asked_for_nothing()
    {
        var view = new Tape(0, (_, _) => throw new IOException("The tape is torn."));

        view.ToArray().ShouldBeEmpty();
        view.CopyTo(0, default(Span<int>));

        view.Copies.ShouldBeEmpty();
    }

    [Test]
    public void A_cancellation_passes_as_it_is_and_nothing_is_read_again()
    {
        var cancelled = new OperationCanceledException(new CancellationToken(canceled: true));
        var view = new Tape(5, (_, _) => throw cancelled);

        Should.Throw<OperationCanceledException>(() => view.ToArray()).ShouldBeSameAs(cancelled);

        view.Reads.ShouldBe(0);
    }

    [Test]
    public void Where_errors_pass_through_so_does_this_one()
    {
        using var scope = SeqErrors.Use(ErrorMode.Passthrough);

        Should.Throw<IOException>(() => new Tape(5, (_, _) => throw new IOException("The tape is torn.")).ToArray());
    }

    /// <summary>The numbers from 0 on, which notes how they are read, and copies as it is told.</summary>
    private sealed class Tape(int count, Func<int, int, int>? copy = null, int failing = -1) : SeqView<int>
    {
        public List<(int Start, int Length)> Copies { get; } = [];

        public int Reads { get; private set; }

        public override int Count => count;

        protected override int GetItem(int index)
        {
            Reads++;
            return index == failing ? throw new FormatException($"{index} is broken.") : index;
        }

        protected override int CopyItems(int start, Span<int> destination)
        {
            Copies.Add((start, destination.Length));
            var copied = copy?.Invoke(start, destination.Length) ?? destination.Length;
            for (var i = 0; i < Math.Clamp(copied, 0, destination.Length); i++)
            {
                destination[i] = start + i;
            }

            return copied;
        }
    }
}
