using Orleans;

namespace SeqTools.Linq.Orleans;

/// <summary>A <see cref="RemoteEvaluationException"/> as it travels between grains.</summary>
[GenerateSerializer, Immutable, Alias("SeqTools.Linq.Orleans.RemoteEvaluationException")]
internal readonly record struct RemoteEvaluationExceptionSurrogate(
    [property: Id(0)] string Message, [property: Id(1)] string TypeName, [property: Id(2)] string StackTrace);

/// <summary>Keeps what a <see cref="RemoteEvaluationException"/> says of the exception that it stands for.</summary>
[RegisterConverter]
internal sealed class RemoteEvaluationExceptionConverter
    : IConverter<RemoteEvaluationException, RemoteEvaluationExceptionSurrogate>
{
    public RemoteEvaluationException ConvertFromSurrogate(in RemoteEvaluationExceptionSurrogate surrogate) =>
        new(surrogate.Message, surrogate.TypeName, surrogate.StackTrace);

    public RemoteEvaluationExceptionSurrogate ConvertToSurrogate(in RemoteEvaluationException value) =>
        new(value.Message, value.RemoteTypeName, value.RemoteStackTrace);
}
