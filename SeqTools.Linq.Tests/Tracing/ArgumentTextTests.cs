namespace SeqTools.Linq.Tests.Tracing;

/// <summary>Compilers of other languages than C# pass no text: calls that say it is empty stand for theirs.</summary>
public class ArgumentTextTests
{
    private static readonly int[] Numbers = [1, 2, 3, 4];

    private static readonly AsyncSeqView<int> Awaited = Numbers.SelectAsync((n, _) => ValueTask.FromResult(n));

    [Test]
    public void A_setting_is_shown_by_its_value_where_there_is_no_text()
    {
        Shown(Numbers.Take(2, argumentText: "")).ShouldBe("Take(2)");
        Shown(Numbers.Take(1..^1, argumentText: "")).ShouldBe("Take(1..^1)");
        Shown(Numbers.Slice(1..3, argumentText: "")).ShouldBe("Slice(1..3)");
        Shown(Numbers.Batch(2, argumentText: "")).ShouldBe("Batch(2)");
        Shown(Numbers.Window(2, step: 2, argumentText: "")).ShouldBe("Window(2, step: 2)");
        Shown(Numbers.Shard(0, 2, argumentText: "")).ShouldBe("Shard(0, 2)");
        Shown(Numbers.Sample(2, seed: 1, argumentText: "")).ShouldBe("Sample(2, seed: 1)");
        Shown(Seq.Range(1, 3, argumentText: "")).ShouldBe("Range(1, 3)");
        Shown(Numbers.Batch(2).Unbatch(2, lastSize: 2, argumentText: "")).ShouldBe("Unbatch(2, lastSize: 2)");
        Awaited.Skip(1, argumentText: "").ToString().ShouldStartWith("Skip(1) in ");
        Awaited.Rotate(-1, argumentText: "").ToString().ShouldStartWith("Rotate(-1) in ");
    }

    [Test]
    public void A_function_is_not_shown_where_there_is_no_text()
    {
        Shown(Numbers.Select(n => n, argumentText: "")).ShouldBe("Select()");
        Shown(Numbers.Batch(2, batch => batch.Sum(), argumentText: "")).ShouldBe("Batch(2)");
        Shown(Numbers.SelectWithRandom((n, _) => n, 7, argumentText: "")).ShouldBe("SelectWithRandom(seed: 7)");
        Shown(Seq.Repeat("x", 2, argumentText: "")).ShouldBe("Repeat(2)");
    }

    private static string Shown<T>(SeqView<T> view) => view.ToString().Split(" in ")[0];
}
