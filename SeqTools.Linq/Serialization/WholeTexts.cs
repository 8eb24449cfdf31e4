using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeqTools.Linq;

/// <summary>
/// JSON of texts, but for those with half of a surrogate pair: in its place another character would come back.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class WholeTexts : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Checked(value));

    public override string ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(Checked(value));

    /// <exception cref="JsonException">It holds half of a surrogate pair.</exception>
    public static string Checked(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                throw new JsonException(
                    $"A text can't be kept as JSON: at {i} it has half of a surrogate pair, U+{(int)text[i]:X4}. "
                    + "Give a serializer.");
            }
        }

        return text;
    }
}

/// <summary>The same of single characters.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class WholeCharacters : JsonConverter<char>
{
    public override char Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is [var character] ? character : throw new JsonException("It is no single character.");

    public override void Write(Utf8JsonWriter writer, char value, JsonSerializerOptions options) =>
        writer.WriteStringValue(WholeTexts.Checked(value.ToString()));

    public override char ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, char value, JsonSerializerOptions options) =>
        writer.WritePropertyName(WholeTexts.Checked(value.ToString()));
}
