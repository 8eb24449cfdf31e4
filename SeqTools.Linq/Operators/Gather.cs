using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the elements at the given positions: reordered, repeated, or some of them only.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>indices[i]</c> of the source, and the length is that of <paramref name="indices"/>. Nothing is evaluated when
    /// the view is made; a read evaluates one index and the one element.</para>
    /// <para><c>gather</c> and <c>take</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="indices">The positions, each of which must be in the source when it is read.</param>
    /// <param name="indicesText">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>
    /// The view. Reading an element whose index is outside the source throws <see cref="ArgumentOutOfRangeException"/>, which says
    /// which position holds which index.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var chosen = new[] { "a", "b", "c" }.Gather([2, 0, 2]);
    /// Console.WriteLine(string.Join(" ", chosen)); // c a c
    /// </code></example>
    public static SeqView<TSource> Gather<TSource>(
        this IReadOnlyList<TSource> source,
        IReadOnlyList<int> indices,
        [CallerArgumentExpression(nameof(indices))] string indicesText = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        var positions = ListView.Of(indices);
        ViewOrigin origin = new(nameof(Gather), indicesText, file, line, member);
        return new MapView<TSource, GatherMap>(
            ListView.Of(source), new GatherMap(positions, origin), positions.Length, origin, positions);
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal readonly struct GatherMap(SeqView<int> indices, ViewOrigin origin) : IIndexMap
{
    public int Locate(int index, Length source)
    {
        var position = indices.Read(index);
        var count = source.Count;
        return (uint)position < (uint)count
            ? position
            : throw Outside(position, $"Position {index} holds {position}, which is no index of the {count} elements that {origin} reads.");
    }

    public int Run(int index, int count, Length source) => 1;

    private static ArgumentOutOfRangeException Outside(int indices, string message) => new(nameof(indices), indices, message);
}
