using System.ComponentModel;

namespace SeqTools.Linq;

/// <summary>
/// What the compiler makes a view with where a collection expression is one: <c>list?.Select(f) ?? []</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SeqViewBuilder
{
    /// <summary>Views a copy of some elements.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="elements">The elements of the view.</param>
    /// <returns>The view.</returns>
    /// <example><code>
    /// string[]? words = null;
    /// var lengths = words?.Select(word => word.Length) ?? [];
    /// Console.WriteLine(lengths.Count); // 0
    /// </code></example>
    public static SeqView<T> Create<T>(ReadOnlySpan<T> elements) =>
        ListView.Of(elements.ToArray(), new(nameof(SeqExtensions.AsView), "[…]", "", 0, ""));
}
