namespace SeqTools.Linq.Processes;

/// <summary>Reads messages from one end of a pipe, a header and a small message by one call of the system.</summary>
internal sealed class FrameReader(Stream stream)
{
    /// <summary>A message that is longer is read into an array of its own.</summary>
    public const int MostBuffered = 8 * 1024;

    private readonly byte[] buffer = new byte[MostBuffered];
    private int start;
    private int end;

    /// <summary>Whether the next bytes are there; not where the other end was closed before them.</summary>
    /// <param name="length">How many are asked for; no more than <see cref="MostBuffered"/>.</param>
    /// <param name="bytes">The bytes, until the next call.</param>
    public bool TryRead(int length, out ReadOnlySpan<byte> bytes)
    {
        if (end - start < length && !TryFill(length))
        {
            bytes = default;
            return false;
        }

        bytes = buffer.AsSpan(start, length);
        start += length;
        return true;
    }

    /// <summary>Reads all of a message into an array of the caller's.</summary>
    /// <returns>Whether it was there.</returns>
    public bool TryReadInto(Span<byte> destination)
    {
        var there = Math.Min(end - start, destination.Length);
        buffer.AsSpan(start, there).CopyTo(destination);
        start += there;
        destination = destination[there..];
        return destination.IsEmpty || stream.ReadAtLeast(destination, destination.Length, false) == destination.Length;
    }

    private bool TryFill(int length)
    {
        buffer.AsSpan(start..end).CopyTo(buffer);
        (start, end) = (0, end - start);
        while (end < length)
        {
            var read = stream.Read(buffer.AsSpan(end));
            if (read == 0)
            {
                return false;
            }

            end += read;
        }

        return true;
    }
}
