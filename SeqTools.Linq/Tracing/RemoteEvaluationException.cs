namespace SeqTools.Linq;

/// <summary>What another process or machine threw, where the exception itself could not be brought here.</summary>
/// <remarks>
/// It stands as the <see cref="Exception.InnerException"/> of an <see cref="EvaluationException"/>, whose trail leads
/// on through the stages over there.
/// </remarks>
public sealed class RemoteEvaluationException : Exception
{
    /// <summary>Says what was thrown elsewhere.</summary>
    /// <param name="message">The message of the exception.</param>
    /// <param name="remoteTypeName">The full name of its type.</param>
    /// <param name="remoteStackTrace">Its stack trace; empty where there is none.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <example><code>
    /// var failure = new RemoteEvaluationException("No such pixel.", "Imaging.PixelException");
    /// Console.WriteLine(failure.Message); // No such pixel.
    /// Console.WriteLine(failure.RemoteTypeName); // Imaging.PixelException
    /// </code></example>
    public RemoteEvaluationException(string message, string remoteTypeName, string remoteStackTrace = "")
        : base(message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(remoteTypeName);
        ArgumentNullException.ThrowIfNull(remoteStackTrace);
        (RemoteTypeName, RemoteStackTrace) = (remoteTypeName, remoteStackTrace);
    }

    /// <summary>The full name of the type of the exception that was thrown.</summary>
    public string RemoteTypeName { get; }

    /// <summary>The stack trace of the exception where it was thrown; empty where there is none.</summary>
    public string RemoteStackTrace { get; }

    /// <summary>What was thrown elsewhere, with its stack trace, and where it surfaced here.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(
        Environment.NewLine,
        new[] { Summary, PlainText.OfLines(RemoteStackTrace), StackTrace }.Where(part => !string.IsNullOrEmpty(part)));

    private string Summary =>
        $"{GetType().FullName}: {PlainText.Of(RemoteTypeName)}: {PlainText.Of(Message)}";
}
