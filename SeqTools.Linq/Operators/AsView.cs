using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>
    /// Views a list as it is: the way in where C# would otherwise pick another method of the same name.
    /// </summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>i</c> of the list, and the length is the list's; nothing is copied. A view
    /// is returned as it is.</para>
    /// <para>It is needed for a variable typed <see cref="IList{T}"/> or <see cref="ImmutableArray{T}"/>, whose
    /// operators would be LINQ's, and for <c>Reverse</c> on an array or a <see cref="List{T}"/>, which would be their
    /// own.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list to view.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// IList&lt;int> numbers = new List&lt;int> { 1, 2, 3 };
    /// var doubled = numbers.AsView().Select(n => 2 * n);
    /// Console.WriteLine(doubled[^1]); // 6
    /// </code></example>
    public static SeqView<TSource> AsView<TSource>(
        this IReadOnlyList<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return ListView.Of(source, new(nameof(AsView), "", filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="AsView{TSource}(IReadOnlyList{TSource}, CallerInfo, string, int, string)"/>
    /// <exception cref="ArgumentException">
    /// <paramref name="source"/> is neither an <see cref="IReadOnlyList{T}"/> nor an <see cref="IList{T}"/>: it has no
    /// index, which <c>AsIndexable()</c> gives it.
    /// </exception>
    public static SeqView<TSource> AsView<TSource>(
        this IEnumerable<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ViewOrigin origin = new(nameof(AsView), "", filePath, lineNumber, memberName);
        return source switch
        {
            IReadOnlyList<TSource> list => ListView.Of(list, origin),
            IList<TSource> list => new ListView<TSource>(new WritableList<TSource>(list), list, origin),
            _ => throw ListView.NoList(source, nameof(source)),
        };
    }

    /// <inheritdoc cref="AsView{TSource}(IReadOnlyList{TSource}, CallerInfo, string, int, string)"/>
    public static SeqView<TSource> AsView<TSource>(
        this TSource[] source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return ListView.Of(source, new(nameof(AsView), "", filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="AsView{TSource}(IReadOnlyList{TSource}, CallerInfo, string, int, string)"/>
    public static SeqView<TSource> AsView<TSource>(
        this List<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return ListView.Of(source, new(nameof(AsView), "", filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="AsView{TSource}(IReadOnlyList{TSource}, CallerInfo, string, int, string)"/>
    /// <exception cref="ArgumentException">
    /// <paramref name="source"/> is <see langword="default"/>: it has no array.
    /// </exception>
    public static SeqView<TSource> AsView<TSource>(
        this ImmutableArray<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        if (source.IsDefault)
        {
            throw new ArgumentException("The immutable array is default: it has no array.", nameof(source));
        }

        return ListView.Of<TSource>(source, new(nameof(AsView), "", filePath, lineNumber, memberName));
    }

    /// <inheritdoc cref="AsView{TSource}(IReadOnlyList{TSource}, CallerInfo, string, int, string)"/>
    public static SeqView<TSource> AsView<TSource>(
        this ReadOnlyMemory<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "") =>
        new MemoryView<TSource>(source, source, new(nameof(AsView), "", filePath, lineNumber, memberName));

    /// <summary>Views the characters of a string.</summary>
    /// <remarks>Element <c>i</c> is the character at <c>i</c>; nothing is copied.</remarks>
    /// <param name="source">The string to view, by its characters.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// Console.WriteLine(string.Concat("abc".AsView().Reverse())); // cba
    /// </code></example>
    public static SeqView<char> AsView(
        this string source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new MemoryView<char>(
            source.AsMemory(), source, new(nameof(AsView), "", filePath, lineNumber, memberName));
    }
}
