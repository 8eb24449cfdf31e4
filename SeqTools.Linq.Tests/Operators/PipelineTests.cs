using CsCheck;

namespace SeqTools.Linq.Tests;

/// <summary>Random pipelines of the operators against what LINQ makes of the same list.</summary>
internal sealed class PipelineTests
{
    private static readonly Gen<Operator> AnyOperator =
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, Operator.With(0).Length - 1], (n, which) => Operator.With(n)[which]);

    private static readonly Gen<Pipeline> AnyPipeline = AnyOperator.Array[0, 4].Select(
        operators => new Pipeline(operators));

    [Test]
    public void A_pipeline_over_an_array_is_what_linq_gives() =>
        Gen.Select(AnyPipeline, Gen.Int[0, 12]).Sample(
            (pipeline, count) => pipeline.Over(Cell.Source(count)).ShouldBeAsLinqHasIt(), iter: 3000);

    [Test]
    public void A_pipeline_over_a_list_that_grows_is_what_linq_gives_at_any_time() =>
        Gen.Select(AnyPipeline, Gen.Int[0, 6].Array[1, 4]).Sample(
            (pipeline, growth) =>
            {
                List<Cell> source = [];
                var run = pipeline.Over(source);
                foreach (var more in growth)
                {
                    source.AddRange(Cell.Source(more));
                    run.ShouldBeAsLinqHasIt();
                }
            },
            iter: 2000);

    private sealed record Pipeline(Operator[] Operators)
    {
        public Run Over(IReadOnlyList<Cell> source) => new(this, source);

        public override string ToString() => string.Join(" | ", Operators.Select(op => op.Text));
    }

    /// <summary>A pipeline over a source, with its evaluations counted.</summary>
    private sealed class Run
    {
        private readonly Pipeline pipeline;
        private readonly IReadOnlyList<Cell> source;
        private readonly SeqView<Cell> view;
        private int evaluations;

        public Run(Pipeline pipeline, IReadOnlyList<Cell> source)
        {
            this.pipeline = pipeline;
            this.source = source;
            var root = source.Select(Evaluate);
            view = pipeline.Operators.Aggregate(root, (stage, op) => op.View(stage));
            evaluations.ShouldBe(0);
        }

        public void ShouldBeAsLinqHasIt()
        {
            var expected = pipeline.Operators.Aggregate(source.ToArray(), (stage, op) => [.. op.Model(stage)]);

            Evaluating(() => view.Count).ShouldBe((expected.Length, 0));
            for (var i = 0; i < expected.Length; i++)
            {
                Evaluating(() => view[i]).ShouldBe((expected[i], expected[i].Reads));
                Evaluating(() => view[^(expected.Length - i)]).ShouldBe((expected[i], expected[i].Reads));
            }

            ShouldBeCells(() => [.. view.Select(c => c)], expected);
            ShouldBeCells(() => Enumerated(view), expected);
            ShouldBeCells(view.ToArray, expected);
            ShouldBeCells(() => Copied(start: 0), expected);
            ShouldBeCells(() => Copied(start: expected.Length / 2), expected[(expected.Length / 2)..]);
            ShouldBeCells(() => Enumerated(view[(expected.Length / 3)..]), expected[(expected.Length / 3)..]);
            ShouldBeCells(view[..^(expected.Length / 3)].ToArray, expected[..^(expected.Length / 3)]);
            Should.Throw<ArgumentOutOfRangeException>(() => view[expected.Length]);
            Should.Throw<ArgumentOutOfRangeException>(() => view[-1]);
        }

        private static Cell[] Enumerated(IEnumerable<Cell> cells)
        {
            List<Cell> all = [];
            foreach (var cell in cells)
            {
                all.Add(cell);
            }

            return [.. all];
        }

        private Cell[] Copied(int start)
        {
            var copy = new Cell[view.Count - start];
            view.CopyTo(start, copy);
            return copy;
        }

        private void ShouldBeCells(Func<Cell[]> read, Cell[] expected)
        {
            var (cells, evaluated) = Evaluating(read);

            cells.ShouldBe(expected);
            evaluated.ShouldBe(Cell.Sum(expected).Reads);
        }

        private (T Result, int Evaluations) Evaluating<T>(Func<T> read)
        {
            evaluations = 0;
            var result = read();
            return (result, evaluations);
        }

        private Cell Evaluate(Cell cell)
        {
            evaluations++;
            return cell;
        }
    }
}
