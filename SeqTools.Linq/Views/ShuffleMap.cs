using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>A permutation of any number of positions, computed for one of them at a time.</summary>
/// <remarks>
/// The positions are laid out in a rectangle, nearly a square. A round turns each row by a distance that is a hash of
/// the row, or each column by a hash of the column: a Feistel network whose halves are the coordinates. The rectangle
/// has a few positions too many; one that lands there goes on until it is back among the others, which keeps this a
/// permutation.
/// </remarks>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct ShuffleMap(int seed) : IIndexMap
{
    /// <summary>As many as it takes until every order of a handful of elements is equally likely.</summary>
    private const int Rounds = 24;

    /// <summary>As many as a rectangle takes in which chance does not run out of places to go to.</summary>
    private const int RoundsOfWide = 8;

    private const int Wide = 32;

    private readonly ulong[] keys = Keys(seed);

    public int Locate(int index, Length source)
    {
        var count = (uint)source.Count;
        var position = (uint)index;
        if (position >= count)
        {
            // The list shrank after the index was checked and is to say so itself: outside the rectangle there is no
            // way back.
            return index;
        }

        var width = Width(count);
        var height = ((count - 1) / width) + 1;
        do
        {
            position = Move(position, width, height);
        }
        while (position >= count);
        return (int)position;
    }

    public int Run(int index, int count, Length source) => 1;

    private uint Move(uint position, uint width, uint height)
    {
        var (row, column) = Math.DivRem(position, width);
        var rounds = width < Wide ? Rounds : RoundsOfWide;
        for (var round = 0; round < rounds; round += 2)
        {
            column = Turn(column, width, SplitMix.Hash(keys[round] + row));
            row = Turn(row, height, SplitMix.Hash(keys[round + 1] + column));
        }

        return (row * width) + column;
    }

    private static uint Turn(uint coordinate, uint size, ulong hash)
    {
        var turned = coordinate + (uint)(((hash >> 32) * size) >> 32);
        return turned < size ? turned : turned - size;
    }

    /// <summary>
    /// Even, since turning a circle of odd size is an even permutation: half of all orders would be out of reach.
    /// </summary>
    private static uint Width(uint count)
    {
        var width = (uint)Math.Ceiling(Math.Sqrt(count));
        return width + (width & 1);
    }

    private static ulong[] Keys(int seed)
    {
        var state = SplitMix.Hash((uint)seed);
        var keys = new ulong[Rounds];
        for (var round = 0; round < keys.Length; round++)
        {
            state += SplitMix.Step;
            keys[round] = SplitMix.Hash(state);
        }

        return keys;
    }
}
