using System.Diagnostics;
using System.Numerics;

namespace SeqTools.Linq;

/// <summary>A permutation of any number of positions, computed for one of them at a time.</summary>
/// <remarks>
/// <para>The positions are laid out in rows and columns, nearly a square. A round moves each row's columns as a hash of
/// the row has it, and then each column's rows as a hash of the column has it: a Feistel network whose halves are the
/// coordinates. The layout has a few positions too many; one that lands there goes on until it is back among the
/// others, which keeps this a permutation.</para>
/// <para>What it gives is promised for all times: no constant in here may change. Why it is as it is, and how good:
/// docs/adr/0013-shuffle.md.</para>
/// </remarks>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct ShuffleMap(int seed) : IIndexMap
{
    /// <summary>Mixed well, since seeds are mostly small and next to each other.</summary>
    private readonly ulong key = SplitMix.Hash((uint)seed + SplitMix.Step);

    public int Locate(int index, Length source)
    {
        var count = (uint)source.Count;
        var position = (uint)index;
        if (position >= count)
        {
            // The list shrank after the index was checked and is to say so itself: outside the layout there is no way
            // back.
            return index;
        }

        var bits = 32 - BitOperations.LeadingZeroCount(count - 1);
        var columnBits = (bits + 1) / 2;
        var height = ((count - 1) >> columnBits) + 1;
        var rounds = Rounds(bits);
        do
        {
            position = Move(position, columnBits, height, rounds);
        }
        while (position >= count);
        return (int)position;
    }

    public int Run(int index, int count, Length source) => 1;

    /// <summary>The fewer positions there are, the fewer places chance has to go to in a round.</summary>
    private static int Rounds(int bits) => bits switch
    {
        > 16 => 2,
        > 10 => 3,
        > 8 => 4,
        _ => 6,
    };

    private uint Move(uint position, int columnBits, uint height, int rounds)
    {
        var columns = (1u << columnBits) - 1;
        var fold = (columnBits + 1) / 2;
        var row = position >> columnBits;
        var column = position & columns;
        var turnKey = key;
        for (var round = 0; round < rounds; round++)
        {
            column = Scatter(column ^ (column >> fold), Hash(turnKey + row)) & columns;
            turnKey += SplitMix.Step;
            row = Turn(row, height, Hash(turnKey + column));
            turnKey += SplitMix.Step;
        }

        return (row << columnBits) | column;
    }

    /// <summary>
    /// Times an odd number, which loses nothing where the width is a power of two, so that not even the distance of
    /// two columns survives; the fold before it is for distances that are great powers of two.
    /// </summary>
    private static uint Scatter(uint column, ulong hash) => (column * ((uint)(hash >> 48) | 1)) + (uint)(hash >> 32);

    /// <summary>Around a circle of any size, without a branch that would be guessed wrongly half the time.</summary>
    private static uint Turn(uint row, uint height, ulong hash)
    {
        var beyond = (int)(row + (uint)(((hash >> 32) * height) >> 32) - height);
        return (uint)(beyond + ((beyond >> 31) & (int)height));
    }

    /// <summary>A hash whose upper half is good, at two multiplications.</summary>
    private static ulong Hash(ulong value)
    {
        value *= 0xBF58476D1CE4E5B9;
        return (value ^ (value >> 32)) * 0x94D049BB133111EB;
    }
}
