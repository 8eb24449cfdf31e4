using System.Text;
using Orleans;

namespace SeqTools.Linq.Orleans;

/// <summary>
/// A sequence as clients and silos name it between them: the recipe, the bytes of its argument, and what both sides
/// must agree on.
/// </summary>
/// <param name="Name">The name that the recipe was added under.</param>
/// <param name="Argument">The argument, as Orleans serializes an <see cref="object"/>.</param>
/// <param name="ElementType">The name of the type of the elements.</param>
/// <param name="Version">The version that the client reads; <see langword="null"/> for whichever there is.</param>
/// <param name="Count">The length that the client reads by; below 0 while it is being opened.</param>
[GenerateSerializer, Immutable, Alias("SeqTools.Linq.Orleans.SequenceId")]
internal sealed record SequenceId(string Name, byte[] Argument, string ElementType, string? Version, int Count);

/// <summary>Asks a silo for elements.</summary>
/// <param name="Sequence">Whose elements.</param>
/// <param name="Indices">Which ones, in the order in which they are evaluated.</param>
/// <param name="Limits">How long and how much the answer may take.</param>
[GenerateSerializer, Immutable, Alias("SeqTools.Linq.Orleans.ReadRequest")]
internal sealed record ReadRequest(SequenceId Sequence, int[] Indices, ReadLimits Limits);

/// <summary>What bounds an answer.</summary>
/// <param name="Lease">After how long there is an answer, whatever is done by then.</param>
/// <param name="Patience">How long work goes on that no call waits for: the client has gone.</param>
/// <param name="ElementTimeout">How long one element may take; infinite for as long as it likes.</param>
/// <param name="MaxBytes">How many bytes of elements are enough for one answer.</param>
[GenerateSerializer, Immutable, Alias("SeqTools.Linq.Orleans.ReadLimits")]
internal sealed record ReadLimits(TimeSpan Lease, TimeSpan Patience, TimeSpan ElementTimeout, int MaxBytes);

/// <summary>What a silo has of the elements that it was asked for.</summary>
/// <param name="Done">Elements that are there, or failed.</param>
/// <param name="GivenBack">The places, in the request, of elements that this silo will not evaluate.</param>
/// <param name="Ticket">By which the rest is asked for; none where there is no rest.</param>
/// <param name="HasBegun">Whether the work waits no more for a worker.</param>
/// <param name="IsLeaving">Whether the silo takes no more work, for it is being shut down.</param>
/// <param name="Cost">What <paramref name="Done"/> took altogether.</param>
/// <param name="Refusal">Why the silo can't serve the sequence; then everything is given back.</param>
[GenerateSerializer, Immutable, Alias("SeqTools.Linq.Orleans.ReadAnswer")]
internal sealed record ReadAnswer(
    ElementAnswer[] Done, int[] GivenBack, Guid Ticket, bool HasBegun, bool IsLeaving, TimeSpan Cost, Refusal? Refusal);

/// <summary>An element as bytes, or what became of it.</summary>
/// <param name="Place">Its place in the request.</param>
/// <param name="Value">The element, serialized; <see langword="null"/> where it failed.</param>
/// <param name="Failure">What was thrown; <see langword="null"/> where there is a value.</param>
[GenerateSerializer, Immutable, Alias("SeqTools.Linq.Orleans.ElementAnswer")]
internal sealed record ElementAnswer(int Place, byte[]? Value, Failure? Failure)
{
    /// <summary>About how many bytes it takes in a message.</summary>
    public int Size => Value?.Length ?? Failure?.Size ?? 0;
}

/// <summary>An exception as data, which arrives whatever types the other side knows.</summary>
/// <param name="Trail">The stages over there, the outermost first; empty where no view took part.</param>
/// <param name="TypeName">The full name of the type of what was thrown.</param>
/// <param name="Message">Its message.</param>
/// <param name="StackTrace">Its stack trace.</param>
/// <param name="Exception">The exception itself, where Orleans can serialize it.</param>
[GenerateSerializer, Immutable, Alias("SeqTools.Linq.Orleans.Failure")]
internal sealed record Failure(
    FailureFrame[] Trail, string TypeName, string Message, string StackTrace, byte[]? Exception)
{
    /// <summary>About how many bytes it takes in a message: rather too many than too few.</summary>
    public int Size => (Exception?.Length ?? 0)
        + Encoding.UTF8.GetMaxByteCount(TypeName.Length + Message.Length + StackTrace.Length)
        + Trail.Sum(frame => frame.Size);
}

/// <summary>An <see cref="EvaluationFrame"/> as data.</summary>
[GenerateSerializer, Immutable, Alias("SeqTools.Linq.Orleans.FailureFrame")]
internal sealed record FailureFrame(
    string Operator, string Arguments, string FilePath, int LineNumber, string MemberName, int Index)
{
    /// <summary>About how many bytes it takes in a message.</summary>
    public int Size =>
        Encoding.UTF8.GetMaxByteCount(Operator.Length + Arguments.Length + FilePath.Length + MemberName.Length);
}

/// <summary>Why a silo can't serve a sequence.</summary>
/// <param name="Kind">The kind of reason.</param>
/// <param name="Reason">A sentence for the user, which says what to do.</param>
/// <param name="Failure">What the recipe threw, where that is the reason.</param>
[GenerateSerializer, Immutable, Alias("SeqTools.Linq.Orleans.Refusal")]
internal sealed record Refusal(RefusalKind Kind, string Reason, Failure? Failure = null);

/// <summary>Kinds of reasons for which a silo can't serve a sequence.</summary>
/// <remarks>
/// The later, the nearer it comes to what was asked for: of several refusals the last kind is told. They travel as
/// numbers, so a kind that is added in between is another one to silos and clients from before.
/// </remarks>
internal enum RefusalKind
{
    /// <summary>The silo has no recipes at all.</summary>
    NoSequences,

    /// <summary>It has none of that name.</summary>
    UnknownName,

    /// <summary>The elements are of another type, or the argument is.</summary>
    OtherType,

    /// <summary>Elements or the argument can't be serialized there.</summary>
    NotSerializable,

    /// <summary>Its recipe has another version.</summary>
    OtherVersion,

    /// <summary>What its recipe builds has another length.</summary>
    OtherCount,

    /// <summary>The recipe threw.</summary>
    BuildFailed,
}

/// <summary>What came of opening a sequence on a silo.</summary>
/// <param name="IsReady">Whether it is open; neither that nor refused, it is still being built: ask again.</param>
/// <param name="Version">The version of the recipe.</param>
/// <param name="Count">The length.</param>
/// <param name="Refusal">Why it can't be opened.</param>
[GenerateSerializer, Immutable, Alias("SeqTools.Linq.Orleans.OpenAnswer")]
internal sealed record OpenAnswer(bool IsReady, string Version, int Count, Refusal? Refusal);

/// <summary>What a silo has to offer.</summary>
/// <param name="Workers">How many elements it evaluates at a time; 0 where it has no recipes.</param>
/// <param name="IsLeaving">Whether it takes no more work, for it is being shut down.</param>
[GenerateSerializer, Immutable, Alias("SeqTools.Linq.Orleans.SiloOffer")]
internal sealed record SiloOffer(int Workers, bool IsLeaving);
