using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>
/// An awaited view of your own that has as many elements as what it reads, a list or an awaited view: one derives from
/// it.
/// </summary>
/// <remarks>
/// As <see cref="AsyncSeqView{T}"/>, whose contract it has, but for the length, which it shares with its source. A read
/// asks for the length where that changes, however many such views are between.
/// </remarks>
/// <typeparam name="TSource">The type of the elements of the source.</typeparam>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <example><code>
/// var names = new Greeted(["Ada", "Grace"]);
/// Console.WriteLine(await names.GetAsync(1)); // Hello Grace
///
/// sealed class Greeted(IReadOnlyList&lt;string> source) : AsyncSeqView&lt;string, string>(source)
/// {
///     protected override async ValueTask&lt;string> GetItemAsync(int index, CancellationToken cancellationToken)
///     {
///         await Task.Delay(1, cancellationToken);
///         return $"Hello {await Source.GetAsync(index, cancellationToken)}";
///     }
/// }
/// </code></example>
[DebuggerStepThrough, StackTraceHidden]
public abstract class AsyncSeqView<TSource, T> : AsyncSeqView<T>
{
    /// <summary>Makes a view that is named after its class, with no place in the source code.</summary>
    /// <param name="source">The view that this one is made of.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    protected AsyncSeqView(IReadOnlyList<TSource> source)
        : this(Awaited(source), null)
    {
    }

    /// <summary>Makes a view that is named after its class, with no place in the source code.</summary>
    /// <param name="source">The view that this one is made of.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    protected AsyncSeqView(AsyncSeqView<TSource> source)
        : this(source ?? throw new ArgumentNullException(nameof(source)), null)
    {
    }

    /// <summary>Makes a view that says where the user wrote it.</summary>
    /// <param name="origin">The operator and its place, as they are to appear in errors.</param>
    /// <param name="source">The view that this one is made of.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    protected AsyncSeqView(ViewOrigin origin, IReadOnlyList<TSource> source)
        : this(Awaited(source), origin ?? throw new ArgumentNullException(nameof(origin)))
    {
    }

    /// <summary>Makes a view that says where the user wrote it.</summary>
    /// <param name="origin">The operator and its place, as they are to appear in errors.</param>
    /// <param name="source">The view that this one is made of.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    protected AsyncSeqView(ViewOrigin origin, AsyncSeqView<TSource> source)
        : this(
            source ?? throw new ArgumentNullException(nameof(source)),
            origin ?? throw new ArgumentNullException(nameof(origin)))
    {
    }

    private AsyncSeqView(AsyncSeqView<TSource> source, ViewOrigin? origin)
        : base(origin, source.Length) => Source = source;

    /// <inheritdoc/>
    public sealed override int Count => CountNow();

    /// <summary>What the view reads, as an awaited view.</summary>
    protected AsyncSeqView<TSource> Source { get; }

    /// <summary>The source, as it was handed in; a view that reads other lists besides adds them.</summary>
    protected override IReadOnlyList<object> Sources => ((IView)Source).UserSources;

    private static AsyncListView<TSource> Awaited(IReadOnlyList<TSource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(ListView.Of(source));
    }
}
