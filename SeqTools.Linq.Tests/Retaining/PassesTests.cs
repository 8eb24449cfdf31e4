using System.Collections;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Retaining;

/// <summary>Sequences that can be enumerated once, or that give something else each time.</summary>
internal sealed class PassesTests
{
    [Test]
    public void Rows_of_a_reader_are_right_or_refused_however_they_are_read([Values(1, 3)] int cursors)
    {
        var view = Rows(new StringReader(string.Join('\n', Enumerable.Range(0, 25)))).AsIndexable(cursors: cursors);
        view[10].ShouldBe("10");

        for (var read = 0; read < 2; read++)
        {
            Should.Throw<InvalidOperationException>(() => view[3]).Message.ShouldSatisfyAllConditions(
                message => message.ShouldContain(view.ToString()),
                message => message.ShouldContain("more than once"),
                message => message.ShouldContain("SinglePass"));
        }

        Should.Throw<InvalidOperationException>(() => view[11]);
        Should.Throw<InvalidOperationException>(() => view.ToArray());
        Should.Throw<InvalidOperationException>(() => view.Count);
    }

    [Test]
    public void That_the_only_element_is_gone_in_a_second_pass_is_seen()
    {
        Passes<object> passes = new(new object(), new("Once"));
        passes.Continue(0, new()).ShouldBeTrue();

        passes.End(0).ShouldBeFalse();
    }

    [Test, CancelAfter(60_000)]
    public void Prefetched_rows_of_a_reader_are_right_or_refused([Values] bool isCountGiven)
    {
        var rows = Rows(new StringReader(string.Join('\n', Enumerable.Range(0, 25))));
        using var prefetched = rows.AsIndexable(isCountGiven ? 25 : null).AsPrefetched(2, 4);

        for (var i = 0; i < 25; i++)
        {
            try
            {
                prefetched[i].ShouldBe($"{i}");
            }
            catch (InvalidOperationException)
            {
                // Or refused.
            }
        }
    }

    [Test]
    public void Lines_of_a_file_whose_enumerators_share_a_reader_are_right_or_refused()
    {
        var file = Path.Combine(TemporaryFolder.New(), "lines.txt");
        File.WriteAllLines(file, Enumerable.Range(0, 100).Select(i => $"{i}"));
        using var view = File.ReadLines(file).AsIndexable(cursors: 2);
        view[50].ShouldBe("50");

        Should.Throw<InvalidOperationException>(() => view[8]);
        Should.Throw<InvalidOperationException>(() => view[51]);
    }

    [Test]
    public void A_foreach_that_shares_what_it_enumerates_with_a_cursor_is_stopped()
    {
        var view = Rows(new StringReader("0\n1\n2\n3\n4\n5")).AsIndexable();
        using var elements = view.GetEnumerator();
        elements.MoveNext();
        elements.MoveNext();

        Should.Throw<InvalidOperationException>(() => view[0]);

        Should.Throw<InvalidOperationException>(() => elements.MoveNext());
        elements.MoveNext().ShouldBeFalse();
    }

    [Test]
    public void A_second_foreach_over_what_is_used_up_is_refused()
    {
        var view = Rows(new StringReader("0\n1\n2")).AsIndexable();
        view.ShouldBe(["0", "1", "2"]);

        Should.Throw<InvalidOperationException>(() => view.Sum(row => row.Length)).Message.ShouldContain("after 0");
    }

    [Test]
    public void What_is_used_up_is_seen_by_its_end_even_if_its_elements_are_not_known_again()
    {
        var left = new Queue<object>([new(), new(), new()]);
        var view = Objects().AsIndexable(3);
        _ = (view[1], view[0]);

        Should.Throw<InvalidOperationException>(() => view[2]).Message.ShouldContain("ended after");

        IEnumerable<object> Objects()
        {
            while (left.TryDequeue(out var next))
            {
                yield return next;
            }
        }
    }

    [Test]
    public void A_sequence_that_refuses_a_second_enumerator_is_refused_with_its_reason()
    {
        var opened = 0;
        var view = Once(() => opened++).AsIndexable(5);
        view[3].ShouldBe(3);

        var failure = Should.Throw<InvalidOperationException>(() => view[1]);

        failure.Message.ShouldContain("It was closed.");
        failure.InnerException.ShouldBeOfType<NotSupportedException>();
        view[3].ShouldBe(3);
        opened.ShouldBe(2);
        Should.Throw<InvalidOperationException>(() => view[2]);
        opened.ShouldBe(2);
    }

