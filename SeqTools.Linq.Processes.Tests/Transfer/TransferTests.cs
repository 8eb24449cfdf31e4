using System.Buffers;
using System.Diagnostics;

namespace SeqTools.Linq.Processes.Tests;

[Platform("Linux")]
internal sealed class TransferTests
{
    private const int Slot = 64 * 1024;

    [TearDown]
    public void No_process_is_left() => Children.AwaitNone();

    [Test]
    public void Bytes_of_every_size_come_as_they_were([Values(0, Slot)] int slotBytes)
    {
        int[] sizes = [0, 1, 4096, 4097, 8192, 8193, Slot, Slot + 1, 10 * Slot];
        using var view = Recipe.Of(Sized, sizes).InProcesses(2, 4, new() { SlotBytes = slotBytes });

        for (var i = 0; i < sizes.Length; i++)
        {
            view[i].ShouldBe(Recipes.Block(i, sizes[i]));
        }
    }

    [Test]
    public void Texts_of_every_size_come_as_they_were([Values(0, Slot)] int slotBytes)
    {
        int[] sizes = [0, 1, 2048, 2049, 4096, 4097, Slot / 2, (Slot / 2) + 1, 10 * Slot];
        using var view = Recipe.Of(SizedTexts, sizes).InProcesses(2, 4, new() { SlotBytes = slotBytes });

        for (var i = 0; i < sizes.Length; i++)
        {
            view[i].ShouldBe(Text(sizes[i]));
        }
    }

    [Test]
    public void What_is_larger_than_a_slot_comes_through_the_pipe_and_the_statistics_say_so()
    {
        using var view = Recipe.Of(Sized, new[] { 100, Slot, Slot + 1 })
            .InProcesses(1, 1, new() { SlotBytes = Slot });

        _ = view[0];
        view.Statistics.Processes.PipeBytes.ShouldBe(100);
        view.Statistics.Processes.SharedBytes.ShouldBe(0);
        _ = view[1];
        view.Statistics.Processes.SharedBytes.ShouldBe(Slot);
        _ = view[2];
        view.Statistics.Processes.PipeBytes.ShouldBe(100 + Slot + 1);
    }

    /// <summary>A slot for each of so many workers is more than a process has addresses (128 TiB).</summary>
    [Test]
    public void Where_shared_memory_cant_be_had_all_comes_through_the_pipe_and_the_statistics_say_so()
    {
        const int Workers = 100_000;
        int[] sizes = [100, Slot, 10 * Slot];
        using var view = Recipe.Of(Sized, sizes).InProcesses(Workers, 1, new() { SlotBytes = int.MaxValue });
        using var owned = Recipe.Of(Sized, sizes).InProcessesShared(Workers, 1, new() { SlotBytes = int.MaxValue });

        for (var i = 0; i < sizes.Length; i++)
        {
            view[i].ShouldBe(Recipes.Block(i, sizes[i]));
            using var block = owned[i];
            block.Memory.ToArray().ShouldBe(Recipes.Block(i, sizes[i]));
        }

        foreach (var statistics in (ProcessStatistics[])[view.Statistics.Processes, owned.Statistics.Processes])
        {
            statistics.SharedBytes.ShouldBe(0);
            statistics.PipeBytes.ShouldBe(sizes.Sum());
        }
    }

    [Test]
    public void Values_of_every_kind_come_as_they_were()
    {
        Recipes.FirstOf(Recipe.Of(() => Seq.Repeat(double.NaN, 1))).ShouldBe(double.NaN);
        Recipes.FirstOf(Recipe.Of(() => Seq.Repeat((1, 'x', 2.5m), 1))).ShouldBe((1, 'x', 2.5m));
        Recipes.FirstOf(Recipe.Of(() => Seq.Repeat(DayOfWeek.Friday, 1))).ShouldBe(DayOfWeek.Friday);
        Recipes.FirstOf(Recipe.Of(() => Seq.Repeat<int?>(null, 1))).ShouldBeNull();
        Recipes.FirstOf(Recipe.Of(() => Seq.Repeat(new int?[] { 1, null }, 1))).ShouldBe([1, null]);
        Recipes.FirstOf(Recipe.Of(given => Seq.Repeat(given[1], 1), new DateTime?[] { DateTime.MinValue, null }))
            .ShouldBeNull();
        Recipes.FirstOf(Recipe.Of(() => Seq.Repeat<string?>(null, 1))).ShouldBeNull();
        Recipes.FirstOf(Recipe.Of(() => Seq.Repeat(new float[] { 1.5f, -0f }, 1))).ShouldBe([1.5f, -0f]);
        Recipes.FirstOf(Recipe.Of(() => Seq.Repeat(new[] { (1, 2.5), (3, 4.5) }, 1))).ShouldBe([(1, 2.5), (3, 4.5)]);
        Recipes.FirstOf(Recipe.Of(() => Seq.Repeat(new[] { KeyValuePair.Create("Ada", 1815) }, 1)))
            .ShouldBe([KeyValuePair.Create("Ada", 1815)]);
        Recipes.FirstOf(Recipe.Of(() => Seq.Repeat<Memory<byte>>(new byte[] { 1, 2 }, 1))).ToArray().ShouldBe([1, 2]);
        Recipes.FirstOf(Recipe.Of(() => Seq.Repeat(new Person("Ada", ["Byron", "King"]), 1)))
            .Names.ShouldBe(["Byron", "King"]);
    }

