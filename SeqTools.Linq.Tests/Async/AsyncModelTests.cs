using CsCheck;

namespace SeqTools.Linq.Tests.Async;

/// <summary>
/// Random pipelines of awaited views against the same pipelines of lists: values, failures with their trails, and what
/// is evaluated.
/// </summary>
internal sealed class AsyncModelTests
{
    private static readonly Gen<Step> AnyStep = Gen.Select(
        Gen.Int[0, 5], Gen.Int[0, Steps(0).Length - 1], (n, which) => Steps(n)[which]);

    private static readonly Gen<Plan> AnySteps = AnyStep.Array[0, 4].Select(steps => new Plan(steps));

    [Test]
    public void A_pipeline_over_an_array_is_what_the_one_of_lists_is() =>
        Gen.Select(AnySteps, Gen.Int[0, 12], Gen.Int[0, 40]).Sample(
            (steps, count, broken) => new Pair(steps, Numbers(0, count, broken)).ShouldBeAlike(), iter: 1500);

    [Test]
    public void A_pipeline_over_a_list_that_grows_is_what_the_one_of_lists_is() =>
        Gen.Select(AnySteps, Gen.Int[0, 6].Array[1, 3], Gen.Int[0, 40]).Sample(
            (steps, growth, broken) =>
            {
                List<int> source = [];
                var pair = new Pair(steps, source);
                foreach (var more in growth)
                {
                    source.AddRange(Numbers(source.Count, more, broken));
                    pair.ShouldBeAlike();
                }
            },
            iter: 700);

    private static int[] Numbers(int first, int count, int broken) =>
        [.. Enumerable.Range(first, count).Select(n => n == broken ? -1 : n)];

