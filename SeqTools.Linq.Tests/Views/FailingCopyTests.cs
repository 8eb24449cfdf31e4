namespace SeqTools.Linq.Tests.Views;

/// <summary>
/// A copy notes only some of the elements that it is at. What it tells of the one that fails is the same wherever that
/// stands.
/// </summary>
public class FailingCopyTests
{
    private static readonly string[] Words = [.. Enumerable.Range(0, 11).Select(n => $"w{n}")];

    [Test]
    public void A_function_that_fails_is_told_with_the_index_and_what_it_was_given([Range(0, 10)] int failing)
    {
        var calls = 0;
        var lengths = Words.Select(word => ++calls > 0 && word == Words[failing] ? throw new Failure() : word.Length);

        Check(() => lengths.ToArray());
        Check(() => lengths.ToList());
        Check(() => lengths.Slice(0, 11).ToArray());
        Check(() => lengths.CopyTo(0, new int[11]));

        void Check(Action copy)
        {
            calls = 0;
            var error = copy.ShouldThrow<EvaluationException>();
            (error.Index, error.Input, error.Origin, calls)
                .ShouldBe((failing, Words[failing], lengths.Origin, failing + 1));
            error.InnerException.ShouldBeOfType<Failure>();
        }
    }

    [Test]
    public void So_is_one_that_makes_objects([Range(0, 10)] int failing)
    {
        var louder = Words.Select(word => word == Words[failing] ? throw new Failure() : word.ToUpperInvariant());

        var error = Should.Throw<EvaluationException>(() => louder.ToArray());

        (error.Index, error.Input, error.Origin).ShouldBe((failing, Words[failing], louder.Origin));
    }

    [Test]
    public void So_is_the_first_of_two_functions([Range(0, 10)] int failing)
    {
        var others = 0;
        var first = Words.Select(word => word == Words[failing] ? throw new Failure() : word.Length);
        var both = first.Select(length => others++ * length);

        var error = Should.Throw<EvaluationException>(() => both.ToArray());

        (error.Index, error.Input, error.Origin, others).ShouldBe((failing, Words[failing], first.Origin, failing));
        error.Trail.Select(frame => frame.Origin).ShouldBe([both.Origin, first.Origin]);
    }

    [Test]
    public void So_is_the_second_of_two([Range(0, 10)] int failing)
    {
        var ones = 0;
        var both = Words.Select(word => (Word: word, Number: ones++))
            .Select(pair => pair.Word == Words[failing] ? throw new Failure() : pair.Number);

        var error = Should.Throw<EvaluationException>(() => both.ToArray());

        (error.Index, error.Input, error.Origin, ones)
            .ShouldBe((failing, (Words[failing], failing), both.Origin, failing + 1));
    }

    [Test]
    public void What_a_function_catches_itself_is_nothing_to_tell_of([Range(0, 4)] int failing)
    {
        var numbers = Enumerable.Range(0, 12).ToArray().Select(n => n % 5 == failing ? Caught(n) : n);

        numbers.ToArray().ShouldBe(Enumerable.Range(0, 12));
    }

    [Test]
    public void A_copy_within_an_element_notes_its_own_elements([Range(0, 3)] int outer, [Range(0, 3)] int inner)
    {
        int[] numbers = [0, 1, 2, 3];
        var copies = numbers.Select(
            n => n == outer ? numbers.Select(m => m == inner ? throw new Failure() : m).ToArray() : []);

        var error = Should.Throw<EvaluationException>(() => copies.ToArray());

        error.Trail.Select(frame => frame.Index).ShouldBe([outer, inner]);
    }

    [Test]
    public void Where_errors_pass_through_so_do_these([Range(0, 4)] int failing)
    {
        var numbers = Enumerable.Range(0, 5).ToArray().Select(n => n == failing ? throw new Failure() : n);

        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            Should.Throw<Failure>(() => numbers.ToArray());
        }
    }

    private static int Caught(int number)
    {
        try
        {
            throw new Failure();
        }
        catch (Failure)
        {
            return number;
        }
    }

    private sealed class Failure : Exception;
}