    [Test]
    public void Batches_come_whole()
    {
        using var view = Recipe.Of(Batches, 10).InProcesses(1, 4);

        view.Select(batch => batch.Sum()).ShouldBe([0 + 1 + 2 + 3, 4 + 5 + 6 + 7, 8 + 9]);
    }

    [Test]
    public void A_serializer_of_ones_own_is_used_on_both_sides()
    {
        using var ofClass = Recipe.Of(Recipes.Squares, 10)
            .InProcesses(1, 1, new() { Serializer = new Negating() });
        using var ofFunctions = Recipe.Of(Recipes.Squares, 10).InProcesses(
            1, 1, new()
            {
                Serializer = ElementSerializer.Create<int>(
                    static (value, writer) => writer.Write(BitConverter.GetBytes(value + 1)), BitConverter.ToInt32),
            });

        ofClass[3].ShouldBe(-9);
        ofFunctions[3].ShouldBe(10);
    }

    [Test]
    public void What_a_serializer_throws_is_a_failure_of_its_element()
    {
        using var view = Recipe.Of(Recipes.Squares, 10).InProcesses(1, 1, new() { Serializer = new Picky() });

        Should.Throw<EvaluationException>(() => view[1]).InnerException!.Message.ShouldBe("It can't write 1.");
        Should.Throw<EvaluationException>(() => view[2]).InnerException!.Message.ShouldBe("It can't read 4.");
        view[3].ShouldBe(9);
    }

    [Test]
    public void In_place_results_are_in_shared_memory_until_they_are_disposed_of()
    {
        using var view = Recipe.Of(Recipes.Blocks, Slot).InProcessesShared(2, 4, new() { SlotBytes = Slot });

        for (var i = 0; i < 100; i++)
        {
            var block = view[i];
            block.Memory.Span.SequenceEqual(Recipes.Block(i, Slot)).ShouldBeTrue();
            block.Dispose();
            block.Dispose();
            Should.Throw<ObjectDisposedException>(() => block.Memory.Span[0]);
        }

        view.Statistics.Processes.PipeBytes.ShouldBe(0);
        view.Statistics.Processes.SharedBytes.ShouldBeGreaterThanOrEqualTo(100 * Slot);
    }

    [Test]
    public void Where_all_slots_are_held_results_come_through_the_pipe()
    {
        using var view = Recipe.Of(Recipes.Blocks, Slot).InProcessesShared(2, 4, new() { SlotBytes = Slot });

        var held = view.Take(50).ToArray();

        for (var i = 0; i < held.Length; i++)
        {
            held[i].Memory.Span.SequenceEqual(Recipes.Block(i, Slot)).ShouldBeTrue($"{i}");
        }

        view.Statistics.Processes.PipeBytes.ShouldBeGreaterThan(0);
        view.Statistics.Processes.SharedBytes.ShouldBeGreaterThan(0);
        Array.ForEach(held, block => block.Dispose());
    }

    [Test]
    public async Task A_result_that_is_held_outlives_the_view()
    {
        var view = Recipe.Of(Recipes.Blocks, Slot).InProcessesShared(1, 1, new() { SlotBytes = Slot });
        using var block = await view.GetAsync(7);

        await view.DisposeAsync();

        block.Memory.Span.SequenceEqual(Recipes.Block(7, Slot)).ShouldBeTrue();
    }

    [Test]
    public void An_element_that_is_read_again_has_an_owner_of_its_own()
    {
        using var view = Recipe.Of(Recipes.Blocks, Slot).InProcessesShared(1, 2, new() { SlotBytes = Slot });
        view[5].Dispose();

        using var again = view[5];

        again.Memory.Span.SequenceEqual(Recipes.Block(5, Slot)).ShouldBeTrue();
    }

