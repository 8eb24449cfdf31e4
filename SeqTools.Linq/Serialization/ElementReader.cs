namespace SeqTools.Linq;

/// <summary>
/// Makes an element of the bytes that were written for it: the reading half of an <see cref="IElementSerializer{T}"/>.
/// </summary>
/// <typeparam name="T">The type of the element.</typeparam>
/// <param name="source">The bytes, which are there until the function returns.</param>
/// <returns>The element.</returns>
public delegate T ElementReader<out T>(ReadOnlySpan<byte> source);