    [Test]
    public void What_is_used_up_is_not_counted()
    {
        var left = new Queue<int>(Enumerable.Range(0, 10));
        var opened = 0;
        var others = Taken<int>(left).AsIndexable();
        _ = others[2];
        var objects = Taken<object>(new([new(), new(), new(), new()])).AsIndexable();
        _ = objects[2];

        for (var read = 0; read < 2; read++)
        {
            ShouldBeRefused(() => others.Count).ShouldContain("element 0 was another");
            ShouldBeRefused(() => objects.Count).ShouldContain("ended after 1");
        }

        opened.ShouldBe(4);

        IEnumerable<T> Taken<T>(Queue<T> queue)
        {
            opened++;
            while (queue.TryDequeue(out var next))
            {
                yield return next;
            }
        }
    }

    [Test]
    public void A_sequence_that_refuses_a_second_pass_of_any_kind_is_refused_with_its_reason([Values] bool isCounted)
    {
        var opened = 0;
        var view = Once(() => opened++).AsIndexable();
        _ = view[1];

        ShouldBeRefused(() => isCounted ? view.Count : view.Sum()).ShouldContain("It was closed.");
        ShouldBeRefused(() => view[2]).ShouldContain("It was closed.");
    }

    [Test]
    public void A_function_that_refuses_to_open_a_second_time_is_refused_with_its_reason()
    {
        var opened = 0;
        Func<IEnumerable<int>> open = () =>
            opened++ == 0 ? new NumberStream(5) : throw new InvalidOperationException("It was closed.");
        var view = open.AsIndexable(5);
        view[3].ShouldBe(3);

        ShouldBeRefused(() => view[1]).ShouldContain("It was closed.");
        opened.ShouldBe(2);
    }

    [Test]
    public void A_sequence_that_gives_the_same_enumerator_again_is_refused()
    {
        var view = new OneEnumerator().AsIndexable(10, cursors: 2);
        _ = view[4];

        Should.Throw<InvalidOperationException>(() => view[2]).Message.ShouldContain("element 0 was another");
    }

    [Test]
    public void A_first_pass_that_can_not_be_begun_is_a_failure_as_any_other()
    {
        var opened = 0;
        Func<IEnumerable<int>> open = () =>
            opened++ == 0 ? throw new NotSupportedException() : new NumberStream(5);
        var view = open.AsIndexable(5);

        Should.Throw<EvaluationException>(() => view[3]).InnerException.ShouldBeOfType<NotSupportedException>();

        view[3].ShouldBe(3);
    }

    [Test]
    public void What_is_used_up_is_seen_though_one_element_was_read()
    {
        var left = new Queue<object>([new()]);
        var view = Objects().AsIndexable();
        _ = view[0];

        ShouldBeRefused(() => view.ToArray()).ShouldContain("ended after 0");

        IEnumerable<object> Objects()
        {
            while (left.TryDequeue(out var next))
            {
                yield return next;
            }
        }
    }

    [Test]
    public void Values_of_a_foreach_that_differs_are_discarded_and_not_handed_out()
    {
        List<string> discarded = [];
        var view = Rows(new StringReader("0\n1\n2\n3\n4\n5")).AsIndexable(options: new() { OnDiscard = discarded.Add });
        view[2].ShouldBe("2");

        ShouldBeRefused(() => view.First());

        discarded.ShouldBe(["0", "1", "3"]);
    }

    [Test]
    public void A_pass_that_fails_as_any_element_may_is_not_taken_for_that()
    {
        var isBroken = false;
        var view = Numbers().AsIndexable(5);
        view[3].ShouldBe(3);
        isBroken = true;
        Should.Throw<EvaluationException>(() => view[1]).InnerException.ShouldBeOfType<IOException>();
        isBroken = false;

        view[1].ShouldBe(1);

        IEnumerable<int> Numbers()
        {
            for (var i = 0; i < 5; i++)
            {
                yield return isBroken ? throw new IOException() : i;
            }
        }
    }

