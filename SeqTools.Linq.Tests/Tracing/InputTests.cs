using System.Text;
using CsCheck;

namespace SeqTools.Linq.Tests.Tracing;

/// <summary>What the function that failed was given, as the failure tells it.</summary>
internal sealed class InputTests
{
    private static readonly string[] Texts = ["1", "2", "x7"];
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private static IEnumerable<TestCaseData<SeqView<int>, object?>> Stages()
    {
        var parsed = Texts.Select(s => int.Parse(s));
        var marked = Texts.Select(s => s + "!");
        var x = Texts[2];
        var asked = marked.Select(s => s.Replace('!', '?'));
        yield return Named("Select", Texts.Select(s => int.Parse(s)), "x7");
        yield return Named("Select with position", Texts.Select((s, i) => int.Parse(s) + i), "x7");
        yield return Named("with position, Select", Texts.Select((s, i) => int.Parse(s) + i).Select(n => n), "x7");
        yield return Named("Select, Select that fails", marked.Select(s => s == "x7!" ? int.Parse(s) : 0), "x7!");
        yield return Named("Select that fails, Select", Texts.Select(s => int.Parse(s)).Select(n => n), "x7");
        yield return Named("Select that fails behind two", asked.Select(s => s == "x7?" ? int.Parse(s) : 0), "x7?");
        yield return Named("Zip", Texts.Zip([5, 6, 7], (s, n) => int.Parse(s) + n), ("x7", 7));
        yield return Named("SelectTuple", Texts.Zip([5, 6, 7]).SelectTuple((s, n) => int.Parse(s) + n), ("x7", 7));
        yield return Named("of three", Texts.Zip(Texts, Texts).SelectTuple((s, _, _) => int.Parse(s)), (x, x, x));
        yield return Named("Seq.Generate", Seq.Generate(3, i => i == 2 ? throw new FormatException() : i), 2);
        yield return Named("Tap", Texts.Tap((s, _) => int.Parse(s)).Select(s => 1), "x7");
        yield return Named("SelectWithRandom", Texts.SelectWithRandom((s, _) => int.Parse(s), 1), "x7");
        yield return Named("Filter", Texts.Filter(s => int.Parse(s) > 0).Select(s => 1).Append(1), "x7");
        yield return Named("Reverse, Reverse", Texts.Select(s => int.Parse(s)).Reverse().Reverse(), "x7");
        yield return Named("SelectWith", Texts.SelectWith(() => 1, (n, s) => n + int.Parse(s)), "x7");
        yield return Named("a view in a function", Seq.Range(0, 3).Select(i => parsed[i]), "x7");
        yield return Named("a list", new FailingList<int>([1, 2, 3], 2).Select(n => n), null);

        static TestCaseData<SeqView<int>, object?> Named(string name, SeqView<int> view, object? input) =>
            new TestCaseData<SeqView<int>, object?>(view, input).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Stages))]
    public void It_is_the_element_whichever_way_it_is_read(SeqView<int> view, object? input)
    {
        using var shown = SeqErrors.Use(showInputs: true);
        using var elements = view.GetEnumerator();
        Action[] reads =
        [
            () => _ = view[2], () => _ = view.ToArray(), () => _ = view.Sum(), () => ToTheEnd(elements),
            () => view.CopyTo(1, new int[2]),
        ];
        foreach (var read in reads)
        {
            var failure = Should.Throw<EvaluationException>(read);

            failure.Input.ShouldBe(input);
            var last = failure.Message.Split(Environment.NewLine)[^1];
            last.Contains(", given ", StringComparison.Ordinal).ShouldBe(input is not null);
        }

        static void ToTheEnd(IEnumerator<int> elements)
        {
            while (elements.MoveNext())
            {
                // On to the next one.
            }
        }
    }

    [Test]
    public void Of_a_batch_it_is_the_batch()
    {
        var view = Seq.Range(0, 5).Batch(2, batch => batch[0] == 2 ? throw new FormatException() : 1);

        var failure = Should.Throw<EvaluationException>(() => view[1]);

        failure.Input.ShouldBeAssignableTo<SeqView<int>>().ShouldBe([2, 3]);
    }

    [Test]
    public async Task Of_an_awaited_stage_it_is_the_element()
    {
        var parsed = Texts.SelectAsync(async (s, _) =>
        {
            await Task.Yield();
            return int.Parse(s);
        });

        var texts = Texts.SelectAsync((s, _) => ValueTask.FromResult(s));
        AsyncSeqView<int>[] views = [parsed, parsed.Select(n => n), texts.Select((s, _) => int.Parse(s))];
        foreach (var view in views)
        {
            (await Should.ThrowAsync<EvaluationException>(async () => await view.GetAsync(2))).Input.ShouldBe("x7");
        }
    }

    [Test]
    public void Of_a_failure_that_was_computed_ahead_or_kept_it_is_shown_as_its_reader_wants_it()
    {
        using var prefetched = Texts.Select(s => int.Parse(s)).AsPrefetched(1, 3);
        var result = Texts.Select(s => int.Parse(s)).AsResults()[2];
        _ = prefetched[0];
        Should.Throw<EvaluationException>(() => prefetched[2]).Message.ShouldNotContain("given");

        using var shown = SeqErrors.Use(showInputs: true);

        Should.Throw<EvaluationException>(() => prefetched[2]).Message.ShouldEndWith(", given \"x7\"");
        Should.Throw<EvaluationException>(() => result.Value).Message.ShouldEndWith(", given \"x7\"");
        result.Error!.Message.ShouldNotContain("given");
    }

    [Test]
    public void A_message_that_was_seen_stays_as_it_is()
    {
        EvaluationException failure;
        using (SeqErrors.Use(showInputs: true))
        {
            failure = Should.Throw<EvaluationException>(() => Texts.Select(s => int.Parse(s))[2]);
        }

        failure.Message.ShouldEndWith("[2] in " + failure.Origin.ToString().Split(" in ")[^1] + ", given \"x7\"");
    }

    [Test]
    public void A_failure_from_elsewhere_has_none()
    {
        using var shown = SeqErrors.Use(showInputs: true);
        EvaluationFrame frame = new(new ViewOrigin("Decode"), 3);
        var failure = new EvaluationException(new FormatException(), [frame]);

        (failure.Input, failure.Message.Contains("given", StringComparison.Ordinal)).ShouldBe((null, false));
    }

    [TestCase(null, "null")]
    [TestCase("", "\"\"")]
    [TestCase("a\r\n\tb", "\"a\\r\\n\\tb\"")]
    [TestCase("\u001b[31mred\u0000", "\"\\u001B[31mred\\u0000\"")]
    [TestCase("abc\u202Edef\u2066\u200F\u2028\u0085", "\"abc\\u202Edef\\u2066\\u200F\\u2028\\u0085\"")]
    [TestCase("\U000E0001", "\"\\U000E0001\"")]
    [TestCase("äß漢😀", "\"äß漢😀\"")]
    public void A_text_is_shown_on_one_line_with_its_controls_escaped(string? text, string shown) =>
        InputText.Of(text).ShouldBe(shown);

    [Test]
    public void A_value_is_shown_the_same_everywhere()
    {
        InputText.Of("\uD83D!").ShouldBe("\"\\uD83D!\"");
        InputText.Of(1.5).ShouldBe("1.5");
        InputText.Of((1, "a\nb")).ShouldBe("(1, a\\nb)");
        InputText.Of(new int[3]).ShouldBe("System.Int32[]");
        InputText.Of(Seq.Range(0, 3).Select(n => n)).ShouldStartWith("Select(n => n) in ");
    }

    [Test]
    public void A_value_that_cannot_say_itself_is_named_after_its_type()
    {
        InputText.Of(new Silent()).ShouldBe("Silent");
        InputText.Of(new Mute()).ShouldBe("Mute");
        InputText.Of(new List<Silent>()).ShouldBe(new List<Silent>().ToString());
    }

    [Test]
    public void Whatever_the_text_it_is_one_line_of_a_hundred_characters_at_most() =>
        Gen.OneOf(
            Gen.String,
            Gen.String[Gen.Char["ab\n\u202e\uD83D\uDE00"], 0, 150],
            Gen.String[Gen.Const('\n'), 0, 80]).Sample(text =>
        {
            foreach (var shown in new[] { InputText.Of(text), InputText.Of(new StringBuilder(text)) })
            {
                shown.Length.ShouldBeLessThanOrEqualTo(100);
                shown.Any(char.IsControl).ShouldBeFalse();
                shown.EnumerateRunes().Any(rune => rune.Value is 0x202E or 0x2028).ShouldBeFalse();
                Strict.GetByteCount(shown).ShouldBeGreaterThanOrEqualTo(shown.Length);
            }
        });

    private sealed class Silent
    {
        public override string ToString() => throw new NotSupportedException();
    }

    private sealed class Mute
    {
        public override string? ToString() => null;
    }
}
