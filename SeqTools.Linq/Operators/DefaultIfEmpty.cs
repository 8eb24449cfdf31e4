using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Views a list, or one default value where it is empty.</summary>
    /// <remarks>
    /// As
    /// <see cref="DefaultIfEmpty{TSource}(IReadOnlyList{TSource}, TSource, CallerInfo, string, string, int, string)"/>,
    /// with the default value of the type.
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list that may be empty.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param[@name!="argumentText"]'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var scores = Array.Empty&lt;int>().DefaultIfEmpty();
    /// Console.WriteLine(string.Join(" ", scores)); // 0
    /// </code></example>
    public static SeqView<TSource?> DefaultIfEmpty<TSource>(
        this IReadOnlyList<TSource> source,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new DefaultIfEmptyView<TSource?>(
            ListView.Of<TSource?>(source), default, new(nameof(DefaultIfEmpty), "", filePath, lineNumber, memberName));
    }

    /// <summary>Views a list, or one given value where it is empty.</summary>
    /// <remarks>
    /// <para>Elements and length are the source's as long as it has any, else <paramref name="defaultValue"/> is the
    /// one element. Nothing is evaluated when the view is made, and whether the source is empty is asked at each read;
    /// a read evaluates the one element.</para>
    /// <para>LINQ's <c>DefaultIfEmpty</c>.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The list that may be empty.</param>
    /// <param name="defaultValue">The one element where there is no other.</param>
    /// <include file="../Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var found = new List&lt;string>();
    /// var shown = found.DefaultIfEmpty("(none)");
    /// Console.WriteLine(shown[0]); // (none)
    /// found.Add("a");
    /// Console.WriteLine(shown[0]); // a
    /// </code></example>
    public static SeqView<TSource> DefaultIfEmpty<TSource>(
        this IReadOnlyList<TSource> source,
        TSource defaultValue,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(defaultValue))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(source);
        return new DefaultIfEmptyView<TSource>(
            ListView.Of(source), defaultValue,
            new(nameof(DefaultIfEmpty), argumentText, filePath, lineNumber, memberName));
    }
}

[DebuggerStepThrough, StackTraceHidden]
internal sealed class DefaultIfEmptyView<T>(SeqView<T> source, T defaultValue, ViewOrigin origin)
    : OperatorView<T>(
        origin,
        source.Length.ThenToTheEnd(
            n => Math.Max(1, n), (length, index, isCounting) => index == 0 || length.Holds(index, isCounting)),
        source)
{
    internal override bool ReadsByIndex => source.ReadsByIndex && Length.IsFixed;

    private T DefaultValue => defaultValue;

    internal override T Read(int index)
    {
        try
        {
            return index == 0 && !source.HoldsNow(0) ? defaultValue : source.Read(index);
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
            return index == 0 && !source.HoldsNow(0)
                ? defaultValue
                : await source.ReadAsync(index, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationException e) when (e.PassedBy(this, index))
        {
            throw;
        }
    }

    internal override SeqEnumerator<T> Enumerate(int start) =>
        ReadsByIndex ? base.Enumerate(start) : new Pass(this, source.Enumerate(start), start);

    internal override SeqView<T> Over(Substitution sources) =>
        new DefaultIfEmptyView<T>(sources.Of(source), defaultValue, Origin);

    internal override void Fill(int start, Span<T> destination)
    {
        try
        {
            if (!source.HoldsNow(0))
            {
                destination.Fill(defaultValue);
                return;
            }

            source.Fill(start, destination);
        }
        catch (EvaluationException e) when (e.PassedBy(this, e.Position))
        {
            throw;
        }
    }

    [DebuggerStepThrough, StackTraceHidden]
    private sealed class Pass(DefaultIfEmptyView<T> view, SeqEnumerator<T> source, int start)
        : GuardedEnumerator<T>(view, start)
    {
        protected override bool MoveTo(int index) =>
            source.MoveNext() ? Show(source.Current) : index == 0 && Show(view.DefaultValue);

        protected override void Close() => source.Dispose();
    }
}