    [Test]
    public void What_is_dropped_unread_gives_its_slot_back()
    {
        using var view = Recipe.Of(Recipes.Blocks, Slot).InProcessesShared(1, 8, new() { SlotBytes = Slot });
        for (var i = 0; i < 40; i++)
        {
            view[20 * i].Dispose();
        }

        view.Statistics.Processes.PipeBytes.ShouldBe(0);
    }

    [Test]
    public void A_buffer_without_a_bound_has_as_many_slots_as_there_is_room_for()
    {
        using var view = Recipe.Of(Recipes.Blocks, Slot).InProcessesShared(1, int.MaxValue, new() { SlotBytes = Slot });

        using var block = view[3];

        block.Memory.Span.SequenceEqual(Recipes.Block(3, Slot)).ShouldBeTrue();
        view.Statistics.Processes.PipeBytes.ShouldBe(0);
    }

    [Test]
    public void Small_results_in_place_hold_memory_of_their_own()
    {
        using var view = Recipe.Of(Recipes.Blocks, 10).InProcessesShared(1, 4);

        using var block = view[3];

        block.Memory.ToArray().ShouldBe(Recipes.Block(3, 10));
    }

    [Test]
    public void In_this_process_results_in_place_are_the_same()
    {
        using var view = Recipe.Of(Recipes.Blocks, 10).InProcessesShared(1, 4, new() { RunInThisProcess = true });

        using var block = view[3];

        block.Memory.ToArray().ShouldBe(Recipes.Block(3, 10));
    }

    [Test]
    public void A_serializer_may_be_a_structure()
    {
        using var view = Recipe.Of(Recipes.Squares, 4).InProcesses(1, 1, new() { Serializer = new Doubling() });

        view.ShouldBe([0, 2, 8, 18]);
    }

    [Test]
    public void Memory_that_cant_be_opened_is_done_without()
    {
        unsafe
        {
            (SharedMemory.TryOpen("/nowhere/memory", 4096, default) == null).ShouldBeTrue();
            using var output = new MemoryStream();
            var results = new ResultWriter(output, null, new(1, 1, 65_536));
            results.Begin(assigned: 0);
            results.Send(new byte[50_000]);

            var header = ReplyHeader.Read(output.ToArray());
            (header.Kind, header.Length).ShouldBe((ReplyKind.Piped, 50_000));
        }
    }

    [Test]
    public void Memory_of_another_token_or_size_is_not_opened()
    {
        const int size = 8192;
        using var memory = SharedMemory.TryMake(size)!;
        using var self = Process.GetCurrentProcess();
        var name = memory.NameFor(self);

        IsOpened(size, memory.Token).ShouldBeTrue();
        IsOpened(size, Guid.NewGuid()).ShouldBeFalse();
        IsOpened(2 * size, memory.Token).ShouldBeFalse();

        unsafe bool IsOpened(long bytes, Guid token) => SharedMemory.TryOpen(name, bytes, token) != null;
    }

    private static SeqView<byte[]> Sized(int[] sizes) => sizes.Select((size, i) => Recipes.Block(i, size));

    private static SeqView<string> SizedTexts(int[] sizes) => sizes.Select(Text);

    private static string Text(int length) => string.Concat(Enumerable.Range(0, length).Select(n => (char)(n % 3000)));

    private static SeqView<SeqView<int>> Batches(int count) => Seq.Range(0, count).Batch(4);

    public sealed record Person(string Name, string[] Names);

    private readonly struct Doubling : IElementSerializer<int>
    {
        public void Write(int value, IBufferWriter<byte> writer) => writer.Write(BitConverter.GetBytes(2 * value));

        public int Read(ReadOnlySpan<byte> source) => BitConverter.ToInt32(source);
    }

    private sealed class Negating : IElementSerializer<int>
    {
        public void Write(int value, IBufferWriter<byte> writer) => writer.Write(BitConverter.GetBytes(-value));

        public int Read(ReadOnlySpan<byte> source) => BitConverter.ToInt32(source);
    }

    private sealed class Picky : IElementSerializer<int>
    {
        public void Write(int value, IBufferWriter<byte> writer) => writer.Write(
            value == 1 ? throw new FormatException("It can't write 1.") : BitConverter.GetBytes(value));

        public int Read(ReadOnlySpan<byte> source) => BitConverter.ToInt32(source) is not 4 and var value
            ? value
            : throw new FormatException("It can't read 4.");
    }
}
