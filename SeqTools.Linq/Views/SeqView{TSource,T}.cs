using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A view of your own that has as many elements as the list that it reads: one derives from it.</summary>
/// <remarks>
/// <para>As <see cref="SeqView{T}"/>, whose contract it has, but for the length, which it shares with its source. A
/// read asks for the length where that changes, however many such views are between; where each view asks the one
/// beneath for its <see cref="SeqView{T}.Count"/>, the cost of a read is the square of their number.</para>
/// <para>Whoever has no <see cref="IReadOnlyList{T}"/> makes one of it: <c>AsView</c> of other kinds of lists,
/// <c>AsIndexable</c> of a sequence.</para>
/// </remarks>
/// <typeparam name="TSource">The type of the elements of the source.</typeparam>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <example><code>
/// List&lt;int> readings = [1, 2, 3];
/// var scaled = new Scaled(readings, 0.5, new(nameof(Scaled), "0.5"));
/// readings.Add(4);
/// Console.WriteLine(scaled[^1]); // 2
///
/// sealed class Scaled(IReadOnlyList&lt;int> source, double factor, ViewOrigin origin)
///     : SeqView&lt;int, double>(origin, source)
/// {
///     protected override double GetItem(int index) => Source[index] * factor;
/// }
/// </code></example>
[DebuggerStepThrough, StackTraceHidden]
public abstract class SeqView<TSource, T> : SeqView<T>
{
    /// <summary>Makes a view that is named after its class, with no place in the source code.</summary>
    /// <param name="source">The list that this view is made of.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    protected SeqView(IReadOnlyList<TSource> source)
        : this(null, Viewed(source))
    {
    }

    /// <summary>Makes a view that says where the user wrote it.</summary>
    /// <param name="origin">The operator and its place, as they are to appear in errors.</param>
    /// <param name="source">The list that this view is made of.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    protected SeqView(ViewOrigin origin, IReadOnlyList<TSource> source)
        : this(origin ?? throw new ArgumentNullException(nameof(origin)), Viewed(source))
    {
    }

    private SeqView(ViewOrigin? origin, SeqView<TSource> source)
        : base(origin, source.Length, isUserClass: true) => Source = source;

    /// <inheritdoc/>
    public sealed override int Count => CountNow();

    /// <summary>The list, as a view.</summary>
    protected SeqView<TSource> Source { get; }

    /// <summary>The source, as it was handed in; a view that reads other lists besides adds them.</summary>
    protected override IReadOnlyList<object> Sources => ((IView)Source).UserSources;

    private static SeqView<TSource> Viewed(IReadOnlyList<TSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ListView.Of(source);
    }
}
