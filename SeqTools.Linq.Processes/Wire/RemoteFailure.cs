using System.Runtime.ExceptionServices;

namespace SeqTools.Linq.Processes;

/// <summary>
/// What was thrown in a worker, as it travels: no object of it does, but its type's name, its texts and its trail. What
/// is too long is cut off: a failure must not fail by its size.
/// </summary>
internal static class RemoteFailure
{
    private const int LongestMessage = 16 * 1024;
    private const int LongestStackTrace = 32 * 1024;
    private const int LongestArgument = 1024;
    private const int MostFrames = 256;
    private const int MostCauses = 8;

    public static byte[] Encode(Exception thrown)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var failure = thrown as EvaluationException;
        WriteTrail(writer, failure?.Trail ?? []);
        WriteCause(writer, failure?.InnerException ?? thrown, MostCauses);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>The failure here: with the trail that it had there, or what was thrown where it had none.</summary>
    public static Exception Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var trail = ReadTrail(reader);
        var cause = ReadCause(reader)!;
        return trail is [] ? cause : new EvaluationException(cause, trail);
    }

    private static void WriteTrail(BinaryWriter writer, IReadOnlyList<EvaluationFrame> trail)
    {
        // Where it is too long, the outermost stages and the innermost ones are told: the middle says least.
        var count = Math.Min(trail.Count, MostFrames);
        var left = trail.Count - count;
        writer.Write(count);
        for (var i = 0; i < count; i++)
        {
            var (origin, index) = trail[i < MostFrames / 2 ? i : left + i];
            writer.Write(origin.Operator);
            writer.Write(Cut(origin.Arguments, LongestArgument));
            writer.Write(origin.FilePath);
            writer.Write(origin.LineNumber);
            writer.Write(origin.MemberName);
            writer.Write(index);
        }
    }

    private static EvaluationFrame[] ReadTrail(BinaryReader reader)
    {
        var frames = new EvaluationFrame[reader.ReadInt32()];
        for (var i = 0; i < frames.Length; i++)
        {
            ViewOrigin origin = new(
                reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadInt32(), reader.ReadString());
            frames[i] = new(origin, reader.ReadInt32());
        }

        return frames;
    }

    private static void WriteCause(BinaryWriter writer, Exception? cause, int most)
    {
        writer.Write(cause is not null && most > 0);
        if (cause is null || most == 0)
        {
            return;
        }

        writer.Write(cause.GetType().FullName ?? cause.GetType().Name);
        writer.Write(Cut(ThrownText.MessageOf(cause), LongestMessage));
        writer.Write(Cut(ThrownText.StackTraceOf(cause), LongestStackTrace));
        WriteCause(writer, cause.InnerException, most - 1);
    }

    private static Exception? ReadCause(BinaryReader reader)
    {
        if (!reader.ReadBoolean())
        {
            return null;
        }

        var (typeName, message, stackTrace) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
        var inner = ReadCause(reader);
        if (KnownExceptions.Make(typeName, message, inner) is not { } known)
        {
            return new RemoteEvaluationException(message, typeName, WithInner(stackTrace, inner));
        }

        return stackTrace.Length > 0 ? ExceptionDispatchInfo.SetRemoteStackTrace(known, stackTrace) : known;
    }

    private static string WithInner(string stackTrace, Exception? inner) =>
        inner is null ? stackTrace : string.Join(Environment.NewLine, $" ---> {inner}", stackTrace);

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…");
}
