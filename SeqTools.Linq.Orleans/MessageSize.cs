using Orleans.Configuration;

namespace SeqTools.Linq.Orleans;

/// <summary>
/// How large a message may be. One over the limit is never sent: Orleans would end the connection, which others use,
/// and send it again.
/// </summary>
internal static class MessageSize
{
    /// <summary>What a message holds beside elements, or an argument.</summary>
    private const int Envelope = 64 * 1024;

    /// <summary>How many bytes of elements, or of an argument, a message can hold.</summary>
    public static int ContentOf(MessagingOptions messaging) => messaging.MaxMessageBodySize - Envelope;
}
