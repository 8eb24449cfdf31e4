namespace SeqTools.Linq.Tests.Operators;

internal sealed class SelectWithRandomTests
{
    private static SeqView<double> Noise(int seed) =>
        Seq.Range(0, 100).SelectWithRandom((n, random) => n + random.NextDouble(), seed);

    [Test]
    public void An_element_is_the_same_at_every_read_in_whatever_order_and_by_whomever()
    {
        var view = Noise(3);
        double[] expected = [.. Enumerable.Range(0, 100).Select(i => i + ElementRandom.Of(3, i).NextDouble())];
        using var prefetched = view.AsPrefetched(nworkers: 3, maxBuffered: 8);

        view.ShouldBe(expected);
        view.ToArray().ShouldBe(expected);
        view.Reverse().Reverse().ShouldBe(expected);
        prefetched.ShouldBe(expected);
        Noise(3).ShouldBe(expected);
        ParallelEnumerable.Range(0, 100).AsOrdered().Select(i => view[i]).ShouldBe(expected);
    }

    [Test]
    public void Another_seed_or_another_position_gives_other_numbers()
    {
        Noise(3)[5].ShouldNotBe(Noise(4)[5]);

        var numbers = Enumerable.Range(-50, 100)
            .SelectMany(seed => Seq.Repeat(0, 100).SelectWithRandom((_, random) => random.NextInt64(), seed));
        numbers.Distinct().Count().ShouldBe(10_000);
    }

    [Test]
    public void A_generator_that_is_kept_disturbs_no_other_and_is_the_elements_own()
    {
        List<Random> kept = [];
        var view = Seq.Range(0, 3).SelectWithRandom(
            (_, random) =>
            {
                kept.ForEach(other => other.Next());
                kept.Add(random);
                return random.NextInt64();
            },
            seed: 1);

        view.ShouldBe(Enumerable.Range(0, 3).Select(i => ElementRandom.Of(1, i).NextInt64()));
        kept.Distinct().Count().ShouldBe(3);
    }

    [Test]
    public void A_view_that_is_read_within_has_numbers_of_its_own()
    {
        var inner = Noise(1);
        var view = Seq.Range(0, 3).SelectWithRandom((n, random) => (inner[n], random.NextInt64()), 1);

        view[2].ShouldBe((inner[2], ElementRandom.Of(1, 2).NextInt64()));
    }

    [Test]
    public void A_failure_names_it_and_the_element_that_it_was_given()
    {
        var view = new[] { "a", "b" }.SelectWithRandom<string, int>((_, _) => throw new FormatException(), seed: 7);

        var failure = Should.Throw<EvaluationException>(() => view[1]);

        (failure.Input, failure.Index).ShouldBe(("b", 1));
        failure.Origin.Arguments.ShouldBe("(_, _) => throw new FormatException(), seed: 7");
        Should.Throw<EvaluationException>(() => view.Sum()).Input.ShouldBe("a");
    }

    [Test]
    public void A_read_allocates_the_generator_alone()
    {
        var view = Seq.Range(0, 100).SelectWithRandom((n, random) => n + random.Next(2), 1);

        (Stages.BytesOfReading(view) / 100).ShouldBeLessThanOrEqualTo(56);
    }
}
