namespace SeqTools.Linq;

public static partial class SeqExtensions
{
    /// <summary>Reads some elements of a pipeline, and tells what each of its stages cost.</summary>
    /// <remarks>
    /// <para>The pipeline is made anew with a clock around every stage, and elements that are spread evenly over it,
    /// the first and the last among them, are read of that, one after the other, on this thread. The pipeline itself is
    /// as it was: it pays nothing for it, before, meanwhile or after. The functions are called as at any read, actions
    /// of <c>Tap</c> included; what <c>Measure</c> and <c>ReportTo</c> tell does not change.</para>
    /// <para>An element that fails counts as an error of the stage whose code threw, and does not stop the profile; a
    /// cancellation does.</para>
    /// <para>What <c>AsPrefetched</c> would compute ahead is computed in place. Batches, windows and other elements
    /// that are views are evaluated as far as a later stage reads them: what nobody reads is not in the profile. A
    /// stage that you derived from <see cref="SeqView{T}"/> is one, with all that it reads. A list of a class of yours
    /// has a line, too, since its indexer may be what is slow.</para>
    /// <para>The first call of a function includes its compilation: where elements cost microseconds, profile
    /// twice.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the elements.</typeparam>
    /// <param name="source">The view to measure, with all its stages.</param>
    /// <param name="sample">How many elements are read: all, where there are no more.</param>
    /// <param name="options">The clock that stages are timed by.</param>
    /// <returns>The figures; printed, they are a table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sample"/> is below 1.</exception>
    /// <exception cref="EvaluationException">The number of elements could not be read.</exception>
    /// <example><code>
    /// var lengths = Seq.Range(0, 1000).Select(i => new string('x', i)).Select(s => s.Length);
    /// var profile = lengths.Profile(sample: 10);
    /// var largest = profile.Stages.MaxBy(stage => stage.AllocatedBytes);
    /// Console.WriteLine(largest.Origin.Arguments); // i => new string('x', i)
    /// Console.WriteLine(profile.Stages[0].Calls); // 10
    /// </code></example>
    public static SeqProfile Profile<TSource>(
        this IReadOnlyList<TSource> source, int sample = 32, ProfileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sample);
        var view = ListView.Of(source, ViewOrigin.None);
        var profiler = new Profiler((options ?? new()).TimeProvider);
        return new(view, profiler, profiler.Read(view, sample));
    }
}
