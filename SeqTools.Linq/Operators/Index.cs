using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views each element together with its position.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is the pair of <c>i</c> and element <c>i</c> of the source; the length is the source's. Nothing is evaluated when the view is
    /// made; a read evaluates the one element.</para>
    /// <para>LINQ's <c>Index</c>, on .NET 8, too; <c>enumerate</c> in Python.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var numbered = new[] { "a", "b" }.Index();
    /// Console.WriteLine(numbered[1]); // (1, b)
    /// </code></example>
    public static SeqView<(int Index, TSource Item)> Index<TSource>(
        this IReadOnlyList<TSource> source,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new SelectIndexedView<TSource, (int, TSource)>(
            ListView.Of(source), static (item, index) => (index, item), new(nameof(Index), "", file, line, member));
    }
}
