using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace SeqTools.Linq.Processes;

/// <summary>What a program says of itself so that it can be its own worker.</summary>
/// <remarks>
/// Most programs need none of it: workers are started by the <c>dotnet</c> that runs the program. A program that is
/// trimmed begins with <see cref="RunIfWorker"/>; one that is compiled ahead of time registers the functions of its
/// recipes before, for it has no other way to find them.
/// </remarks>
/// <example><code>
/// static SeqView&lt;int> Squares(int count) => Seq.Range(0, count).Select(n => n * n);
///
/// WorkerProcess.Register&lt;int, int>(Squares);
/// WorkerProcess.RunIfWorker();
/// Console.WriteLine(WorkerProcess.IsWorker); // False
/// </code></example>
public static class WorkerProcess
{
    private static readonly List<Registration> Registrations = [];

    /// <summary>Whether this process is a worker.</summary>
    public static bool IsWorker { get; internal set; }

    /// <summary>Whether the program begins with <see cref="RunIfWorker"/>.</summary>
    internal static bool IsPrepared { get; private set; }

    /// <summary>Has workers find the function of a recipe by a number, in the order of these calls.</summary>
    /// <typeparam name="TArgument">The type of its argument.</typeparam>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="build">The function.</param>
    /// <param name="argumentType">
    /// The type of the argument as JSON, where it is no text, number or bytes; as given to <see cref="Recipe"/>.
    /// </param>
    /// <param name="serializer">
    /// How elements are written, where it is given to <see cref="ProcessOptions{T}.Serializer"/>.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="build"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException"><see cref="RunIfWorker"/> was called before.</exception>
    public static void Register<TArgument, T>(
        Func<TArgument, IReadOnlyList<T>> build,
        JsonTypeInfo<TArgument>? argumentType = null,
        IElementSerializer<T>? serializer = null)
    {
        ArgumentNullException.ThrowIfNull(build);
        Add(new(
            build,
            recipe => new RecipeHost<T>(
                RecipeHost.Later(build, () => recipe.Argument.ValueOf(argumentType)),
                recipe.Serializer.Make(serializer))));
    }

    /// <summary>Has workers find the function of a recipe without an argument by a number.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="build">The function.</param>
    /// <param name="serializer">
    /// How elements are written, where it is given to <see cref="ProcessOptions{T}.Serializer"/>.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="build"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException"><see cref="RunIfWorker"/> was called before.</exception>
    public static void Register<T>(Func<IReadOnlyList<T>> build, IElementSerializer<T>? serializer = null)
    {
        ArgumentNullException.ThrowIfNull(build);
        Add(new(build, recipe => new RecipeHost<T>(build, recipe.Serializer.Make(serializer))));
    }

    /// <summary>
    /// Does the work where this process is a worker, and never returns then. Otherwise the program goes on, and is its
    /// own worker from then on.
    /// </summary>
    /// <remarks>
    /// It belongs in the first line of <c>Main</c>, after what is registered: what stands before it runs in every
    /// worker, too.
    /// </remarks>
    public static void RunIfWorker()
    {
        IsPrepared = true;
        WorkerMain.RunIfCalledFor();
    }

    /// <summary>The number of a function; none where it was not registered.</summary>
    internal static int? NumberOf(Delegate function) =>
        IsPrepared && Registrations.FindIndex(registration => registration.Function.Equals(function)) is >= 0 and var at
            ? at
            : null;

    /// <summary>What evaluates a recipe that was registered.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static IRecipeHost Host(int number, RecipeReference recipe) =>
        number < Registrations.Count
            ? Registrations[number].Host(recipe)
            : throw new WorkerRefusedException(
                "The function was not registered in the worker: Register must be called before RunIfWorker, and in the "
                + "same order in every process.");

    private static void Add(Registration registration)
    {
        if (IsPrepared)
        {
            throw new InvalidOperationException(
                "A worker does not come past RunIfWorker: register the function before.");
        }

        Registrations.Add(registration);
    }

    private sealed record Registration(Delegate Function, Func<RecipeReference, IRecipeHost> Host);
}
