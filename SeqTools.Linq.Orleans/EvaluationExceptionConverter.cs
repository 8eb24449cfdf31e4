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
        new(surrogate.Cause, surrogate.Trail.Select(RemoteFailure.FrameOf));

    public EvaluationExceptionSurrogate ConvertToSurrogate(in EvaluationException value) =>
        new(value.InnerException!, [.. value.Trail.Select(RemoteFailure.DataOf)]);
}