    [Test]
    public void A_later_pass_that_differs_far_from_the_beginning_is_seen([Values(3, 999, 99_328)] int changed)
    {
        var passes = 0;
        var view = Numbers().AsIndexable(100_000);
        _ = view[99_999];
        passes = 1;

        Should.Throw<InvalidOperationException>(() => Enumerable.Range(0, 100_000).Select(i => view[i]).Max());

        IEnumerable<int> Numbers()
        {
            for (var i = 0; i < 100_000; i++)
            {
                yield return passes > 0 && i >= changed ? -i : i;
            }
        }
    }

    [Test]
    public void Values_of_a_pass_that_differs_are_discarded()
    {
        List<string> discarded = [];
        var view = Rows(new StringReader("0\n1\n2\n3\n4\n5")).AsIndexable(
            6, options: new() { OnDiscard = discarded.Add });
        view[2].ShouldBe("2");

        Should.Throw<InvalidOperationException>(() => view[1]);
        view.Dispose();

        discarded.ShouldBe(["0", "1", "3"]);
    }

    [Test]
    public void Elements_that_are_made_anew_each_time_are_taken_for_the_same()
    {
        var view = Enumerable.Range(0, 20).Where(_ => true)
            .Select(i => (Name: $"{i}", Bytes: new[] { (byte)i }, Row: new Row(i, [i]), Where: (object?)null))
            .AsIndexable(20);

        for (var i = 19; i >= 0; i -= 3)
        {
            view[i].Row.Number.ShouldBe(i);
        }
    }

    private static readonly Func<int, object>[] ValueRows =
    [
        i => new Point(i, -i), i => new PointStruct(i, -i), i => new Measured($"{i}", null, default(DateTime)),
        i => new Tagged { Tag = $"{i}" }, i => new Version(1, i), i => new KeyValuePair<string, int>($"{i}", 1),
        i => new { Number = i, Text = $"{i}" }, i => (Row: new Point(i, i), i), i => new BigInteger(i),
        i => new Amount(i, $"{i}"), i => new Priced($"{i}", new(i, "EUR")), i => (DayOfWeek)i, i => new Complex(i, i),
    ];

    [Test]
    public void Rows_that_are_nothing_but_values_are_known_again([ValueSource(nameof(ValueRows))] Func<int, object> row)
    {
        var first = 0;
        var same = Enumerable.Range(0, 20).Where(_ => true).Select(row).AsIndexable(20);
        var other = Numbers().Select(row).AsIndexable(20);

        (same[5].Equals(row(5)), same[2].Equals(row(2))).ShouldBe((true, true));
        other[5].ShouldBe(row(5));
        Should.Throw<InvalidOperationException>(() => other[2]).Message.ShouldContain("was another one before");

        IEnumerable<int> Numbers()
        {
            var start = first;
            first += 10;
            for (var i = start; ; i++)
            {
                yield return i;
            }
        }
    }

    private static readonly Func<int, object>[] Others =
    [
        i => new Row(i, [i]), i => new object(), i => new StringBuilder(), i => new Point3(i, i, new object()),
        i => new ReadOnlyMemory<int>([i]), i => ImmutableArray.Create(i), i => new List<int> { i }, i => new[] { i },
        i => (new Row(i, [i]), new[] { i }), i => FormattableStringFactory.Create("{0}", i),
        i => new Polynomial(i, [i]), i => new Fitted($"{i}", new(i, [i])),
    ];

    [Test]
    public void Rows_that_hold_what_is_made_anew_each_time_are_taken_for_the_same(
        [ValueSource(nameof(Others))] Func<int, object> row)
    {
        var view = Enumerable.Range(0, 20).Where(_ => true).Select(row).AsIndexable(20);

        for (var i = 19; i >= 0; i -= 3)
        {
            Should.NotThrow(() => view[i]);
        }
    }

    [Test]
    public void A_collection_may_change()
    {
        var queue = new Queue<int>([1, 2, 3]);
        var view = queue.AsIndexable();
        view[2].ShouldBe(3);
        queue.Dequeue();
        queue.Enqueue(4);

        view.ShouldBe([2, 3, 4]);
        view[0].ShouldBe(2);
        view[1].ShouldBe(3);
    }

