namespace SeqTools.Linq;

/// <summary>
/// The texts of exceptions. Their classes may be the user's, and fail in turn: a failure must not hide another.
/// </summary>
internal static class ThrownText
{
    public static string MessageOf(Exception thrown) => TextOf(thrown, static told => told.Message);

    public static string StackTraceOf(Exception thrown) => TextOf(thrown, static told => told.StackTrace);

    /// <summary>All that it tells.</summary>
    public static string Of(Exception thrown) => TextOf(thrown, static told => told.ToString());

    private static string TextOf(Exception thrown, Func<Exception, string?> tell)
    {
        try
        {
            return tell(thrown) ?? "";
        }
        catch (Exception e)
        {
            return $"{thrown.GetType()} (it can't be told more of it: {e.GetType()})";
        }
    }
}
