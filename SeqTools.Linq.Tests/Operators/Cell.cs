namespace SeqTools.Linq.Tests;

/// <summary>
/// An element that knows how many reads of the source it is made of, so that a pipeline can be asked whether it did
/// just those.
/// </summary>
internal readonly record struct Cell(int Value, int Reads)
{
    public static Cell operator +(Cell a, Cell b) => new(a.Value + b.Value, a.Reads + b.Reads);

    public static Cell operator +(Cell a, int value) => a with { Value = a.Value + value };

    /// <summary>A value that costs no read.</summary>
    public static Cell Constant(int value) => new(value, 0);

    /// <summary>The elements of a source, each of which costs one read.</summary>
    public static Cell[] Source(int count) => [.. Enumerable.Range(10, count).Select(value => new Cell(value, 1))];

    public static Cell Sum(IReadOnlyList<Cell> cells)
    {
        var sum = default(Cell);
        for (var i = 0; i < cells.Count; i++)
        {
            sum += cells[i];
        }

        return sum;
    }

    public override string ToString() => $"{Value}";
}