    [Test]
    public void A_function_opens_a_sequence_for_each_cursor_and_each_pass()
    {
        var opened = 0;
        Func<IEnumerable<string>> open = () =>
        {
            opened++;
            return Rows(new StringReader("0\n1\n2\n3\n4\n5"));
        };
        using var view = open.AsIndexable(cursors: 2);
        opened.ShouldBe(0);

        (view[4], view[1], view[5], view[2]).ShouldBe(("4", "1", "5", "2"));
        opened.ShouldBe(2);
        view.ShouldBe(["0", "1", "2", "3", "4", "5"]);
        view.Count.ShouldBe(6);
        opened.ShouldBe(3);
        view.ToString().ShouldStartWith("AsIndexable(cacheSize: 0, cursors: 2) in ");
        view.Explain().ShouldContain("Func<IEnumerable<string>>");
    }

    [Test]
    public void What_opening_throws_is_a_failure_of_the_element_and_the_next_read_opens_again()
    {
        var isThere = false;
        Func<IEnumerable<int>> open = () => isThere ? new NumberStream(3) : throw new FileNotFoundException();
        var view = open.AsIndexable(3).Reverse();

        Stages.Of(() => view[0]).ShouldBe("Reverse[0] AsIndexable[2]");
        Should.Throw<EvaluationException>(() => view[0]).InnerException.ShouldBeOfType<FileNotFoundException>();
        isThere = true;
        view[0].ShouldBe(2);
    }

    [Test]
    public void A_function_that_opens_nothing_is_refused()
    {
        Func<IEnumerable<int>>? none = null;
        Should.Throw<ArgumentNullException>(() => none!.AsIndexable()).ParamName.ShouldBe("source");
        Func<IEnumerable<int>> open = () => [];
        Should.Throw<ArgumentOutOfRangeException>(() => open.AsIndexable(-1)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentOutOfRangeException>(() => open.AsIndexable(cacheSize: -1))
            .ParamName.ShouldBe("cacheSize");
        Should.Throw<ArgumentOutOfRangeException>(() => open.AsIndexable(cursors: 0)).ParamName.ShouldBe("cursors");
    }

    /// <summary>By the refusal itself, which is no failure of an element.</summary>
    private static string ShouldBeRefused(Func<object> read)
    {
        var failure = Should.Throw<Exception>(() => read());
        failure.ShouldBeOfType<InvalidOperationException>();
        failure.Message.ShouldContain("more than once");
        return failure.Message;
    }

    /// <summary>Five numbers that can be gone through once.</summary>
    /// <param name="open">Counts, and says how often they were gone through before.</param>
    private static IEnumerable<int> Once(Func<int> open)
    {
        if (open() > 0)
        {
            throw new NotSupportedException("It was closed.");
        }

        for (var i = 0; i < 5; i++)
        {
            yield return i;
        }
    }

    private static IEnumerable<string> Rows(StringReader reader)
    {
        while (reader.ReadLine() is { } row)
        {
            yield return row;
        }
    }

    private sealed record Row(int Number, int[] Parts);

    private record Point(int X, int Y);

    private sealed record Point3(int X, int Y, object Z) : Point(X, Y);

    private readonly record struct PointStruct(long X, decimal Y);

    private readonly record struct Amount(decimal Value, string Currency) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) =>
            $"{Value.ToString(format, formatProvider)} {Currency}";
    }

    private sealed record Priced(string Name, Amount Price);

    private readonly record struct Polynomial(int Degree, double[] Coefficients) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => $"of degree {Degree}";
    }

    private sealed record Fitted(string Name, Polynomial Curve);

    private sealed record Measured(string Name, double? Value, DateTime? Day) : Point(1, 2);

    private struct Tagged
    {
        public string? Tag;
    }

    private sealed class OneEnumerator : IEnumerable<int>, IEnumerator<int>
    {
        public int Current { get; private set; } = -1;

        object IEnumerator.Current => Current;

        public IEnumerator<int> GetEnumerator() => this;

        IEnumerator IEnumerable.GetEnumerator() => this;

        public bool MoveNext() => ++Current < 10;

        public void Reset() => throw new NotSupportedException();

        public void Dispose()
        {
            // It is used again.
        }
    }
}
