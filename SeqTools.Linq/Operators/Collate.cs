using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class Seq
{
    /// <summary>Views lists side by side, as rows.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is a view of the elements <c>i</c> of the lists, in the order of the lists, all of which
    /// must be of one length. Nothing is evaluated when the view is made, nor when a row is read: reading an element of
    /// the row evaluates that one. The lists are those that
    /// <paramref name="lists"/> holds when the view is made; their own lengths stay live.</para>
    /// <para><c>collate</c> in SeqTools (Python).
    /// <see cref="Zip{TFirst, TSecond}(
    ///     IReadOnlyList{TFirst}, IReadOnlyList{TSecond}, CallerInfo, string, string, int, string)"/>
    /// joins lists of different types, and stops with the shortest.</para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="lists">The lists, which become columns.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view of rows.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="lists"/> or one of them is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The lists are not of one length; an <see cref="InvalidOperationException"/> where <see cref="SeqView{T}.Count"/>
    /// is read if the lengths can change. Lists without end agree with each other, however far their positions reach.
    /// </exception>
    /// <example><code>
    /// int[] width = [10, 20], height = [1, 2];
    /// var sizes = Seq.Collate([width, height]);
    /// Console.WriteLine(string.Join(" ", sizes[1])); // 20 2
    /// </code></example>
    public static SeqView<SeqView<T>> Collate<T>(
        IReadOnlyList<IReadOnlyList<T>> lists,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(lists))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(lists);
        var views = ListView.OfAll(lists);
        ViewOrigin origin = new(nameof(Collate), argumentText, filePath, lineNumber, memberName);
        var length = Length.Agreed(Array.ConvertAll(views, view => view.Length), origin, nameof(lists));
        return new CollateView<T>(views, length, origin);
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class CollateView<T>(SeqView<T>[] lists, Length length, ViewOrigin origin)
    : OperatorView<SeqView<T>>(origin, length, lists)
{
    internal override SeqView<T> Read(int index) =>
        new ListsView<T, RowMap>(lists, new(index), Length.Fixed(lists.Length), Origin);

    internal override SeqView<SeqView<T>> Over(Substitution sources) =>
        new CollateView<T>(sources.OfAll(lists), Length, Origin);
}

/// <summary>The elements at one position, list by list.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct RowMap(int row) : IListsMap
{
    public (int List, int Index) Locate(int index, Length[] lists) => (index, row);
}
