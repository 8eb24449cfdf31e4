using System.Buffers.Binary;
using System.Numerics;

namespace SeqTools.Linq;

/// <summary>
/// A generator whose numbers follow from a seed and a position alone: xoshiro256**, its state filled by SplitMix64 from
/// a hash of the two. It says itself what each method draws, so that the numbers are the same on every machine and
/// every version of .NET.
/// </summary>
internal sealed class ElementRandom : Random
{
    private const double UnitOfDouble = 1.0 / (1UL << 53);
    private const float UnitOfSingle = 1.0f / (1U << 24);

    /// <summary>
    /// The base class makes a generator of its own in its constructor, which none of these uses: copies go without.
    /// </summary>
    private static readonly ElementRandom Prototype = new();

    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    private ElementRandom()
    {
    }

    /// <summary>The generator of an element, for which it is made: it can be kept, and disturbs no other.</summary>
    public static ElementRandom Of(int seed, int index)
    {
        var random = (ElementRandom)Prototype.MemberwiseClone();
        random.Start(SplitMix.Hash(((ulong)(uint)seed << 32) | (uint)index));
        return random;
    }

    public override int Next()
    {
        // As in Random: int.MaxValue itself is left out.
        while (true)
        {
            var number = (int)(Draw() >> 33);
            if (number != int.MaxValue)
            {
                return number;
            }
        }
    }

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)Below((uint)maxValue);
    }

    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)(minValue + (long)Below((ulong)((long)maxValue - minValue)));
    }

    public override long NextInt64()
    {
        while (true)
        {
            var number = (long)(Draw() >> 1);
            if (number != long.MaxValue)
            {
                return number;
            }
        }
    }

    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (long)Below((ulong)maxValue);
    }

    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (long)((ulong)minValue + Below((ulong)maxValue - (ulong)minValue));
    }

    public override double NextDouble() => (Draw() >> 11) * UnitOfDouble;

    public override float NextSingle() => (Draw() >> 40) * UnitOfSingle;

    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    public override void NextBytes(Span<byte> buffer)
    {
        Span<byte> drawn = stackalloc byte[sizeof(ulong)];
        while (!buffer.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(drawn, Draw());
            var length = Math.Min(drawn.Length, buffer.Length);
            drawn[..length].CopyTo(buffer);
            buffer = buffer[length..];
        }
    }

    protected override double Sample() => NextDouble();

    private void Start(ulong state)
    {
        s0 = SplitMix.Hash(state += SplitMix.Step);
        s1 = SplitMix.Hash(state += SplitMix.Step);
        s2 = SplitMix.Hash(state += SplitMix.Step);
        s3 = SplitMix.Hash(state + SplitMix.Step);
    }

    private ulong Draw()
    {
        var drawn = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var mixed = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= mixed;
        s3 = BitOperations.RotateLeft(s3, 45);
        return drawn;
    }

    /// <summary>A number below a bound, each as likely as another (Lemire); 0 where there is none.</summary>
    private ulong Below(ulong bound)
    {
        var high = Math.BigMul(Draw(), bound, out var low);
        if (low < bound)
        {
            var few = bound == 0 ? 0 : (0 - bound) % bound;
            while (low < few)
            {
                high = Math.BigMul(Draw(), bound, out low);
            }
        }

        return high;
    }
}
