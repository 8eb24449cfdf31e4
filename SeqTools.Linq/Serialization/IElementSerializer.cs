using System.Buffers;

namespace SeqTools.Linq;

/// <summary>
/// How elements become bytes and are made of them again, for stages that keep them elsewhere than in memory.
/// </summary>
/// <remarks>
/// <para>Neither method sees a <see langword="null"/> element: that is kept as such. Both are called from several
/// threads at once. What they throw is a failure of the element that is read.</para>
/// <para><see cref="ElementSerializer.Create"/> makes one of two functions. Without one, elements are kept as
/// JSON.</para>
/// </remarks>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <example><code>
/// using System.Buffers;
/// using System.Buffers.Binary;
/// using System.IO;
///
/// var folder = Directory.CreateTempSubdirectory().FullName;
/// var points = Seq.Range(0, 3).Select(i => new Point(i, i * i)).AsCachedOnDisk(folder, "1", new PointSerializer());
/// Console.WriteLine(points[2].X + points[2].Y); // 6
/// Directory.Delete(folder, recursive: true);
///
/// sealed record Point(int X, int Y);
///
/// sealed class PointSerializer : IElementSerializer&lt;Point>
/// {
///     public void Write(Point value, IBufferWriter&lt;byte> writer)
///     {
///         var bytes = writer.GetSpan(8);
///         BinaryPrimitives.WriteInt32LittleEndian(bytes, value.X);
///         BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], value.Y);
///         writer.Advance(8);
///     }
///
///     public Point Read(ReadOnlySpan&lt;byte> source) => new(
///         BinaryPrimitives.ReadInt32LittleEndian(source), BinaryPrimitives.ReadInt32LittleEndian(source[4..]));
/// }
/// </code></example>
public interface IElementSerializer<T>
{
    /// <summary>Writes an element.</summary>
    /// <param name="value">The element, which is not <see langword="null"/>.</param>
    /// <param name="writer">Where to write it.</param>
    void Write(T value, IBufferWriter<byte> writer);

    /// <summary>Makes an element of all the bytes that were written for it.</summary>
    /// <param name="source">The bytes, which are there until the method returns.</param>
    /// <returns>The element; <see langword="null"/> is a failure.</returns>
    T Read(ReadOnlySpan<byte> source);
}
