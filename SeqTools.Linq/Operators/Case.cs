using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class Seq
{
    /// <summary>Views, at each position, the element of the list that another one chooses.</summary>
    /// <remarks>
    /// <para>Element <c>i</c> is element <c>i</c> of list <c>choices[i]</c> of <paramref name="lists"/>; the choices
    /// and all the lists must be of one length. Nothing is evaluated when the view is made; a read evaluates one
    /// choice, then the one element of the list that it means, and nothing of the others. The lists are those that
    /// <paramref name="lists"/> holds when the view is made; their own lengths stay live.</para>
    /// <para><c>case</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="choices">The number of the list, from 0 on, for each position.</param>
    /// <param name="lists">The lists to choose from.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>
    /// The view. Reading an element for which there is no such list throws <see cref="ArgumentOutOfRangeException"/>,
    /// which says which position holds which number.
    /// </returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="choices"/>, <paramref name="lists"/> or one of them is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The lists are not of one length; an <see cref="InvalidOperationException"/> where <see cref="SeqView{T}.Count"/>
    /// is read if the lengths can change. Lists without end agree with each other, however far their positions reach.
    /// </exception>
    /// <example><code>
    /// int[] which = [0, 2, 1];
    /// string[] a = ["a0", "a1", "a2"], b = ["b0", "b1", "b2"], c = ["c0", "c1", "c2"];
    /// var chosen = Seq.Case(which, [a, b, c]);
    /// Console.WriteLine(string.Join(" ", chosen)); // a0 c1 b2
    /// </code></example>
    public static SeqView<T> Case<T>(
        IReadOnlyList<int> choices,
        IReadOnlyList<IReadOnlyList<T>> lists,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(choices))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(lists);
        return CaseView<T>.Over(
            ListView.Of(choices), ListView.OfAll(lists, nameof(lists)),
            new(nameof(Case), argumentText, filePath, lineNumber, memberName), nameof(lists));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class CaseView<T> : OperatorView<T>
{
    private readonly SeqView<int> choices;
    private readonly SeqView<T>[] lists;

    private CaseView(SeqView<int> choices, SeqView<T>[] lists, Length length, ViewOrigin origin)
        : base(origin, length, [choices, .. lists])
    {
        this.choices = choices;
        this.lists = lists;
    }

    public static CaseView<T> Over(SeqView<int> choices, SeqView<T>[] lists, ViewOrigin origin, string parameter)
    {
        Length[] lengths = [choices.Length, .. lists.Select(list => list.Length)];
        return new(choices, lists, Length.Agreed(lengths, origin, parameter), origin);
    }

    internal override T Read(int index)
    {
        try
        {
            return Chosen(choices.ReadAt(index), index).ReadAt(index);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override async ValueTask<T> AwaitAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            var choice = await choices.ReadAtAsync(index, cancellationToken).ConfigureAwait(false);
            return await Chosen(choice, index).ReadAtAsync(index, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override SeqEnumerator<T> Enumerate(int start) => new Pass(this, start);

    internal override SeqView<T> Over(Substitution sources) =>
        new CaseView<T>(sources.Of(choices), sources.OfAll(lists), Length, Origin);

    private SeqView<T> Chosen(int choice, int index) =>
        (uint)choice < (uint)lists.Length ? lists[choice] : throw Refused(choice, index, nameof(choices));

    private ArgumentOutOfRangeException Refused(int choice, int index, string parameter) =>
        new(
            parameter, choice,
            $"Position {index} holds {choice}, which is none of the {lists.Length} lists of {this}.");

    /// <summary>Enumerates the choices in one pass; the lists are read here and there.</summary>
    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(CaseView<T> view, int start) : GuardedEnumerator<T>(view, start)
    {
        private readonly SeqEnumerator<int> choices = view.choices.Enumerate(start);

        protected override bool Holds(int index) => index < view.CountNow();

        protected override bool MoveTo(int index) =>
            choices.MoveNext() && Show(view.Chosen(choices.Current, index).ReadAt(index));

        protected override void Close() => choices.Dispose();
    }
}
