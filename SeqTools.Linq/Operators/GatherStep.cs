using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>The indices that one gathering was given, and what the gathering beneath it does with them.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed record GatherStep(SeqView<int> Indices, Length Source, ViewOrigin Origin)
{
    public GatherStep? Next { get; init; }

    public int Locate(int index)
    {
        var position = Indices.Read(index);
        var count = Source.Count;
        return (uint)position < (uint)count
            ? position
            : throw Outside(
                position,
                $"Position {index} holds {position}, which is no index of the {count} elements that {Origin} reads.");
    }

    private static ArgumentOutOfRangeException Outside(int indices, string message) =>
        new(nameof(indices), indices, message);
}
