using System.Collections;

namespace SeqTools.Linq.Tests.Views;

/// <summary>What holds several enumerators lets go of all of them, though one fails.</summary>
internal sealed class DisposalTests
{
    private static IEnumerable<TestCaseData<Func<IReadOnlyList<int>[], IEnumerable>>> Pipelines()
    {
        yield return Named("Zip", lists => lists[0].Zip(lists[1], (a, b) => a + b));
        yield return Named("Zip of three", lists => lists[0].Zip(lists[1], lists[2]));
        yield return Named("Seq.Zip", lists => Seq.Zip(lists[0], lists[1], lists[2]));
        yield return Named("Interleave", lists => lists[0].Interleave(lists[1]));
        yield return Named("Seq.Interleave", lists => Seq.Interleave(lists));
        yield return Named("Seq.Mix", lists => Seq.Mix(lists, [1, 1, 1]));
        yield return Named("Seq.Case", lists => Seq.Case([0, 1, 2, 0, 1, 2], lists));
        yield return Named("Seq.Collate", lists => Seq.Collate(lists));

        static TestCaseData<Func<IReadOnlyList<int>[], IEnumerable>> Named(
            string name, Func<IReadOnlyList<int>[], IEnumerable> pipeline) =>
            new TestCaseData<Func<IReadOnlyList<int>[], IEnumerable>>(pipeline).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Pipelines))]
    public void All_enumerators_are_disposed_of_though_some_fail(Func<IReadOnlyList<int>[], IEnumerable> pipeline)
    {
        Fragile[] lists = [new(), new(), new()];
        var elements = pipeline(lists).GetEnumerator();
        for (var step = 0; step < 4; step++)
        {
            elements.MoveNext().ShouldBeTrue();
        }

        var opened = lists.Sum(list => list.Open);
        try
        {
            ((IDisposable)elements).Dispose();
        }
        catch (Exception e) when (opened > 0 && e is IOException or AggregateException)
        {
            // As it may.
        }

        lists.Sum(list => list.Open).ShouldBe(0);
    }

    private sealed class Fragile : IReadOnlyList<int>
    {
        private static readonly int[] Numbers = [1, 2, 3, 4, 5, 6];

        public int Open { get; private set; }

        public int Count => Numbers.Length;

        public int this[int index] => Numbers[index];

        public IEnumerator<int> GetEnumerator() => new Enumerator(this);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private sealed class Enumerator : IEnumerator<int>
        {
            private readonly Fragile list;
            private int next;

            public Enumerator(Fragile list)
            {
                this.list = list;
                list.Open++;
            }

            public int Current => Numbers[next - 1];

            object IEnumerator.Current => Current;

            public bool MoveNext() => next++ < Numbers.Length;

            public void Reset() => throw new NotSupportedException();

            public void Dispose()
            {
                list.Open--;
                throw new IOException();
            }
        }
    }
}
