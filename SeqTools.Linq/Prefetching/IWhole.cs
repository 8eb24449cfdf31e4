namespace SeqTools.Linq;

/// <summary>A view that is an element of another, whatever its own elements are.</summary>
internal interface IWhole
{
    /// <summary>Evaluates every element, those that are views whole themselves.</summary>
    /// <param name="type">What the result has to be; else nothing is evaluated.</param>
    /// <param name="isWanted">Asked between two elements: where nobody wants them any more, the rest is left.</param>
    /// <returns>
    /// A view that holds the results; the view itself, where its elements lie in memory, or can't all be had.
    /// </returns>
    object EvaluateWhole(Type type, Func<bool> isWanted);

    /// <summary>The same for code that awaits: what the view reads that is computed ahead is awaited.</summary>
    /// <param name="type">What the result has to be; else nothing is evaluated.</param>
    /// <param name="cancellationToken">Says that nobody wants the elements any more.</param>
    ValueTask<object> EvaluateWholeAsync(Type type, CancellationToken cancellationToken);
}
