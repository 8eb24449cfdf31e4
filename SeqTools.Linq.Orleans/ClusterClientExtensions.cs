using System.Runtime.CompilerServices;
using Orleans;

namespace SeqTools.Linq.Orleans;

/// <summary>Opens sequences that the silos of a cluster evaluate.</summary>
public static class ClusterClientExtensions
{
    /// <summary>Opens a sequence by its name.</summary>
    /// <remarks>
    /// <para>The recipe is built on one silo now, for its length, and on others as they get work. The length is fixed
    /// then: silos whose recipe builds another one, or has another version, are left out.</para>
    /// <para>The argument travels with every call: give what names the data, not the data.</para>
    /// <para>It works from a client, and from code that runs inside a silo.</para>
    /// </remarks>
    /// <typeparam name="T">The type of the elements, which is that of the recipe.</typeparam>
    /// <param name="client">The client of the cluster.</param>
    /// <param name="name">The name that silos have added the sequence by.</param>
    /// <param name="argument">What the recipe is called with.</param>
    /// <param name="options">How it is read; left out, those of the client's services.</param>
    /// <param name="cancellationToken">Ends the opening; not what is read later.</param>
    /// <include file="../SeqTools.Linq/Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The sequence. Dispose of it when it is read no more.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="client"/> or <paramref name="name"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The name is empty, or there is no sequence of that name; the elements or the argument are of another type; the
    /// argument is larger than a message; or an option is out of its range.
    /// </exception>
    /// <exception cref="NotSupportedException">Elements or the argument can't be serialized.</exception>
    /// <exception cref="InvalidOperationException">Silos have another version, or none has sequences.</exception>
    /// <exception cref="EvaluationException">The recipe failed.</exception>
    /// <exception cref="TimeoutException">
    /// No silo answered for <see cref="SequenceOptions.Timeout"/>.
    /// </exception>
    /// <example><code>
    /// await using var squares = await client.OpenSequenceAsync&lt;int>("squares", 1000);
    /// await foreach (var square in squares.AsPrefetched(nworkers: 64, maxBuffered: 256))
    /// {
    ///     Console.WriteLine(square);
    /// }
    /// </code></example>
    [CLSCompliant(false)]
    public static ValueTask<SequenceView<T>> OpenSequenceAsync<T>(
        this IClusterClient client, string name, object? argument = null, SequenceOptions? options = null,
        CancellationToken cancellationToken = default,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(name))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ViewOrigin origin = new(nameof(OpenSequenceAsync), argumentText, filePath, lineNumber, memberName);
        return SequenceOpening.RunAsync<T>(client, name, null, argument, options, origin, cancellationToken);
    }

    /// <summary>Opens a sequence by the definition that clients and silos share.</summary>
    /// <remarks>
    /// As by its name; and neither the types nor the version can be mistaken: silos whose version is another one than
    /// that of <paramref name="definition"/> are left out from the beginning.
    /// </remarks>
    /// <typeparam name="TArgument">The type of the argument.</typeparam>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="client">The client of the cluster.</param>
    /// <param name="definition">The name, the types and the version.</param>
    /// <param name="argument">What the recipe is called with.</param>
    /// <param name="options">How it is read; left out, those of the client's services.</param>
    /// <param name="cancellationToken">Ends the opening; not what is read later.</param>
    /// <include file="../SeqTools.Linq/Tracing/CallerInfo.xml" path='caller/param'/>
    /// <returns>The sequence. Dispose of it when it is read no more.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="client"/> or <paramref name="definition"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// There is no sequence of that name, it was added with other types, the argument is larger than a message, or an
    /// option is out of its range.
    /// </exception>
    /// <exception cref="NotSupportedException">Elements or the argument can't be serialized.</exception>
    /// <exception cref="InvalidOperationException">Silos have another version, or none has sequences.</exception>
    /// <exception cref="EvaluationException">The recipe failed.</exception>
    /// <exception cref="TimeoutException">
    /// No silo answered for <see cref="SequenceOptions.Timeout"/>.
    /// </exception>
    [CLSCompliant(false)]
    public static ValueTask<SequenceView<T>> OpenSequenceAsync<TArgument, T>(
        this IClusterClient client, SequenceDefinition<TArgument, T> definition, TArgument argument,
        SequenceOptions? options = null, CancellationToken cancellationToken = default,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(definition))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(definition);
        ViewOrigin origin = new(nameof(OpenSequenceAsync), argumentText, filePath, lineNumber, memberName);
        return SequenceOpening.RunAsync<T>(
            client, definition.Name, definition.Version, argument, options, origin, cancellationToken);
    }
}
