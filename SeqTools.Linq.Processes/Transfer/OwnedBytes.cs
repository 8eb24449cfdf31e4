using System.Buffers;

namespace SeqTools.Linq.Processes;

/// <summary>A result that holds memory of its own, in the form of one that is in shared memory.</summary>
internal sealed class OwnedBytes(byte[] bytes) : IMemoryOwner<byte>
{
    private byte[]? bytes = bytes;

    public Memory<byte> Memory => bytes ?? throw new ObjectDisposedException(nameof(IMemoryOwner<byte>));

    /// <summary>An owner; none of none.</summary>
    public static IMemoryOwner<byte> Of(byte[] bytes) => bytes is null ? null! : new OwnedBytes(bytes);

    public void Dispose() => bytes = null;
}
