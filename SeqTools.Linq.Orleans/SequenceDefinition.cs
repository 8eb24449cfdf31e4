namespace SeqTools.Linq.Orleans;

/// <summary>
/// A sequence as silos and clients agree on it: its name, the types of its argument and its elements, its version. Both
/// sides share it, so that none of these can be mistaken.
/// </summary>
/// <typeparam name="TArgument">The type of the argument of the recipe.</typeparam>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <example><code>
/// public static class Sequences
/// {
///     public static readonly SequenceDefinition&lt;string, byte[]> Thumbnails = new("thumbnails", version: "3");
/// }
///
/// silo.AddSequences(s => s.Add(Sequences.Thumbnails, folder => Pipeline.Of(folder)));
///
/// await using var thumbnails = await client.OpenSequenceAsync(Sequences.Thumbnails, "photos");
/// </code></example>
public sealed class SequenceDefinition<TArgument, T>
{
    /// <summary>Defines a sequence.</summary>
    /// <param name="name">Its name, which is unique on a silo.</param>
    /// <param name="version">
    /// What changes whenever elements change: silos whose version is another one are left out. Empty where nobody
    /// counts.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public SequenceDefinition(string name, string version = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(version);
        (Name, Version) = (name, version);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The version; empty where nobody counts.</summary>
    public string Version { get; }

    /// <summary>The name, the types and the version.</summary>
    /// <returns>Such as <c>thumbnails (String to Byte[], version 3)</c>.</returns>
    public override string ToString() => Version.Length == 0
        ? $"{Name} ({typeof(TArgument).Name} to {typeof(T).Name})"
        : $"{Name} ({typeof(TArgument).Name} to {typeof(T).Name}, version {Version})";
}
