namespace SeqTools.Linq;

/// <summary>The parts of SplitMix64, a generator of numbers that makes good ones of any state.</summary>
internal static class SplitMix
{
    /// <summary>What a state moves on by: 2⁶⁴ over the golden ratio.</summary>
    public const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>Every bit of the result depends on every bit of the value, and no two values have one result.</summary>
    public static ulong Hash(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
