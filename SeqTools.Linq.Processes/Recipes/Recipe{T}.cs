using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Processes;

/// <summary>
/// How another process builds a pipeline: a static method and its argument. <see cref="InProcesses"/> evaluates its
/// elements in worker processes.
/// </summary>
/// <remarks>It is immutable, and can be used from several threads and several times.</remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <example><code>
/// static SeqView&lt;int> Squares(int count) => Seq.Range(0, count).Select(n => n * n);
///
/// using var squares = Recipe.Of(Squares, 1000).InProcesses(nworkers: 2, maxBuffered: 16);
/// Console.WriteLine(squares[7]); // 49
/// </code></example>
public sealed class Recipe<T>
{
    private readonly Func<IReadOnlyList<T>> make;
    private readonly Delegate function;
    private readonly RecipeArgument argument;
    private readonly Func<IElementSerializer<T>>? json;
    private readonly ViewOrigin origin;

    /// <param name="make">Builds the list here.</param>
    /// <param name="function">The function that a worker calls.</param>
    /// <param name="argument">What the worker calls it with.</param>
    /// <param name="json">Makes the serializer by reflection, where that may be.</param>
    /// <param name="origin">Where the recipe was written.</param>
    internal Recipe(
        Func<IReadOnlyList<T>> make, Delegate function, RecipeArgument argument, Func<IElementSerializer<T>>? json,
        ViewOrigin origin)
    {
        this.make = make;
        this.function = function;
        this.argument = argument;
        this.json = json;
        this.origin = origin;
    }

    /// <summary>Builds the pipeline in this process: calls the method, with the argument as it was given.</summary>
    /// <returns>What the method returns, as a view.</returns>
    /// <exception cref="InvalidOperationException">It returns <see langword="null"/>.</exception>
    /// <example><code>
    /// static SeqView&lt;int> Squares(int count) => Seq.Range(0, count).Select(n => n * n);
    ///
    /// Console.WriteLine(Recipe.Of(Squares, 1000).Build()[7]); // 49
    /// </code></example>
    public SeqView<T> Build() => BuildHere().Elements;

    /// <summary>Views the elements, evaluated ahead in worker processes.</summary>
    /// <remarks>
    /// <para>As <c>AsPrefetched</c> with processes in place of threads: the same elements in the same order, no more
    /// than <paramref name="maxBuffered"/> ahead, failures at their element. Nothing is started before the first read;
    /// the first worker takes some 50 to 100 ms from there to its first element.</para>
    /// <para>An element whose worker ends or takes longer than <see cref="ProcessOptions{T}.ElementTimeout"/> is
    /// tried again, and fails with a <see cref="WorkerDiedException"/> after
    /// <see cref="ProcessOptions{T}.MaxAttempts"/>. The workers end when the view is disposed or collected, when they
    /// have nothing to do for the idle time-out, and with this process, however it ends.</para>
    /// <para>The number of elements is asked of the first worker, once. A read goes to another process and back, some
    /// 10 µs: elements that cost less than 50 µs belong in threads.</para>
    /// <para><c>prefetch(..., method='process')</c> in SeqTools (Python).</para>
    /// </remarks>
    /// <param name="nworkers">
    /// The number of workers: that many; 0 for one per processor; below 0, one per processor but for that many, one at
    /// least.
    /// </param>
    /// <param name="maxBuffered">
    /// The most elements in memory, from those in computation to the one that was read last; 0 for twice the workers,
    /// and 10 at least.
    /// </param>
    /// <param name="options">What else can be told.</param>
    /// <param name="callerInfo">Leave out: what follows is filled in by the compiler.</param>
    /// <param name="filePath">Leave out: the compiler passes the call's file.</param>
    /// <param name="lineNumber">Leave out: the compiler passes the call's line.</param>
    /// <param name="memberName">Leave out: the compiler passes the member around the call.</param>
    /// <returns>The view, to be disposed of.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maxBuffered"/> is below 0, or an option is out of its range.
    /// </exception>
    /// <exception cref="ArgumentException">An option can't be sent to a worker, or there is no clock.</exception>
    /// <exception cref="NotSupportedException">
    /// This program can't start workers, or elements can't be written; the message says why, and what to do.
    /// </exception>
    /// <example><code>
    /// static SeqView&lt;string> Names(string prefix) => Seq.Range(0, 100).Select(n => $"{prefix}{n}");
    ///
    /// using var names = Recipe.Of(Names, "photo").InProcesses(2);
    /// Console.WriteLine(names[12]); // photo12
    /// </code></example>
    public PrefetchedView<T> InProcesses(
        int nworkers = 0,
        int maxBuffered = 0,
        ProcessOptions<T>? options = null,
        CallerInfo callerInfo = default, [CallerFilePath] string filePath = "",
        [CallerLineNumber] int lineNumber = 0, [CallerMemberName] string memberName = "")
    {
        options ??= new();
        var settings = WorkerSettings.Of(options);
        var place = OriginOf(nameof(InProcesses), nworkers, maxBuffered, filePath, lineNumber, memberName);
        RemoteSource<T> source = options.RunInThisProcess
            ? new LocalSource<T>(() => BuildHere())
            : Source(settings, options.Serializer, serializer => Results.Of(serializer), place);
        return source.Prefetch(nworkers, maxBuffered, options.Prefetch, place);
    }

