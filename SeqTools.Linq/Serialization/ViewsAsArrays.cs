using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeqTools.Linq;

/// <summary>JSON of views, such as batches: arrays of their elements, which are views when they are read.</summary>
[RequiresUnreferencedCode(JsonByReflection.Warning), RequiresDynamicCode(JsonByReflection.Warning)]
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ViewsAsArrays : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsConstructedGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(SeqView<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(ViewAsArray<>).MakeGenericType(typeToConvert.GetGenericArguments()), options)!;
}

/// <summary>JSON of a view.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class ViewAsArray<T>(JsonSerializerOptions options) : JsonConverter<SeqView<T>>
{
    /// <summary>Asked for when it is needed: a type may hold views of itself.</summary>
    private JsonTypeInfo<T[]> Arrays => (JsonTypeInfo<T[]>)options.GetTypeInfo(typeof(T[]));

    public override SeqView<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, Arrays) is { } elements ? ListView.Of(elements) : null;

    public override void Write(Utf8JsonWriter writer, SeqView<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToArray(), Arrays);
}