    /// <summary>
    /// Every operator, and what it is to lists. The functions complete at once or later, as the element has it.
    /// </summary>
    private static Step[] Steps(int n) =>
    [
        new($"Select({n})", view => view.Select(x => Checked(x, n) + n), list => list.Select(x => Checked(x, n) + n)),
        new(
            $"Select(i, {n})", view => view.Select((x, i) => (31 * x) + i + n),
            list => list.Select((x, i) => (31 * x) + i + n)),
        new(
            $"SelectAsync({n})", view => view.SelectAsync((x, _) => ArriveAsync(x, n)),
            list => list.Select(x => Checked(x, n))),
        new(
            $"SelectAsync(Task, {n})", view => view.SelectAsync((x, _) => ArriveAsync(x, n).AsTask()),
            list => list.Select(x => Checked(x, n))),
        new(
            $"Batch({n + 1})", view => view.Batch(n + 1).Select(batch => Hash(batch)),
            list => list.Batch(n + 1, InOrder).Select(batch => Hash(batch))),
        new(
            $"Batch({n + 1}, dropLast)",
            view => view.Batch(n + 1, dropLast: true, maxConcurrent: 2).Select(batch => Hash(batch)),
            list => list.Batch(n + 1, InOrder, dropLast: true).Select(batch => Hash(batch))),
        new($"[{n}..]", view => view[n..], list => list[n..]),
        new($"[^{n}..]", view => view[^n..], list => list[^n..]),
        new($"[1..^{n}]", view => view[1..^n], list => list[1..^n]),
        new($"Slice(..{n})", view => view.Slice(..n), list => list.Slice(..n)),
        new($"Slice(1, {n})", view => view.Slice(1, n), list => list.Slice(1, n)),
        new("Concat", view => view.Concat(view), list => list.Concat(list)),
        new(
            "Concat(other)", view => Others(n).SelectAsync((x, _) => ArriveAsync(x, n)).Concat(view),
            list => Others(n).Select(x => Checked(x, n)).Concat(list)),
        new($"Gather(0, {n})", view => view.Gather([0, n]), list => list.Gather([0, n])),
        new(
            "Gather(all)", view => view.Gather(Seq.Generate(8, i => i == n ? throw new TimeoutException() : i)),
            list => list.Gather(Seq.Generate(8, i => i == n ? throw new TimeoutException() : i))),
        new($"Epochs(2, {n})", view => view.Epochs(2, n), list => list.Epochs(2, n)),
        new($"Shuffle({n})", view => view.Shuffle(n), list => list.Shuffle(n)),
        new(
            "Interleave", view => view.Interleave(Others(n).SelectAsync((x, _) => ArriveAsync(x, n))),
            list => list.Interleave(Others(n).Select(x => Checked(x, n)))),
        new($"Take({n})", view => view.Take(n), list => list.Take(n)),
        new($"Take({n}..)", view => view.Take(n..), list => list.Take(n..)),
        new($"Take(^{n}..^1)", view => view.Take(^n..^1), list => list.Take(^n..^1)),
        new($"Skip({n})", view => view.Skip(n), list => list.Skip(n)),
        new($"TakeLast({n})", view => view.TakeLast(n), list => list.TakeLast(n)),
        new($"SkipLast({n})", view => view.SkipLast(n), list => list.SkipLast(n)),
        new($"TakeEvery({n + 1})", view => view.TakeEvery(n + 1), list => list.TakeEvery(n + 1)),
        new($"Shard(0, {n + 1})", view => view.Shard(0, n + 1), list => list.Shard(0, n + 1)),
        new("Reverse", view => view.Reverse(), list => list.Reverse()),
        new($"Rotate({n - 2})", view => view.Rotate(n - 2), list => list.Rotate(n - 2)),
        new($"Append, Cycle({3 * n})", view => view.Append(7).Cycle(3 * n), list => list.Append(7).Cycle(3 * n)),
        new($"Append({n})", view => view.Append(n), list => list.Append(n)),
        new($"Prepend({n})", view => view.Prepend(n), list => list.Prepend(n)),
        new($"Append, Sample(1, {n})", view => view.Append(7).Sample(1, n), list => list.Append(7).Sample(1, n)),
        new(
            $"Batch({n + 1}, hash)", view => view.Batch(n + 1, batch => Hash(batch)),
            list => list.Batch(n + 1, batch => Hash(InOrder(batch)))),
        new(
            "Zip(part)", view => view.Zip(view[1..], (a, b) => Checked((31 * a) + b, n)),
            list => list.Zip(list[1..], (a, b) => Checked((31 * a) + b, n))),
        new(
            "Zip(list)", view => view.Zip(Others(n), (a, b) => (31 * a) + b),
            list => list.Zip(Others(n), (a, b) => (31 * a) + b)),
        new(
            "Zip, SelectTuple", view => view.Zip(view, view).SelectTuple((a, b, c) => Hash([a, b, c])),
            list => list.Zip(list, list).SelectTuple((a, b, c) => Hash([a, b, c]))),
        new($"SplitInto(3)[{n % 3}]", view => view.SplitInto(3)[n % 3], list => list.SplitInto(3)[n % 3]),
        new($"SplitAt([{n}])[1]", view => view.SplitAt([n])[1], list => list.SplitAt([n])[1]),
        new($"SplitBy([1..{n + 1}])[0]", view => view.SplitBy([1..(n + 1)])[0], list => list.SplitBy([1..(n + 1)])[0]),
        new(
            "SplitByFractions([0.3, 0.7])[1]", view => view.SplitByFractions([0.3, 0.7])[1],
            list => list.SplitByFractions([0.3, 0.7])[1]),
        new("Tap", view => view.Tap((x, i) => Checked(x, n + i)), list => list.Tap((x, i) => Checked(x, n + i))),
        new("Memoize", view => view.Memoize(), list => list.Memoize()),
        new("Measure", view => view.Measure(), list => list.Measure()),
        new("ReportTo", view => view.ReportTo(_ => { }), list => list.ReportTo(_ => { })),
        new(
            $"SelectAsync(i, {n})", view => view.SelectAsync((x, i, _) => ArriveAsync(x + i, n)),
            list => list.Select((x, i) => Checked(x + i, n))),
        new(
            $"SelectAsync(no token, {n})", view => view.SelectAsync(x => ArriveAsync(x, n)),
            list => list.Select(x => Checked(x, n))),
        new("Interleave(part)", view => view.Interleave(view[1..]), list => list.Interleave(list[1..])),
    ];

    private static int[] Others(int n) => [.. Enumerable.Range(0, n).Select(i => i == 4 ? -1 : 100 + i)];

    private static int Hash(int[] batch) => batch.Aggregate(17, (hash, x) => (hash * 31) + x);

    /// <summary>One element after the other: a copy may take them in another order, and so fail at another.</summary>
    private static int[] InOrder(SeqView<int> batch)
    {
        List<int> elements = [];
        foreach (var element in batch)
        {
            elements.Add(element);
        }

        return [.. elements];
    }

    private static int Checked(int x, int n) => x < 0 || x == 3 + n ? throw new FormatException($"{x} at {n}") : x;

    private static async ValueTask<int> ArriveAsync(int x, int n)
    {
        if (x % 3 == 1)
        {
            await Task.Yield();
        }

        return Checked(x, n);
    }

    private sealed record Step(
        string Text, Func<AsyncSeqView<int>, AsyncSeqView<int>> Awaited, Func<SeqView<int>, SeqView<int>> Listed);

