using Orleans.Serialization;

namespace SeqTools.Linq.Orleans;

/// <summary>What was thrown on a silo, as data, and back.</summary>
internal static class RemoteFailure
{
    /// <summary>A stack trace may be long, and a message hold a whole file.</summary>
    private const int LongestText = 16 * 1024;

    private const int LongestArgument = 1024;
    private const int MostFrames = 256;

    /// <summary>The failure as data. What is too long is cut off: a failure must not fail by its size.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="serializer">Makes bytes of the exception.</param>
    /// <param name="maxBytes">How large all of it may be; the exception itself stays behind where it is larger.</param>
    public static Failure Of(Exception exception, Serializer serializer, int maxBytes)
    {
        var failed = exception as EvaluationException;
        var cause = failed?.InnerException ?? exception;
        Failure failure = new(
            TrailOf(failed?.Trail ?? []),
            cause.GetType().FullName ?? cause.GetType().Name,
            Cut(ThrownText.MessageOf(cause), LongestText),
            StackOf(cause),
            Exception: null);
        return failure with { Exception = TrySerialize(cause, serializer, maxBytes - failure.Size) };
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

    /// <summary>Where it is too long, the outermost stages and the innermost ones: the middle says least.</summary>
    private static FailureFrame[] TrailOf(IReadOnlyList<EvaluationFrame> trail)
    {
        var left = Math.Max(0, trail.Count - MostFrames);
        return
        [
            .. trail.Where((_, i) => i < MostFrames / 2 || i >= (MostFrames / 2) + left)
                .Select(DataOf)
                .Select(frame => frame with { Arguments = Cut(frame.Arguments, LongestArgument) }),
        ];
    }

    /// <summary>Those that Orleans can't serialize, or that are too large, are told by their names.</summary>
    private static byte[]? TrySerialize(Exception cause, Serializer serializer, int maxBytes)
    {
        try
        {
            var bytes = serializer.SerializeToArray(cause);
            return bytes.Length <= maxBytes ? bytes : null;
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

    /// <summary>As .NET tells it: the cause first, and then where it was thrown itself.</summary>
    private static string StackOf(Exception thrown)
    {
        var own = Cut(ThrownText.StackTraceOf(thrown), LongestText);
        return thrown.InnerException is { } inner
            ? string.Join(Environment.NewLine, $" ---> {Cut(ThrownText.Of(inner), LongestText)}", own)
            : own;
    }

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…");
}
