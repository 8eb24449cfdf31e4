using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeqTools.Linq;

/// <summary>JSON of any type, with nothing left out that can be helped.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal static class JsonByReflection
{
    public const string Warning =
        "JSON of any type is written by reflection; give a JsonTypeInfo or a serializer of your own.";

    /// <summary>
    /// With options of its own, which remember every type that they have met: nothing static shall keep one alive.
    /// </summary>
    [RequiresUnreferencedCode(Warning), RequiresDynamicCode(Warning)]
    public static JsonElementSerializer<T> SerializerOf<T>()
    {
        JsonSerializerOptions everything = new()
        {
            IncludeFields = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Converters = { new ViewsAsArrays(), new WholeTexts(), new WholeCharacters() },
        };
        everything.MakeReadOnly(populateMissingResolver: true);
        try
        {
            return new((JsonTypeInfo<T>)everything.GetTypeInfo(typeof(T)));
        }
        catch (InvalidOperationException e)
        {
            throw ReadableJson.Undescribed(typeof(T), e);
        }
    }
}
