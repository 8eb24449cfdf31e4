using System.Collections;

namespace SeqTools.Linq.Tests;

/// <summary>
/// By index, by each kind of enumerator and by copies: every operator over every kind of source gives the same, and
/// fails in the same way.
/// </summary>
internal sealed class WaysToReadTests
{
    private const int Count = 6;

    private static readonly Dictionary<string, Func<Cell[], IReadOnlyList<Cell>>> Sources = new()
    {
        ["array"] = cells => cells,
        ["part of an array"] = cells => ((Cell[])[default, .. cells, default]).Slice(1..^1),
        ["List"] = cells => cells.ToList(),
        ["view"] = cells => cells.Reverse().Reverse(),
        ["Range"] = cells => Seq.Range(0, cells.Length).Select(i => cells[i]),
        ["ReadOnlyCollection"] = cells => Array.AsReadOnly(cells),
        ["Memory"] = cells => new ReadOnlyMemory<Cell>([default, .. cells])[1..].AsView(),
        ["foreign list"] = cells => new CountingList<Cell>(cells),
        ["lists in a list"] = cells => cells.Chunk(4).Flatten(),
    };

    private static readonly (string Name, Func<SeqView<Cell>, IEnumerator<Cell>> Enumerate)[] Enumerators =
    [
        ("foreach", view => view.GetEnumerator()),
        ("IEnumerable<T>", view => ((IEnumerable<Cell>)view).GetEnumerator()),
        ("IEnumerable", view => ((IEnumerable)view).Cast<Cell>().GetEnumerator()),
        ("LINQ", view => Enumerable.Where(view, _ => true).GetEnumerator()),
    ];

    private static IEnumerable<TestCaseData<Operator, string>> OperatorsOverSources() =>
        from op in Operator.With(2)
        from source in Sources.Keys
        select new TestCaseData<Operator, string>(op, source).SetArgDisplayNames(op.Text, source);

    private static IEnumerable<string> SourceNames() => Sources.Keys;

    [TestCaseSource(nameof(OperatorsOverSources))]
    public void Elements_are_the_same_and_evaluated_once_whichever_way(Operator op, string source)
    {
        var evaluated = 0;
        var cells = Cell.Source(Count);
        var plain = op.View(Sources[source](cells));
        var noted = op.View(Sources[source](cells).Select(Noted));
        Cell[] expected = [.. op.Model(cells)];
        var evaluations = expected.Sum(cell => cell.Reads);

        foreach (var view in new[] { plain, noted })
        {
            Should(() => [.. Enumerable.Range(0, view.Count).Select(i => view[i])]);
            Array.ForEach(Enumerators, way => Should(() => [.. AllOf(way.Enumerate(view))]));
            Should(() => view.ToArray());
            Should(() => [.. view.ToList()]);
            Should(() => ElementByElement(view));

            void Should(Func<Cell[]> read)
            {
                evaluated = 0;
                read().ShouldBe(expected);
                evaluated.ShouldBe(view == noted ? evaluations : 0);
            }
        }

        Cell Noted(Cell cell)
        {
            evaluated++;
            return cell;
        }
    }

    [TestCaseSource(nameof(OperatorsOverSources))]
    public void Elements_that_fail_tell_the_same_whichever_way_and_the_others_follow(Operator op, string source)
    {
        var view = op.View(Sources[source](Cell.Source(Count)).Select(FailAtTwo));
        string[] read = [.. Enumerable.Range(0, view.Count).Select(i => Outcome(() => view[i]))];

        foreach (var (name, enumerate) in Enumerators.SkipLast(2))
        {
            string.Join(Environment.NewLine, Outcomes(enumerate(view)))
                .ShouldBe(string.Join(Environment.NewLine, read), name);
        }

        for (var i = 0; i < read.Length; i++)
        {
            var element = new Cell[1];
            Outcome(() => { view.CopyTo(i, element); return element[0]; }).ShouldBe(read[i]);
        }

        string[] failures = [.. read.Where(text => !int.TryParse(text, out _))];
        var copied = Outcome(() => Cell.Constant(view.ToArray().Length));
        copied.ShouldBeOneOf(failures is [] ? [$"{read.Length}"] : failures);
    }

