using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class Seq
{
    /// <summary>Views, at each position, the element of the list that a selector chooses.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>i</c> of list <c>selector[i]</c> of <paramref name="values"/>; the selector
    /// and all the lists must be of one length. Nothing is evaluated when the view is made; a read evaluates one
    /// element of the selector, then the one element of the list that it chose, and nothing of the others. The lists
    /// are those that <paramref name="values"/> holds when the view is made; their own lengths stay live.</para>
    /// <para><c>case</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="selector">The number of the list, from 0 on, for each position.</param>
    /// <param name="values">The lists to choose from.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>
    /// The view. Reading an element for which there is no such list throws <see cref="ArgumentOutOfRangeException"/>,
    /// which says which position holds which number.
    /// </returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="selector"/>, <paramref name="values"/> or one of them is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The lists are not of one length; an <see cref="InvalidOperationException"/> where <see cref="SeqView{T}.Count"/>
    /// is read if the lengths can change.
    /// </exception>
    /// <example><code>
    /// int[] which = [0, 2, 1];
    /// string[] a = ["a0", "a1", "a2"], b = ["b0", "b1", "b2"], c = ["c0", "c1", "c2"];
    /// var chosen = Seq.Case(which, [a, b, c]);
    /// Console.WriteLine(string.Join(" ", chosen)); // a0 c1 b2
    /// </code></example>
    public static SeqView<T> Case<T>(
        IReadOnlyList<int> selector,
        IReadOnlyList<IReadOnlyList<T>> values,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(selector))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentNullException.ThrowIfNull(values);
        return CaseView<T>.Over(
            ListView.Of(selector), ListView.OfAll(values, nameof(values)),
            new(nameof(Case), argumentText, filePath, lineNumber, memberName), nameof(values));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class CaseView<T> : OperatorView<T>
{
    private readonly SeqView<int> selector;
    private readonly SeqView<T>[] values;

    private CaseView(SeqView<int> selector, SeqView<T>[] values, Length length, ViewOrigin origin)
        : base(origin, length, [selector, .. values])
    {
        this.selector = selector;
        this.values = values;
    }

    public static CaseView<T> Over(SeqView<int> selector, SeqView<T>[] values, ViewOrigin origin, string parameter)
    {
        Length[] lengths = [selector.Length, .. values.Select(list => list.Length)];
        return new(selector, values, Length.Agreed(lengths, origin, parameter), origin);
    }

    internal override T Read(int index)
    {
        try
        {
            return Chosen(selector.Read(index), index).Read(index);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override SeqEnumerator<T> Enumerate(int start) => new Enumerator(this, start);

    internal override SeqView<T> Over(Substitution sources) =>
        new CaseView<T>(sources.Of(selector), sources.OfAll(values), Length, Origin);

    private SeqView<T> Chosen(int selector, int index) =>
        (uint)selector < (uint)values.Length
            ? values[selector]
            : throw new ArgumentOutOfRangeException(
                nameof(selector), selector,
                $"Position {index} holds {selector}, which is none of the {values.Length} lists of {this}.");

    /// <summary>Enumerates the selector in one pass; the lists are read here and there.</summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Enumerator(CaseView<T> view, int start) : SeqEnumerator<T>(start)
    {
        private readonly SeqEnumerator<int> selector = view.selector.Enumerate(start);

        public override bool MoveNext()
        {
            if (HasEnded)
            {
                return false;
            }

            var index = Step();
            try
            {
                if (index >= view.CountNow() || !selector.MoveNext())
                {
                    return End();
                }

                Current = view.Chosen(selector.Current, index).Read(index);
                return true;
            }
            catch (EvaluationException e) when (e.PassedBy(view, index))
            {
                throw;
            }
        }

        protected override void Close() => selector.Dispose();
    }
}
