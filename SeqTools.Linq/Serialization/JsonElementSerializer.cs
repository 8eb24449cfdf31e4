using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeqTools.Linq;

/// <summary>JSON, as the type's own settings have it.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class JsonElementSerializer<T> : IElementSerializer<T>
{
    private readonly JsonTypeInfo<T> jsonTypeInfo;

    /// <exception cref="NotSupportedException">The type can't be written and read again.</exception>
    public JsonElementSerializer(JsonTypeInfo<T> jsonTypeInfo)
    {
        ReadableJson.Check(jsonTypeInfo);
        this.jsonTypeInfo = jsonTypeInfo;
    }

    public void Write(T value, IBufferWriter<byte> writer) =>
        writer.Write(JsonSerializer.SerializeToUtf8Bytes(value, jsonTypeInfo));

    public T Read(ReadOnlySpan<byte> source) => JsonSerializer.Deserialize(source, jsonTypeInfo)!;
}
