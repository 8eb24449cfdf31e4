using Orleans.Serialization;

namespace SeqTools.Linq.Orleans;

/// <summary>The sequences that a silo evaluates, and how.</summary>
/// <remarks>
/// It is an options class, too: settings may come from a configuration,
/// <c>services.Configure&lt;SequencesBuilder>(configuration.GetSection("Sequences"))</c>.
/// </remarks>
public sealed class SequencesBuilder
{
    private readonly Dictionary<string, SequenceRecipe> recipes = new(StringComparer.Ordinal);
    private int workers;
    private int maxSequences = 16;
    private TimeSpan keepFor = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How many elements the silo evaluates at a time: of lists on so many threads of its own, of awaited views by so
    /// many awaits.
    /// </summary>
    /// <value>0: one per processor.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Workers
    {
        get => workers;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            workers = value;
        }
    }

    /// <summary>How many built recipes are kept, of all names and arguments. Those in use are always kept.</summary>
    /// <value>16.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int MaxSequences
    {
        get => maxSequences;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            maxSequences = value;
        }
    }

    /// <summary>How long a built recipe is kept that nobody reads.</summary>
    /// <remarks>
    /// One that is disposable is disposed of then. <see cref="TimeSpan.MaxValue"/> keeps it while the silo runs.
    /// </remarks>
    /// <value>10 minutes.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan KeepFor
    {
        get => keepFor;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            keepFor = value;
        }
    }

    /// <summary>By which <see cref="KeepFor"/> and the leases of calls are measured; for tests.</summary>
    internal TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal IReadOnlyDictionary<string, SequenceRecipe> Recipes => recipes;

    internal int WorkerCount => workers == 0 ? Environment.ProcessorCount : workers;

    /// <summary>Adds a sequence whose elements are those of a list, or of a view of one.</summary>
    /// <remarks>
    /// The recipe is called on a thread of the silo's own, once for each argument, when a client opens the sequence or
    /// reads it. What it returns is read by several threads at once, kept for <see cref="KeepFor"/>, and disposed of
    /// afterwards where it is disposable. It must be the same list on every silo.
    /// </remarks>
    /// <typeparam name="TArgument">The type of the argument, which Orleans must be able to serialize.</typeparam>
    /// <typeparam name="T">The type of the elements, which Orleans must be able to serialize.</typeparam>
    /// <param name="name">The name that clients open the sequence by.</param>
    /// <param name="recipe">Makes the list for an argument.</param>
    /// <param name="version">
    /// What changes whenever elements change, so that a client never mixes those of two versions.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The name is empty, or was added before.</exception>
    public SequencesBuilder Add<TArgument, T>(
        string name, Func<TArgument, IReadOnlyList<T>> recipe, string version = "")
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return Add<TArgument, T>(
            name, version, (argument, serializer) => ListSequence<T>.Of(recipe(argument), serializer));
    }

    /// <summary>Adds a sequence whose elements are awaited.</summary>
    /// <remarks>
    /// As for a list; elements are awaited on threads of the pool, <see cref="Workers"/> of them at a time, and end
    /// when the client cancels.
    /// </remarks>
    /// <typeparam name="TArgument">The type of the argument, which Orleans must be able to serialize.</typeparam>
    /// <typeparam name="T">The type of the elements, which Orleans must be able to serialize.</typeparam>
    /// <param name="name">The name that clients open the sequence by.</param>
    /// <param name="recipe">Makes the view for an argument.</param>
    /// <param name="version">
    /// What changes whenever elements change, so that a client never mixes those of two versions.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The name is empty, or was added before.</exception>
    public SequencesBuilder Add<TArgument, T>(
        string name, Func<TArgument, AsyncSeqView<T>> recipe, string version = "")
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return Add<TArgument, T>(
            name, version, (argument, serializer) => AwaitedSequence<T>.Of(recipe(argument), serializer));
    }

    /// <summary>Adds a sequence that is defined for both sides, whose elements are those of a list.</summary>
    /// <typeparam name="TArgument">The type of the argument.</typeparam>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="definition">The name, the types and the version.</param>
    /// <param name="recipe">Makes the list for an argument.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The name was added before.</exception>
    public SequencesBuilder Add<TArgument, T>(
        SequenceDefinition<TArgument, T> definition, Func<TArgument, IReadOnlyList<T>> recipe)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Add(definition.Name, recipe, definition.Version);
    }

    /// <summary>Adds a sequence that is defined for both sides, whose elements are awaited.</summary>
    /// <typeparam name="TArgument">The type of the argument.</typeparam>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="definition">The name, the types and the version.</param>
    /// <param name="recipe">Makes the view for an argument.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The name was added before.</exception>
    public SequencesBuilder Add<TArgument, T>(
        SequenceDefinition<TArgument, T> definition, Func<TArgument, AsyncSeqView<T>> recipe)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Add(definition.Name, recipe, definition.Version);
    }

    private SequencesBuilder Add<TArgument, T>(
        string name, string version, Func<TArgument, Serializer, BuiltSequence> build)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(version);
        if (!recipes.TryAdd(name, new SequenceRecipe<TArgument, T>(name, version, build)))
        {
            throw new ArgumentException(
                $"There is a sequence {name} already: names are unique on a silo.", nameof(name));
        }

        return this;
    }
}
