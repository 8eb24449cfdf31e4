using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views the same elements under the name of an operator of your own.</summary>
    /// <remarks>
    /// <para>An extension method of your own that is made of several operators ends with it, and hands on its own
    /// caller information: in the trail of an <see cref="EvaluationException"/>, in <see cref="SeqView{T}.Explain"/>,
    /// in <see cref="SeqView{T}.ExplainMermaid"/> and in <c>Profile</c> it is then one stage, with the place of the
    /// call. The stages that belong to it are those beneath, down to the first that was not written in the method that
    /// calls <see cref="WithOrigin{TSource}(SeqView{TSource}, ViewOrigin, CallerInfo, string, int, string)"/>: by its
    /// file and its name, which the compiler fills in. If the view was not made in that method, it alone goes by the
    /// name.</para>
    /// <para>Nothing is evaluated when the view is made. Its length, its order and what a read evaluates are the
    /// source's; a read costs one more call, and a copy in bulk stays one. Elements that are views themselves (batches,
    /// windows) keep the origins that they have.</para>
    /// <para>SeqTools (Python) has no such name: it shows every stage.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view that gets the name.</param>
    /// <param name="origin">The name of the operator, its arguments, and the place of the call.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// using System.Runtime.CompilerServices;
    ///
    /// var numbers = new[] { 1, 2, 3 }.Doubled().Skip(1);
    /// Console.WriteLine(numbers[0]); // 4
    /// Console.WriteLine(numbers.Explain().Split(Environment.NewLine)[1].Split(" in ")[0]); // └─ Doubled()  3 elements
    ///
    /// static class Operators
    /// {
    ///     public static SeqView&lt;int> Doubled(
    ///         this IReadOnlyList&lt;int> source, CallerInfo callerInfo = default,
    ///         [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
    ///         [CallerMemberName] string memberName = "") =>
    ///         source.Select(n => 2 * n).Reverse()
    ///             .WithOrigin(new(nameof(Doubled), "", filePath, lineNumber, memberName));
    /// }
    /// </code></example>
    public static SeqView<TSource> WithOrigin<TSource>(
        this SeqView<TSource> source,
        ViewOrigin origin,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(origin);
        return new NamedView<TSource>(ListView.Of(source), new(source, filePath, memberName), origin);
    }
}
