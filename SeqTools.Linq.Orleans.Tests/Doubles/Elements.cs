using Orleans;

namespace SeqTools.Linq.Orleans.Tests;

/// <summary>An element that Orleans can serialize.</summary>
[GenerateSerializer]
public sealed record Point([property: Id(0)] int X, [property: Id(1)] int Y);

/// <summary>One that it can't.</summary>
public sealed class Opaque
{
    public Action Action { get; } = () => { };
}

/// <summary>One whose members say nothing of what they hold.</summary>
[GenerateSerializer]
public sealed record Holder([property: Id(0)] object Held);

/// <summary>One that has a member which can't be serialized.</summary>
[GenerateSerializer]
public sealed record Wrapper([property: Id(0)] Opaque Member);

/// <summary>An exception that Orleans can serialize.</summary>
[GenerateSerializer]
public sealed class PixelException(string message, int pixel) : Exception(message)
{
    [Id(0)]
    public int Pixel { get; } = pixel;
}

/// <summary>One that it can't.</summary>
public sealed class OpaqueException(string message, Opaque opaque, Exception? cause = null)
    : Exception(message, cause)
{
    public Opaque Opaque => opaque;
}
