using System.Buffers;
using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>Serializes by two functions of the user.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class FunctionSerializer<T>(Action<T, IBufferWriter<byte>> write, ElementReader<T> read)
    : IElementSerializer<T>
{
    public Action<T, IBufferWriter<byte>> Writer => write;

    public ElementReader<T> Reader => read;

    public void Write(T value, IBufferWriter<byte> writer) => write(value, writer);

    public T Read(ReadOnlySpan<byte> source) => read(source);
}
