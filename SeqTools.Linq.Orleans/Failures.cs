using Orleans.Serialization;

namespace SeqTools.Linq.Orleans;

/// <summary>Exceptions as data, and back.</summary>
internal static class Failures
{
    /// <summary>A stack trace may be long, and a message hold a whole file.</summary>
    private const int LongestText = 16 * 1024;

    public static Failure Of(Exception exception, Serializer serializer)
    {
        var failed = exception as EvaluationException;
        var cause = failed?.InnerException ?? exception;
        return new(
            [.. (failed?.Trail ?? []).Select(DataOf)],
            cause.GetType().FullName ?? cause.GetType().Name,
            Cut(ThrownText.MessageOf(cause)),
            Cut(StackOf(cause)),
            TrySerialize(cause, serializer));
    }

    /// <summary>
    /// What a view may throw: where there is a trail, the failure with it, which the stages here go on with.
    /// </summary>
    public static Exception ToException(this Failure failure, Serializer serializer)
    {
        var cause = TryDeserialize(failure, serializer)
            ?? new RemoteEvaluationException(failure.Message, failure.TypeName, failure.StackTrace);
        return failure.Trail is [] ? cause : new EvaluationException(cause, failure.Trail.Select(FrameOf));
    }

    public static FailureFrame DataOf(EvaluationFrame frame) => new(
        frame.Origin.Operator, frame.Origin.Arguments, frame.Origin.FilePath, frame.Origin.LineNumber,
        frame.Origin.MemberName, frame.Index);

    public static EvaluationFrame FrameOf(FailureFrame data) => new(
        new ViewOrigin(data.Operator, data.Arguments, data.FilePath, data.LineNumber, data.MemberName), data.Index);

    /// <summary>Those that Orleans can't serialize are told by their names.</summary>
    private static byte[]? TrySerialize(Exception cause, Serializer serializer)
    {
        try
        {
            return serializer.SerializeToArray(cause);
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>None where this side lacks the type, or can't make one.</summary>
    private static Exception? TryDeserialize(Failure failure, Serializer serializer)
    {
        try
        {
            return failure.Exception is null ? null
                : serializer.Deserialize<Exception>(failure.Exception) is { } known
                    and not UnavailableExceptionFallbackException ? known
                : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static string StackOf(Exception cause) => cause.InnerException is { } inner
        ? $"{ThrownText.StackTraceOf(cause)}{Environment.NewLine} ---> {ThrownText.Of(inner)}"
        : ThrownText.StackTraceOf(cause);

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText] + " …";
}
