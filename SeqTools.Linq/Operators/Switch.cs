using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class Seq
{
    /// <summary>Views, at each position, the element of one list or of another, as a condition says.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is <c>conditions[i] ? whenTrue[i] : whenFalse[i]</c>; the three lists must be of one
    /// length. Nothing is evaluated when the view is made; a read evaluates one condition, then the one element that it
    /// chose, and nothing of the other list.</para>
    /// <para><c>switch</c> in SeqTools (Python). <see cref="Case"/> chooses among more lists.</para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="conditions">The condition for each position.</param>
    /// <param name="whenTrue">The list to read where the condition holds.</param>
    /// <param name="whenFalse">The list to read elsewhere.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The lists are not of one length; an <see cref="InvalidOperationException"/> where <see cref="SeqView{T}.Count"/>
    /// is read if the lengths can change. Lists without end agree with each other, however far their positions reach.
    /// </exception>
    /// <example><code>
    /// int[] measured = [7, -1, 9], estimated = [6, 8, 10];
    /// var best = Seq.Switch(measured.Select(n => n >= 0), measured, estimated);
    /// Console.WriteLine(string.Join(" ", best)); // 7 8 9
    /// </code></example>
    public static SeqView<T> Switch<T>(
        IReadOnlyList<bool> conditions,
        IReadOnlyList<T> whenTrue,
        IReadOnlyList<T> whenFalse,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(conditions))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentNullException.ThrowIfNull(whenTrue);
        ArgumentNullException.ThrowIfNull(whenFalse);
        var choices = new SelectView<bool, int>(
            ListView.Of(conditions), static holds => holds ? 0 : 1, ViewOrigin.None);
        return CaseView<T>.Over(
            choices,
            [ListView.Of(whenTrue), ListView.Of(whenFalse)],
            new(nameof(Switch), argumentText, filePath, lineNumber, memberName),
            nameof(conditions));
    }
}
