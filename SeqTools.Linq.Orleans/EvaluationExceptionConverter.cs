using Orleans;

namespace SeqTools.Linq.Orleans;

/// <summary>An <see cref="EvaluationException"/> as it travels between grains.</summary>
[GenerateSerializer, Immutable, Alias("SeqTools.Linq.Orleans.EvaluationException")]
internal readonly record struct EvaluationExceptionSurrogate(
    [property: Id(0)] Exception Cause, [property: Id(1)] FailureFrame[] Trail);

/// <summary>
/// Has grains of users throw an <see cref="EvaluationException"/> that arrives as one, with its trail.
/// </summary>
[RegisterConverter]
internal sealed class EvaluationExceptionConverter : IConverter<EvaluationException, EvaluationExceptionSurrogate>
{
    public EvaluationException ConvertFromSurrogate(in EvaluationExceptionSurrogate surrogate) =>
        new(surrogate.Cause, surrogate.Trail.Select(Failures.FrameOf));

    public EvaluationExceptionSurrogate ConvertToSurrogate(in EvaluationException value) =>
        new(value.InnerException!, [.. value.Trail.Select(Failures.DataOf)]);
}

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
