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

    /// <summary>Tuples have fields, and numbers may be infinite: neither must be lost on the way.</summary>
    private static readonly JsonSerializerOptions Everything = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    [RequiresUnreferencedCode(Warning), RequiresDynamicCode(Warning)]
    public static JsonElementSerializer<T> SerializerOf<T>()
    {
        Everything.MakeReadOnly(populateMissingResolver: true);
        return new((JsonTypeInfo<T>)Everything.GetTypeInfo(typeof(T)));
    }
}