    [TestCaseSource(nameof(OperatorsOverSources))]
    public void An_enumerator_that_is_disposed_of_has_ended(Operator op, string source)
    {
        var view = op.View(Sources[source](Cell.Source(Count)));
        foreach (var (name, enumerate) in Enumerators.Take(2))
        {
            var elements = enumerate(view);
            elements.MoveNext();

            elements.Dispose();

            elements.MoveNext().ShouldBeFalse(name);
            elements.Current.ShouldBe(default, name);
        }
    }

    [TestCaseSource(nameof(SourceNames))]
    public void What_a_function_was_given_goes_along_whichever_way_and_whichever_stage_fails(string source)
    {
        for (var failing = 0; failing < 6; failing++)
        {
            var stage = failing;
            var view = Sources[source](Cell.Source(Count))
                .Select(cell => Checked(cell, 0)).Select(cell => $"{Checked(cell, 1)}").Select(text => Checked(text, 2))
                .Select((text, i) => (Checked(text, 3), i)).Skip(1).Take(4)
                .Select(pair => Checked(pair.Item1, 4)).SelectWith(() => 0, (_, text) => Checked(text, 5));
            object given = failing < 2 ? new Cell(13, 1) : failing == 4 ? ("13", 3) : "13";
            int[] places = failing < 4 ? [3] : [2];

            foreach (var read in WaysTo(view, 2))
            {
                var failure = Shouldly.Should.Throw<EvaluationException>(read);

                failure.Input.ShouldBe(given);
                failure.Trail[^1].Index.ShouldBeOneOf(places);
                failure.Index.ShouldBe(2);
            }

            T Checked<T>(T element, int number) =>
                number == stage && $"{element}" == "13" ? throw new InvalidDataException() : element;
        }
    }

    [TestCaseSource(nameof(SourceNames))]
    public void After_a_stage_that_failed_one_that_fails_without_a_function_is_not_taken_for_it(string source)
    {
        var view = Sources[source](Cell.Source(Count)).Select(cell => cell.Value)
            .Select(n => n).Concat(new FailingList<int>([1, 2, 3], 1)).Select(n => n).Select(n => n);
        var copy = new int[view.Count];

        var failure = Shouldly.Should.Throw<EvaluationException>(() => view.CopyTo(copy, 0));

        failure.Input.ShouldBeNull();
        failure.Index.ShouldBe(Count + 1);
        failure.Trail.Select(frame => frame.Origin.Operator).ShouldBe(["Select", "Select", "Concat"]);
    }

    private static IEnumerable<Action> WaysTo(SeqView<string> view, int index)
    {
        yield return () => _ = view[index];
        yield return () => view.CopyTo(index, new string[1]);
        yield return () => view.ToArray();
        yield return () => view.ToList();
        yield return () =>
        {
            foreach (var text in view)
            {
                text.ShouldNotBe("13");
            }
        };
        yield return () => _ = ((IEnumerable<string>)view).Count(_ => true);
    }

    private static Cell FailAtTwo(Cell cell) =>
        cell.Value is 11 or 14 ? throw new FormatException($"no {cell.Value}") : cell;

    private static IEnumerable<Cell> AllOf(IEnumerator<Cell> elements)
    {
        using (elements)
        {
            while (elements.MoveNext())
            {
                yield return elements.Current;
            }
        }
    }

    private static Cell[] ElementByElement(SeqView<Cell> view)
    {
        var cells = new Cell[view.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            view.CopyTo(i, cells.AsSpan(i, 1));
        }

        return cells;
    }

    private static List<string> Outcomes(IEnumerator<Cell> elements)
    {
        List<string> outcomes = [];
        using (elements)
        {
            for (var hasEnded = false; !hasEnded;)
            {
                var outcome = Outcome(() =>
                {
                    hasEnded = !elements.MoveNext();
                    return elements.Current;
                });
                outcomes.Add(outcome);
            }
        }

        return outcomes[..^1];
    }

    private static string Outcome(Func<Cell> read)
    {
        try
        {
            return $"{read()}";
        }
        catch (EvaluationException e)
        {
            return $"{Stages.Of(e)}: {e.InnerException!.Message}, given {e.Input}";
        }
    }
}
