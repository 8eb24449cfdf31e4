namespace SeqTools.Linq.Tests;

/// <summary>What tests of errors and evaluations look at.</summary>
internal static class Stages
{
    /// <summary>
    /// The stages that a failing read passed, such as <c>Append[1] Generate[1]</c>, from the outermost one.
    /// </summary>
    public static string Of(Func<object?> read) =>
        string.Join(
            " ",
            Should.Throw<EvaluationException>(read)
                .Trail.AsEnumerable()
                .Select(frame => $"{frame.Origin.Operator}[{frame.Index}]"));

    /// <summary>The stages that a failure passed, likewise.</summary>
    public static string Of(EvaluationException failure) =>
        string.Join(" ", failure.Trail.AsEnumerable().Select(frame => $"{frame.Origin.Operator}[{frame.Index}]"));

    /// <summary>The numbers from 0 on, of which one fails.</summary>
    public static SeqView<int> FailingAt(int failing, int count) =>
        Seq.Generate(count, i => i == failing ? throw new FormatException($"no {i}") : i);

    /// <summary>The numbers from 0 on, which note that they were evaluated.</summary>
    public static SeqView<int> Noted(ICollection<int> evaluated, int count, int first = 0) => Seq.Generate(count, i =>
    {
        evaluated.Add(first + i);
        return first + i;
    });

    /// <summary>What a hundred reads allocate, after a first one that gives a positive number.</summary>
    public static long BytesOfReading(SeqView<int> view)
    {
        view[4 % view.Count].ShouldBeGreaterThan(0);

        return Allocated.By(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                _ = view[i % 3];
            }
        });
    }

    /// <summary>What an enumeration gives that goes on after failures; -1 for each of them.</summary>
    public static List<T> Tolerantly<T>(IEnumerable<T> view, T failed)
    {
        List<T> all = [];
        using var elements = view.GetEnumerator();
        while (true)
        {
            try
            {
                if (!elements.MoveNext())
                {
                    return all;
                }

                all.Add(elements.Current);
            }
            catch (EvaluationException)
            {
                all.Add(failed);
            }
        }
    }
}
