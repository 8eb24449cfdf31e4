namespace SeqTools.Linq.Tests.Tracing;

internal sealed class ElementResultTests
{
    private static readonly EvaluationException Error =
        new(new FormatException("no number"), [new EvaluationFrame(new ViewOrigin("Decode"), 3)]);

    [Test]
    public void A_success_has_a_value_and_no_error()
    {
        var result = ElementResult<string?>.FromValue("a");

        (result.IsSuccess, result.Value, result.Error).ShouldBe((true, "a", null));
        (result.TryGetValue(out var value), value).ShouldBe((true, "a"));
        (result.Deconstructed(), result.ToString()).ShouldBe((("a", null), "a"));
        ElementResult<string?>.FromValue(null).ToString().ShouldBe("");
        default(ElementResult<int>).ShouldBe(ElementResult<int>.FromValue(0));
    }

    [Test]
    public void A_failure_has_an_error_and_no_value()
    {
        var result = ElementResult<int>.FromError(Error);

        (result.IsSuccess, result.Error, result.TryGetValue(out var value), value).ShouldBe((false, Error, false, 0));
        result.Deconstructed().ShouldBe((0, Error));
        result.ToString().ShouldBe("Element 3 could not be evaluated: no number");
        Should.Throw<ArgumentNullException>(() => ElementResult<int>.FromError(null!)).ParamName.ShouldBe("error");
    }

    [Test]
    public void The_value_of_a_failure_throws_the_error_for_each_reader_anew()
    {
        var result = ElementResult<int>.FromError(Error);

        var first = Should.Throw<EvaluationException>(() => result.Value);
        var second = Should.Throw<EvaluationException>(() => result.Value);

        second.ShouldNotBeSameAs(first);
        (first.Message, first.InnerException).ShouldBe((Error.Message, Error.InnerException));
    }

    [Test]
    public void Results_are_equal_by_value()
    {
        var (a, b) = (ElementResult<string>.FromValue("a"), ElementResult<string>.FromValue("b"));
        var error = ElementResult<string>.FromError(Error);

        (a == ElementResult<string>.FromValue(new string('a', 1)), a == b).ShouldBe((true, false));
        (error == ElementResult<string>.FromError(Error), a == error).ShouldBe((true, false));
        new HashSet<ElementResult<string>> { a, b, a, error, error }.Count.ShouldBe(3);
    }

    [Test]
    public void The_compiler_knows_that_one_of_the_two_is_there()
    {
        var result = ElementResult<string>.FromValue("four");

        (result.IsSuccess ? 0 : result.Error.Index).ShouldBe(0);
        (result.TryGetValue(out var text) ? text.Length : result.Error.Index).ShouldBe(4);
    }
}

internal static class ElementResultParts
{
    public static (T? Value, EvaluationException? Error) Deconstructed<T>(this ElementResult<T> result)
    {
        var (value, error) = result;
        return (value, error);
    }
}
