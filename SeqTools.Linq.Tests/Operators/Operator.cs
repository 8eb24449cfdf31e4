namespace SeqTools.Linq.Tests;

/// <summary>
/// An operator, and what LINQ makes of a list in its place. What all operators promise is tested over this list, alone
/// and in random trees: a new one needs one line here.
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
        new(
            $"SelectWithRandom(c + 0 or 1, {n})",
            s => s.SelectWithRandom((c, random) => c + random.Next(2), n),
            s => s.AsEnumerable().Select((c, i) => c + ElementRandom.Of(n, i).Next(2))),
        new("Recover(1)", s => s.Recover(_ => Constants[0]), s => s),
        new(
            "AsResults(), 1 for failures",
            s => s.AsResults().Select(result => result.TryGetValue(out var c) ? c : Constants[0]),
            s => s),
        new(
            $"SelectWith({n}, +)",
            s => s.SelectWith(() => new Box(n), (state, c) => c + state.Number),
            s => s.AsEnumerable().Select(c => c + n)),
        new("Tap(nothing)", s => s.Tap((_, _) => { }), s => s),
        new("WithOrigin(one of two stages)", s => s.Reverse().Reverse().WithOrigin(new("Own")), s => s),
        new("WithOwnership()", s => s.AsView().WithOwnership(), s => s),
        new("Measure()", s => s.Measure(), s => s),
        new("ReportTo(nobody)", s => s.ReportTo(new Progress<SeqProgress>()), s => s),
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
        new(
            $"Concat(itself reversed, but {n})", s => s.Concat(s.Reverse().Skip(n)),
            s => s.AsEnumerable().Concat(s.Reverse().AsEnumerable().Skip(n))),
        new(
            "Seq.Concat([[1, 2], itself, [], itself])", s => Seq.Concat([Constants, s, [], s]),
            s => [.. Constants, .. s, .. s]),
        new(
            $"itself, but {n}, Zip(itself, +)", s => s.Skip(n).Zip(s, (a, b) => a + b),
            s => s.AsEnumerable().Skip(n).Zip(s, (a, b) => a + b)),
        new(
            "Zip(itself)", s => s.Zip(s).Select(two => two.First + two.Second),
            s => s.AsEnumerable().Select(c => c + c)),
        new(
            "Zip(itself, itself)", s => s.Zip(s, s).Select(three => three.First + three.Second + three.Third),
            s => s.AsEnumerable().Select(c => c + c + c)),
        new($"Batch({n + 1}, sum)", s => s.Batch(n + 1, Cell.Sum), s => s.Chunk(n + 1).Select(Cell.Sum)),
        new(
            $"Batch({n + 1}, dropLast), last of each", s => s.Batch(n + 1, dropLast: true).Select(batch => batch[^1]),
            s => s.Chunk(n + 1).Where(batch => batch.Length == n + 1).Select(batch => batch[^1])),
        new(
            $"Batch({n + 1}, padded), last of each", s => s.Batch(n + 1, pad: Constants[0]).Select(batch => batch[^1]),
            s => s.Chunk(n + 1).Select(batch => batch.Length == n + 1 ? batch[^1] : Constants[0])),
        new("Append(1)", s => s.Append(Constants[0]), s => s.AsEnumerable().Append(Constants[0])),
        new("Prepend(1)", s => s.Prepend(Constants[0]), s => s.AsEnumerable().Prepend(Constants[0])),
        new($"SkipLast({n})", s => s.SkipLast(n), s => s.AsEnumerable().SkipLast(n)),
        new($"TakeLast({n})", s => s.TakeLast(n), s => s.AsEnumerable().TakeLast(n)),
        new(
            $"Chunk({n + 1}), sum", s => s.Chunk(n + 1).Select(chunk => Cell.Sum(chunk)),
            s => s.AsEnumerable().Chunk(n + 1).Select(Cell.Sum)),
        new("Index()", s => s.Index().SelectTuple((i, c) => c + i), s => s.AsEnumerable().Select((c, i) => c + i)),
        new("DefaultIfEmpty()", s => s.DefaultIfEmpty(), s => s.AsEnumerable().DefaultIfEmpty()),
        new(
            "DefaultIfEmpty(1)", s => s.DefaultIfEmpty(Constants[0]),
            s => s.AsEnumerable().DefaultIfEmpty(Constants[0])),
        new($"Interleave(itself, but {n})", s => s.Interleave(s.Skip(n)), s => Turns(s, [.. s.AsEnumerable().Skip(n)])),
        new(
            $"Interleave([1, 2], itself, but {n})",
            s => s.Interleave(Constants, s.Skip(n)),
            s => Turns(s, Constants, [.. s.AsEnumerable().Skip(n)])),
        new(
            "Seq.Collate([itself, itself reversed]), sum",
            s => Seq.Collate([s, s.Reverse()]).Select(row => Cell.Sum(row)),
            s => s.AsEnumerable().Zip(s.AsEnumerable().Reverse(), (a, b) => a + b)),
        new(
            "Seq.Zip(itself, …), sum",
            s => Seq.Zip(s, s, s, s).SelectTuple((a, b, c, d) => a + b + c + d),
            s => s.AsEnumerable().Select(c => c + c + c + c)),
        new(
            "Seq.Switch(odd, itself, itself reversed)",
            s => Seq.Switch(new Positions(s, n).AsView().Select(i => i % 2 == 1), s, s.Reverse()),
            s => s.AsEnumerable().Select((c, i) => Positions.At(i, n, s.Count) % 2 == 1 ? c : s[^(i + 1)])),
        new(
            $"Seq.Mix(itself: 1, itself, but {n}: 1)",
            s => Seq.Mix([s, s.Skip(n)], [1, 1]),
            s => TurnsUntil(s, [.. s.AsEnumerable().Skip(n)])),
        new($"TakeEvery({n + 1})", s => s.TakeEvery(n + 1), s => s.AsEnumerable().Where((_, i) => i % (n + 1) == 0)),
        new($"Shard({n}, {n + 2})", s => s.Shard(n, n + 2), s => s.AsEnumerable().Where((_, i) => i % (n + 2) == n)),
        new($"Rotate({n})", s => s.Rotate(n), s => s.AsEnumerable().Select((_, i) => s[(i + n) % s.Count])),
        new(
            $"Rotate(-{n})", s => s.Rotate(-n),
            s => s.AsEnumerable().Select((_, i) => s[(i + (n * s.Count) - n) % s.Count])),
        new(
            $"Window({n + 1}), sum", s => s.Window(n + 1).Select(window => Cell.Sum(window)),
            s => Windows(s, n + 1, 1).Select(Cell.Sum)),
        new(
            $"Window(2, {n + 1}), sum", s => s.Window(2, n + 1).Select(window => Cell.Sum(window)),
            s => Windows(s, 2, n + 1).Select(Cell.Sum)),
        new(
            $"Append(1), Cycle({2 * n})", s => s.Append(Constants[0]).Cycle(2 * n),
            s => Enumerable.Range(0, 2 * n)
                .Select(i => i % (s.Count + 1))
                .Select(i => i < s.Count ? s[i] : Constants[0])),
        new($"Batch({n + 1}), Unbatch", s => s.Batch(n + 1).Unbatch(n + 1), s => s),
        new(
            $"SplitInto({n + 1}), sum and 1", s => s.SplitInto(n + 1).Select(part => Cell.Sum(part) + 1),
            s => Parts(s, n + 1).Select(part => Cell.Sum(part) + 1)),
        new(
            $"Gather(every seventh from {n})", s => s.Gather(new Positions(s, n)),
            s => s.AsEnumerable().Select((_, i) => s[Positions.At(i, n, s.Count)])),
    ];

    public override string ToString() => Text;

    private static IEnumerable<Cell[]> Windows(IReadOnlyList<Cell> list, int size, int step) =>
        Enumerable.Range(0, list.Count)
            .Where(i => i % step == 0 && i + size <= list.Count)
            .Select(i => list.AsEnumerable().Skip(i).Take(size).ToArray());

    private static IEnumerable<Cell[]> Parts(IReadOnlyList<Cell> list, int parts)
    {
        var (size, larger) = Math.DivRem(list.Count, parts);
        var rest = list.AsEnumerable();
        for (var part = 0; part < parts; part++)
        {
            var length = size + (part < larger ? 1 : 0);
            yield return [.. rest.Take(length)];
            rest = rest.Skip(length);
        }
    }

    private static IEnumerable<Cell> Turns(params IReadOnlyList<Cell>[] lists) =>
        Enumerable.Range(0, lists.AsEnumerable().Max(list => list.Count))
            .SelectMany(i => lists.Where(list => i < list.Count).Select(list => list[i]));

    private static IEnumerable<Cell> TurnsUntil(params IReadOnlyList<Cell>[] lists) =>
        Enumerable.Range(0, int.MaxValue).TakeWhile(i => i / 2 < lists[i % 2].Count).Select(i => lists[i % 2][i / 2]);

    private sealed record Box(int Number);

    /// <summary>As many positions as a list has elements, at any time.</summary>
    private sealed class Positions(IReadOnlyList<Cell> of, int first) : IReadOnlyList<int>
    {
        public int Count => of.Count;

        public int this[int index] => At(index, first, of.Count);

        public static int At(int index, int first, int count) => ((7 * index) + first) % count;

        public IEnumerator<int> GetEnumerator() =>
            Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
