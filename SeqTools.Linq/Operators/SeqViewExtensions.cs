using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// Those of LINQ's operators that ask a list for its length although they need an element only, for views whose length
/// has to be looked for.
/// </summary>
/// <remarks>
/// Reading the length of <c>Filter</c>, <c>Flatten</c> or <c>Unbatch</c> may evaluate every element. These look no
/// further than they must. On any other view they are LINQ's, and they take LINQ's arguments and give LINQ's results
/// everywhere.
/// </remarks>
/// <example><code>
/// var looked = 0;
/// var large = Seq.Range(1, 1000).Filter(n => { looked++; return n > 2; });
/// Console.WriteLine(large.First()); // 3
/// Console.WriteLine(looked); // 3
/// </code></example>
[DebuggerStepThrough, StackTraceHidden]
public static class SeqViewExtensions
{
    /// <summary>Whether there is an element.</summary>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view that may be empty.</param>
    /// <returns>
    /// Whether there is one. No more is evaluated than says so: a <c>Filter</c> looks for its first element, and the
    /// functions of the stages behind it are not called.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    public static bool Any<TSource>(this SeqView<TSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Length.Evaluates ? HoldsFirst(source) : source.Count > 0;
    }

    /// <summary>The first element.</summary>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to take the first element of.</param>
    /// <returns>The element.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static TSource First<TSource>(this SeqView<TSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return !source.Length.Evaluates ? Enumerable.First(source)
            : TryRead(source, 0, out var first) ? first!
            : Enumerable.Empty<TSource>().First();
    }

    /// <summary>The first element, or <see langword="default"/> where there is none.</summary>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to take the first element of.</param>
    /// <returns>The element.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    public static TSource? FirstOrDefault<TSource>(this SeqView<TSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.ElementAtOrDefault(0);
    }

    /// <summary>The first element, or another one where there is none.</summary>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to take the first element of.</param>
    /// <param name="defaultValue">What to give where there is none.</param>
    /// <returns>The element.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    public static TSource FirstOrDefault<TSource>(this SeqView<TSource> source, TSource defaultValue)
    {
        ArgumentNullException.ThrowIfNull(source);
        return !source.Length.Evaluates ? Enumerable.FirstOrDefault(source, defaultValue)
            : TryRead(source, 0, out var first) ? first!
            : defaultValue;
    }

    /// <summary>The element at a position, or <see langword="default"/> where there is none.</summary>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to take an element of.</param>
    /// <param name="index">The position, from 0 on.</param>
    /// <returns>The element.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    public static TSource? ElementAtOrDefault<TSource>(this SeqView<TSource> source, int index)
    {
        ArgumentNullException.ThrowIfNull(source);
        return !source.Length.Evaluates ? Enumerable.ElementAtOrDefault(source, index)
            : index >= 0 && TryRead(source, index, out var element) ? element
            : default;
    }

    private static bool HoldsFirst<TSource>(SeqView<TSource> source)
    {
        try
        {
            return source.Length.Holds(0, isCounting: true);
        }
        catch (EvaluationException e) when (e.PassedBy(source, EvaluationFrame.NoIndex))
        {
            throw;
        }
    }

    private static bool TryRead<TSource>(SeqView<TSource> source, int index, out TSource? element)
    {
        using var elements = source.Enumerate(index);
        var isThere = elements.MoveNext();
        element = elements.Current;
        return isThere;
    }
}
