using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Tests;

/// <summary>
/// An operator at work on small lists that note what is evaluated of them, so that what is told of it is what it does.
/// </summary>
/// <param name="Signature">The operator and its parameters, as <see cref="OperatorDocumentation"/> writes them.</param>
/// <param name="Lambda">The code of <paramref name="View"/>.</param>
/// <param name="Inputs">The lists that it is given.</param>
/// <param name="View">Makes the view, over lists that note there what is evaluated.</param>
internal sealed record Demonstration(
    string Signature, string Lambda, IReadOnlyList<Input> Inputs, Func<ConcurrentQueue<Place>, SeqView<object?>> View)
{
    /// <summary>A view with many more elements than are drawn is drawn as far as this, and cut off.</summary>
    private const int Most = 6;

    /// <summary>What a read costs, the evaluation of what it reads aside.</summary>
    public string Cost { get; init; } = "O(1)";

    /// <summary>The operator that the view bears the name of, where it is not this one.</summary>
    public string? NamedAfter { get; init; }

    /// <summary>Waits, after a read, until nothing is evaluated any more in the background.</summary>
    public Action<object> Settle { get; init; } = _ => { };

    /// <summary>The call.</summary>
    public string Code => Lambda[(Lambda.IndexOf("=> ", StringComparison.Ordinal) + 3)..];

    /// <summary>Whether there are more elements than are drawn.</summary>
    public bool IsCut => View([]).Count > 2 * Most;

    /// <summary>The elements to draw.</summary>
    public IReadOnlyList<object?> Outputs => [.. View([]).Take(IsCut ? Most : int.MaxValue)];

    public static Demonstration Of<T>(
        string signature, Func<SeqView<T>> view, [CallerArgumentExpression(nameof(view))] string lambda = "") =>
        new(signature, lambda, [], _ => Boxed(view()));

    public static Demonstration Of<T1, T>(
        string signature,
        T1[] first,
        Func<IReadOnlyList<T1>, SeqView<T>> view,
        [CallerArgumentExpression(nameof(view))] string lambda = "")
    {
        var a = Input(view, 0, first);
        return new(signature, lambda, [a], notes => Boxed(view(a.Noting(notes))));
    }

    public static Demonstration Of<T1, T2, T>(
        string signature,
        T1[] first,
        T2[] second,
        Func<IReadOnlyList<T1>, IReadOnlyList<T2>, SeqView<T>> view,
        [CallerArgumentExpression(nameof(view))] string lambda = "")
    {
        var (a, b) = (Input(view, 0, first), Input(view, 1, second));
        return new(signature, lambda, [a, b], notes => Boxed(view(a.Noting(notes), b.Noting(notes))));
    }

    public static Demonstration Of<T1, T2, T3, T>(
        string signature,
        T1[] first,
        T2[] second,
        T3[] third,
        Func<IReadOnlyList<T1>, IReadOnlyList<T2>, IReadOnlyList<T3>, SeqView<T>> view,
        [CallerArgumentExpression(nameof(view))] string lambda = "")
    {
        var (a, b, c) = (Input(view, 0, first), Input(view, 1, second), Input(view, 2, third));
        return new(
            signature, lambda, [a, b, c], notes => Boxed(view(a.Noting(notes), b.Noting(notes), c.Noting(notes))));
    }

    /// <summary>What making the view evaluates.</summary>
    public IEnumerable<Place> EvaluatedWhenMade()
    {
        ConcurrentQueue<Place> notes = [];
        View(notes);
        return notes;
    }

    /// <summary>
    /// What is evaluated by reading the length, then an element, that again, and, where it is a view itself, an element
    /// of it.
    /// </summary>
    public IReadOnlyList<Evaluation> Evaluations()
    {
        ConcurrentQueue<Place> notes = [];
        List<Evaluation> evaluations = [];
        var view = View(notes);
        var count = Read(new("`Count`"), () => view.Count);
        if (count == 0)
        {
            return evaluations;
        }

        view = View(notes);
        Place place = new("", Math.Min(1, count - 1));
        var element = Read(new($"`{place}`", place), () => view[place.Index]);
        var evaluated = evaluations[^1].Evaluated;
        Read(new($"`{place}` again", place), () => view[place.Index]);
        if (evaluations[^1].Evaluated.SequenceEqual(evaluated))
        {
            evaluations.RemoveAt(evaluations.Count - 1);
        }

        if (element is SeqView<string> part)
        {
            Place inner = new($"{place}", Math.Min(1, part.Count - 1));
            Read(new($"`{inner}`", inner), () => part[inner.Index]);
        }

        return evaluations;

        T Read<T>(Evaluation access, Func<T> read)
        {
            notes.Clear();
            var result = read();
            if (access.Place is not null)
            {
                Settle(((IView)view).Sources[0]);
            }

            evaluations.Add(access with { Evaluated = [.. notes.Distinct()] });
            return result;
        }
    }

    private static Input<T> Input<T>(Delegate view, int parameter, T[] elements) =>
        new(view.Method.GetParameters()[parameter].Name!, elements);

    private static SeqView<object?> Boxed<T>(SeqView<T> view) => view.Select(element => (object?)element);
}

/// <summary>What an access to a view evaluates.</summary>
/// <param name="Access">What is read, such as <c>`[1]`</c> or <c>`Count`</c>.</param>
/// <param name="Place">The element that is read, if it is one.</param>
internal sealed record Evaluation(string Access, Place? Place = null)
{
    public IReadOnlyList<Place> Evaluated { get; init; } = [];
}

/// <summary>A list that an operator is given.</summary>
internal abstract record Input(string Name, IReadOnlyList<object?> Elements);

internal sealed record Input<T>(string Name, T[] Items) : Input(Name, [.. Items.Cast<object?>()])
{
    public IReadOnlyList<T> Noting(ConcurrentQueue<Place> notes) => new NotingList<T>(Name, Items, notes);
}