    /// <summary>The function and the place where the recipe was written.</summary>
    /// <returns>Such as <c>Recipe.Of(Thumbnails) in /src/Album.cs:line 21 (Show)</c>.</returns>
    public override string ToString() => origin.ToString();

    /// <summary>The list that the method builds, and a view of it.</summary>
    internal (SeqView<T> Elements, IReadOnlyList<T> List) BuildHere()
    {
        var list = RecipeHost.Built(make());
        return (list as SeqView<T> ?? list.AsView(), list);
    }

    internal ViewOrigin OriginOf(
        string name, int nworkers, int maxBuffered, string filePath, int lineNumber, string memberName) =>
        new(
            name,
            string.Join(
                ", ",
                Enumerable.Where(
                    [
                        origin.Arguments,
                        FormattableString.Invariant($"nworkers: {nworkers}"),
                        FormattableString.Invariant($"maxBuffered: {maxBuffered}"),
                    ],
                    part => part.Length > 0)),
            filePath, lineNumber, memberName);

    /// <summary>What evaluates the elements in workers.</summary>
    /// <param name="settings">What there is to tell the workers.</param>
    /// <param name="serializer">How elements are written, where the user said so.</param>
    /// <param name="results">What is made of the bytes that come back.</param>
    /// <param name="place">What the view is called, and where it was written.</param>
    internal ProcessSource<TResult> Source<TResult>(
        WorkerSettings settings, IElementSerializer<T>? serializer,
        Func<IElementSerializer<T>, Results<TResult>> results, ViewOrigin place)
    {
        var registered = WorkerProcess.NumberOf(function);
        var launch = Launch.Find(registered);
        var (reference, used) = Serializer(serializer, registered);
        var naming = registered is null ? MethodReference.Of(function) : null;
        var home = TravellingCode.HasNumbers ? function.Method.Module.Assembly : typeof(Seq).Assembly;
        return new(new(registered, naming, argument, reference), home, launch, settings, results(used), place);
    }

    private (SerializerReference Reference, IElementSerializer<T> Serializer) Serializer(
        IElementSerializer<T>? own, int? registered)
    {
        if (own is not null)
        {
            return (
                registered is null ? SerializerReference.Of(own, "options") : SerializerReference.Registered, own);
        }

        if (PlainSerializer.Of<T>() is { } plain)
        {
            return (SerializerReference.Plain, plain);
        }

        return json is not null && TravellingCode.HasNumbers
            ? (SerializerReference.Json, json())
            : throw new NotSupportedException(
                $"Elements of type {typeof(T).Name} are written by reflection unless a serializer is given: set "
                + $"{nameof(ProcessOptions<T>.Serializer)}.");
    }
}
