namespace SeqTools.Linq.Tests.Retaining;

internal sealed class CursorChoiceTests
{
    [Test]
    public void The_first_read_starts_a_cursor() => new CursorChoice(2).For(5).ShouldBe((0, null));

    [Test]
    public void A_read_ahead_moves_the_nearest_cursor_behind_it()
    {
        var choice = At(3, 7, 20);

        choice.For(10).ShouldBe((1, 3));
        choice.For(7).ShouldBe((1, 0));
        choice.For(6).ShouldBe((0, 3));
        choice.For(100).ShouldBe((2, 80));
    }

    [Test]
    public void A_read_behind_all_starts_one_that_was_never_used_and_then_the_one_whose_last_use_is_the_longest_ago()
    {
        var choice = new CursorChoice(2);
        Move(choice, choice.For(5).Cursor, 5);

        var second = choice.For(2);
        second.ShouldBe((1, null));
        Move(choice, second.Cursor, 2);

        choice.For(1).ShouldBe((0, null));
    }

    [Test]
    public void There_is_room_for_those_alone_that_are_used()
    {
        var choice = new CursorChoice(int.MaxValue);

        for (var cursor = 0; cursor < 5; cursor++)
        {
            choice.For(9 - cursor).ShouldBe((cursor, null));
            Move(choice, cursor, 9 - cursor);
        }

        choice.Capacity.ShouldBe(8);
        choice.For(6).ShouldBe((3, 0));
    }

    [Test]
    public void A_cursor_at_the_end_serves_where_it_stands_and_nothing_after()
    {
        var choice = At(3);
        choice.End(0);

        choice.For(3).ShouldBe((0, 0));
        choice.For(4).ShouldBe((0, null));
    }

    [Test]
    public void A_cursor_that_has_no_element_and_can_make_no_step_starts_over()
    {
        var choice = At(3);
        choice.Take(0);
        choice.End(0);

        choice.For(3).ShouldBe((0, null));
        choice.For(4).ShouldBe((0, null));
    }

    [Test]
    public void A_cursor_whose_element_was_taken_serves_what_comes_after_and_not_where_it_stands()
    {
        var choice = At(3);
        choice.Take(0);

        choice.For(4).ShouldBe((0, 1));
        choice.For(3).ShouldBe((0, null));
    }

    [TestCase(5, 7)]
    [TestCase(12, 8)]
    [TestCase(20, 0)]
    [TestCase(21, 0)]
    public void How_far_the_nearest_cursor_has_gone_beyond_an_element_is_told(int index, int steps)
    {
        At(20, 12).StepsBeyond(index).ShouldBe(steps);
        At(12, 20, 3).StepsBeyond(index).ShouldBe(steps);
    }

    private static CursorChoice At(params int[] positions)
    {
        const int BehindAll = -1;
        var choice = new CursorChoice(positions.Length);
        for (var cursor = 0; cursor < positions.Length; cursor++)
        {
            choice.For(BehindAll).Cursor.ShouldBe(cursor);
            Move(choice, cursor, positions[cursor]);
        }

        return choice;
    }

    private static void Move(CursorChoice choice, int cursor, int position)
    {
        choice.Start(cursor);
        while (choice.Step(cursor) < position)
        {
        }
    }
}
