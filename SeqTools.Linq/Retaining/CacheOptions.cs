namespace SeqTools.Linq;

/// <summary>What <c>AsCached</c> can be told beyond its capacity and what becomes of dropped values.</summary>
/// <remarks>Written in place: <c>AsCached(64, Return, new() { OnDiscardError = Log })</c>.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <example><code>
/// var cached = new[] { "one", "two" }.AsCached(
///     capacity: 1,
///     onDiscard: word => throw new InvalidOperationException($"{word} is lost"),
///     new() { OnDiscardError = e => Console.WriteLine(e.Message) }); // one is lost
/// Console.WriteLine(cached[0] + cached[1]); // onetwo
/// </code></example>
public sealed class CacheOptions<T>
{
    /// <summary>
    /// Is given what <c>onDiscard</c> throws. The read that dropped the value has its element then, and to dispose of
    /// the view throws nothing.
    /// </summary>
    /// <value>
    /// <see langword="null"/>: what <c>onDiscard</c> throws, the read throws that dropped the value, or who disposes of
    /// the view.
    /// </value>
    /// <remarks>It is called where <c>onDiscard</c> was. What it throws itself is thrown there.</remarks>
    public Action<Exception>? OnDiscardError { get; init; }
}
