using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list as it is: the way in where C# would otherwise pick another method of the same name.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>i</c> of the list, and the length is the list's; nothing is copied. A view is returned as it is.</para>
    /// <para>It is needed for a variable typed <see cref="IList{T}"/> or <see cref="ImmutableArray{T}"/>, whose operators would be LINQ's, and for
    /// <c>Reverse</c> on an array or a <see cref="List{T}"/>, which would be their own.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// IList&lt;int> numbers = new List&lt;int> { 1, 2, 3 };
    /// var doubled = numbers.AsView().Select(n => 2 * n);
    /// Console.WriteLine(doubled[^1]); // 6
    /// </code></example>
    public static SeqView<TSource> AsView<TSource>(
        this IReadOnlyList<TSource> source,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return ListView.Of(source, new(nameof(AsView), "", file, line, member));
    }

    /// <inheritdoc cref="AsView{TSource}(IReadOnlyList{TSource}, string, int, string)"/>
    [OverloadResolutionPriority(-1)]
    public static SeqView<TSource> AsView<TSource>(
        this IList<TSource> source,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ViewOrigin origin = new(nameof(AsView), "", file, line, member);
        return source is IReadOnlyList<TSource> list
            ? ListView.Of(list, origin)
            : new ListView<TSource>(new WritableList<TSource>(source), source, origin);
    }

    /// <inheritdoc cref="AsView{TSource}(IReadOnlyList{TSource}, string, int, string)"/>
    public static SeqView<TSource> AsView<TSource>(
        this TSource[] source,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return ListView.Of(source, new(nameof(AsView), "", file, line, member));
    }

    /// <inheritdoc cref="AsView{TSource}(IReadOnlyList{TSource}, string, int, string)"/>
    public static SeqView<TSource> AsView<TSource>(
        this List<TSource> source,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return ListView.Of(source, new(nameof(AsView), "", file, line, member));
    }

    /// <inheritdoc cref="AsView{TSource}(IReadOnlyList{TSource}, string, int, string)"/>
    /// <exception cref="ArgumentException"><paramref name="source"/> is <see langword="default"/>: it has no array.</exception>
    public static SeqView<TSource> AsView<TSource>(
        this ImmutableArray<TSource> source,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        if (source.IsDefault)
        {
            throw new ArgumentException("The immutable array is default: it has no array.", nameof(source));
        }

        return ListView.Of<TSource>(source, new(nameof(AsView), "", file, line, member));
    }

    /// <inheritdoc cref="AsView{TSource}(IReadOnlyList{TSource}, string, int, string)"/>
    public static SeqView<TSource> AsView<TSource>(
        this ReadOnlyMemory<TSource> source,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "") =>
        new MemoryView<TSource>(source, source, new(nameof(AsView), "", file, line, member));

    /// <summary>Views the characters of a string.</summary>
    /// <remarks>Element <c>i</c> is the character at <c>i</c>; nothing is copied.</remarks>
    /// <param name="source">The string.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// Console.WriteLine(string.Concat("abc".AsView().Reverse())); // cba
    /// </code></example>
    public static SeqView<char> AsView(
        this string source,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new MemoryView<char>(source.AsMemory(), source, new(nameof(AsView), "", file, line, member));
    }
}
