using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>Makes serializers of elements.</summary>
public static class ElementSerializer
{
    /// <summary>Makes a serializer of a function that writes an element and one that reads it.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="write">Writes an element that is not <see langword="null"/>.</param>
    /// <param name="read">Makes an element of all the bytes that were written for it.</param>
    /// <returns>The serializer. Its functions are called from several threads at once.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// using System.IO;
    /// using System.Text;
    ///
    /// var folder = Directory.CreateTempSubdirectory().FullName;
    /// var utf8 = ElementSerializer.Create&lt;string>(
    ///     (text, writer) => Encoding.UTF8.GetBytes(text, writer), Encoding.UTF8.GetString);
    /// var shouts = new[] { "one", "two" }.Select(s => s + "!").AsCachedOnDisk(folder, version: "1", utf8);
    /// Console.WriteLine(shouts[1] + shouts[1]); // two!two!
    /// Directory.Delete(folder, recursive: true);
    /// </code></example>
    public static IElementSerializer<T> Create<T>(Action<T, IBufferWriter<byte>> write, ElementReader<T> read)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(read);
        return new FunctionSerializer<T>(write, read);
    }

    /// <summary>
    /// The functions that a serializer was made of: for packages beside this one, which send them on.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="serializer">The serializer.</param>
    /// <returns>The two functions; <see langword="null"/> for a serializer of another kind.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static (Action<T, IBufferWriter<byte>> Write, ElementReader<T> Read)? FunctionsOf<T>(
        IElementSerializer<T> serializer) =>
        serializer is FunctionSerializer<T> functions ? (functions.Writer, functions.Reader) : null;

    /// <summary>JSON of any type, for packages beside this one.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <returns>The serializer.</returns>
    /// <exception cref="NotSupportedException">The type can't be written and read again.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode(JsonByReflection.Warning), RequiresDynamicCode(JsonByReflection.Warning)]
    public static IElementSerializer<T> ByReflection<T>() => JsonByReflection.SerializerOf<T>();

    /// <summary>The memory of an array as it is, for packages beside this one.</summary>
    /// <typeparam name="T">The type of what is in the arrays.</typeparam>
    /// <returns>The serializer.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static IElementSerializer<T[]> OfMemory<T>()
        where T : unmanaged => new RawSerializer<T>();
}