    private sealed record Plan(Step[] All)
    {
        public override string ToString() => string.Join(" | ", All.Select(step => step.Text));
    }

    /// <summary>One pipeline, twice.</summary>
    private sealed class Pair
    {
        private readonly AsyncSeqView<int>? awaited;
        private readonly SeqView<int>? listed;
        private readonly bool keeps;
        private int awaitedEvaluations;
        private int listedEvaluations;
        private bool mayHaveKeptMore;

        public Pair(Plan steps, IReadOnlyList<int> source)
        {
            var (fromList, refusal) = Built(() => steps.All.Aggregate(
                source.Select(x => Checked(x, Interlocked.Increment(ref listedEvaluations) * 0)),
                (list, step) => step.Listed(list)));
            var (fromAwaited, otherRefusal) = Built(() => steps.All.Aggregate(
                source.SelectAsync((x, _) => EvaluateAsync(x)), (view, step) => step.Awaited(view)));
            (listed, awaited) = (fromList, fromAwaited);
            keeps = steps.All.Any(step => step.Text == "Memoize");
            otherRefusal.ShouldBe(refusal);
            (awaitedEvaluations, listedEvaluations).ShouldBe((0, 0));
        }

        public void ShouldBeAlike()
        {
            if (listed is null || awaited is null)
            {
                return;
            }

            awaited.Count.ShouldBe(listed.Count);
            for (var i = -1; i <= listed.Count; i++)
            {
                (awaitedEvaluations, listedEvaluations) = (0, 0);
                var expected = Outcome(() => listed[i]);

                Outcome(() => awaited.GetAsync(i).AsTask().GetAwaiter().GetResult()).ShouldBe(expected);
                CompareEvaluations(ofFailure: !int.TryParse(expected, out _));
            }

            EnumeratedAsync(awaited).GetAwaiter().GetResult()
                .ShouldBe(Enumerable.Range(0, listed.Count).Select(i => Outcome(() => listed[i])));
        }

        /// <summary>
        /// How much is evaluated for an element that fails is not said: an awaited zip has begun both by then. What
        /// was kept of that is not evaluated later.
        /// </summary>
        private void CompareEvaluations(bool ofFailure)
        {
            if (ofFailure)
            {
                mayHaveKeptMore |= keeps && awaitedEvaluations > 0;
            }
            else if (mayHaveKeptMore)
            {
                awaitedEvaluations.ShouldBeLessThanOrEqualTo(listedEvaluations);
            }
            else
            {
                awaitedEvaluations.ShouldBe(listedEvaluations);
            }
        }

        private async ValueTask<int> EvaluateAsync(int x)
        {
            Interlocked.Increment(ref awaitedEvaluations);
            return await ArriveAsync(x, 0);
        }

        private static (T? View, string? Refusal) Built<T>(Func<T> build)
            where T : class
        {
            try
            {
                return (build(), null);
            }
            catch (ArgumentException refusal)
            {
                return (null, $"{refusal.GetType()} {refusal.ParamName}");
            }
        }

        private static async Task<List<string>> EnumeratedAsync(AsyncSeqView<int> view)
        {
            List<string> outcomes = [];
            await using var elements = view.GetAsyncEnumerator();
            for (var more = true; more;)
            {
                try
                {
                    if (more = await elements.MoveNextAsync())
                    {
                        outcomes.Add($"{elements.Current}");
                    }
                }
                catch (Exception e) when (e is EvaluationException or ArgumentOutOfRangeException)
                {
                    outcomes.Add(Outcome(() => throw e));
                }
            }

            elements.Current.ShouldBe(0);
            return outcomes;
        }

        /// <summary>A value, or a failure with its whole trail.</summary>
        private static string Outcome(Func<int> read)
        {
            try
            {
                return $"{read()}";
            }
            catch (EvaluationException e) when (e.InnerException is ArgumentOutOfRangeException refusal)
            {
                // A list has its batches collated by a function, out of which a bad index comes as a failure.
                return Refused(refusal);
            }
            catch (EvaluationException e)
            {
                var stages = e.Trail.Select(
                    frame => $"{frame.Origin.Operator.Replace("Async", "", StringComparison.Ordinal)}[{frame.Index}]");
                return $"{string.Join(" ", stages)}: {e.InnerException!.GetType()}: {e.InnerException.Message}";
            }
            catch (ArgumentOutOfRangeException e)
            {
                return Refused(e);
            }
        }

        private static string Refused(ArgumentOutOfRangeException refusal) =>
            $"{refusal.ParamName}: {refusal.ActualValue}";
    }
}
