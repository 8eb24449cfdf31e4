namespace SeqTools.Linq.Tests;

/// <summary>
/// An operator, and what LINQ makes of a list in its place. What all operators promise is tested over this list, alone and in random trees: a new one
/// needs one line here.
/// </summary>
internal sealed record Operator(
    string Text, Func<IReadOnlyList<Cell>, SeqView<Cell>> View, Func<IReadOnlyList<Cell>, IEnumerable<Cell>> Model)
{
    private static readonly Cell[] Constants = [Cell.Constant(1), Cell.Constant(2)];

    /// <summary>All of them, with a number from 0 on as argument where they take one.</summary>
    public static Operator[] With(int n) =>
    [
        new("AsView()", s => s.AsView(), s => s),
        new($"Select(c => c + {n})", s => s.Select(c => c + n), s => s.AsEnumerable().Select(c => c + n)),
        new("Select((c, i) => c + i)", s => s.Select((c, i) => c + i), s => s.AsEnumerable().Select((c, i) => c + i)),
        new($"Skip({n})", s => s.Skip(n), s => s.AsEnumerable().Skip(n)),
        new($"Take({n})", s => s.Take(n), s => s.AsEnumerable().Take(n)),
        new($"Take({n}..)", s => s.Take(n..), s => s.AsEnumerable().Take(n..)),
        new($"Take(..^{n})", s => s.Take(..^n), s => s.AsEnumerable().Take(..^n)),
        new($"Take(^{n}..)", s => s.Take(^n..), s => s.AsEnumerable().Take(^n..)),
        new($"Take(1..{n})", s => s.Take(1..n), s => s.AsEnumerable().Take(1..n)),
        new($"Take({n}..^1)", s => s.Take(n..^1), s => s.AsEnumerable().Take(n..^1)),
        new($"Take(^3..{n})", s => s.Take(^3..n), s => s.AsEnumerable().Take(^3..n)),
        new($"Take(^{n}..^1)", s => s.Take(^n..^1), s => s.AsEnumerable().Take(^n..^1)),
        new("Slice(..)", s => s.Slice(..), s => s),
        new("Reverse()", s => s.Reverse(), s => s.AsEnumerable().Reverse()),
        new("Concat([1, 2])", s => s.Concat(Constants), s => s.AsEnumerable().Concat(Constants)),
        new($"Concat(itself reversed, but {n})", s => s.Concat(s.Reverse().Skip(n)), s => s.AsEnumerable().Concat(s.Reverse().AsEnumerable().Skip(n))),
        new("Seq.Concat([[1, 2], itself, [], itself])", s => Seq.Concat([Constants, s, [], s]), s => [.. Constants, .. s, .. s]),
        new($"itself, but {n}, Zip(itself, +)", s => s.Skip(n).Zip(s, (a, b) => a + b), s => s.AsEnumerable().Skip(n).Zip(s, (a, b) => a + b)),
        new("Zip(itself)", s => s.Zip(s).Select(two => two.First + two.Second), s => s.AsEnumerable().Select(c => c + c)),
        new("Zip(itself, itself)", s => s.Zip(s, s).Select(three => three.First + three.Second + three.Third), s => s.AsEnumerable().Select(c => c + c + c)),
        new($"Batch({n + 1}, sum)", s => s.Batch(n + 1, Cell.Sum), s => s.Chunk(n + 1).Select(Cell.Sum)),
        new($"Batch({n + 1}, dropLast), last of each", s => s.Batch(n + 1, dropLast: true).Select(batch => batch[^1]), s => s.Chunk(n + 1).Where(batch => batch.Length == n + 1).Select(batch => batch[^1])),
        new($"Batch({n + 1}, padded), last of each", s => s.Batch(n + 1, pad: Constants[0]).Select(batch => batch[^1]), s => s.Chunk(n + 1).Select(batch => batch.Length == n + 1 ? batch[^1] : Constants[0])),
        new($"Gather(every seventh from {n})", s => s.Gather(new Positions(s, n)), s => s.AsEnumerable().Select((_, i) => s[Positions.At(i, n, s.Count)])),
    ];

    public override string ToString() => Text;

    /// <summary>As many positions as a list has elements, at any time.</summary>
    private sealed class Positions(IReadOnlyList<Cell> of, int first) : IReadOnlyList<int>
    {
        public int Count => of.Count;

        public int this[int index] => At(index, first, of.Count);

        public static int At(int index, int first, int count) => ((7 * index) + first) % count;

        public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
