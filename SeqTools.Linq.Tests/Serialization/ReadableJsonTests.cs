using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SeqTools.Linq.Tests.Retaining;

namespace SeqTools.Linq.Tests.Serialization;

/// <summary>What is kept as JSON comes back as it was, or is refused where the view is made.</summary>
internal sealed class ReadableJsonTests
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IncludeFields = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    [TestCase(typeof(object))]
    [TestCase(typeof(object[]))]
    [TestCase(typeof(Dictionary<string, object>))]
    [TestCase(typeof(TwoConstructors))]
    [TestCase(typeof(List<TwoConstructors>))]
    [TestCase(typeof((int, TwoConstructors)))]
    [TestCase(typeof(Holder<TwoConstructors>))]
    [TestCase(typeof(PrivateConstructor))]
    [TestCase(typeof(OtherParameter))]
    [TestCase(typeof(Shape))]
    [TestCase(typeof(IShape))]
    [TestCase(typeof(Immutable))]
    [TestCase(typeof(Immutable?))]
    [TestCase(typeof(GetterOnly))]
    [TestCase(typeof(Holder<List<int>>.Fixed))]
    [TestCase(typeof(ReadOnlyCollection<int>))]
    [TestCase(typeof(ReadOnlyDictionary<string, int>))]
    [TestCase(typeof(Enumerated))]
    [TestCase(typeof(ILookup<int, int>))]
    [TestCase(typeof(Stack<int>))]
    [TestCase(typeof(ConcurrentStack<int>))]
    [TestCase(typeof(ImmutableStack<int>))]
    [TestCase(typeof(CachedView<int>))]
    [TestCase(typeof(Complex))]
    [TestCase(typeof(BigInteger))]
    [TestCase(typeof(Stream))]
    [TestCase(typeof(Exception))]
    [TestCase(typeof(Type))]
    [TestCase(typeof(float[,]))]
    [TestCase(typeof(Action))]
    [TestCase(typeof(StringBuilder))]
    [TestCase(typeof(Holder<StringBuilder>))]
    [TestCase(typeof(nint))]
    [TestCase(typeof(nint[]))]
    [TestCase(typeof(Holder<nuint>))]
    [TestCase(typeof(ArraySegment<int>))]
    [TestCase(typeof(List<ArraySegment<int>>))]
    [TestCase(typeof(Dictionary<(int, int), int>))]
    [TestCase(typeof(Dictionary<int[], int>))]
    [TestCase(typeof(Dictionary<byte[], int>))]
    [TestCase(typeof(Dictionary<Type, int>))]
    [TestCase(typeof(Dictionary<JsonElement, int>))]
    [TestCase(typeof(IReadOnlyDictionary<byte[], int>))]
    [TestCase(typeof(ImmutableDictionary<byte[], int>))]
    [TestCase(typeof(List<Dictionary<byte[], int>>))]
    [TestCase(typeof(Holder<Dictionary<ReadOnlyMemory<byte>, int>>))]
    [TestCase(typeof(Dictionary<Row, int>))]
    [TestCase(typeof(PrivateSetter))]
    [TestCase(typeof(PrivateSetter.Derived))]
    [TestCase(typeof(Holder<PrivateSetter>))]
    [TestCase(typeof(InternalInit))]
    [TestCase(typeof(StoredSetter))]
    [TestCase(typeof(UnusedConstructor))]
    [TestCase(typeof(UnusedConstructor.OfStructure))]
    [TestCase(typeof(UnusedConstructor.OfField))]
    [TestCase(typeof(Histogram))]
    [TestCase(typeof(Holder<int>.Kept))]
    [TestCase(typeof(Grid))]
    [TestCase(typeof(Secret))]
    [TestCase(typeof((int, Secret)))]
    [TestCase(typeof(List<Secret>))]
    [TestCase(typeof(Stack))]
    [TestCase(typeof(Pile))]
    [TestCase(typeof(ArrayList))]
    [TestCase(typeof(Hashtable))]
    [TestCase(typeof(IList))]
    [TestCase(typeof(Holder<IEnumerable>))]
    [TestCase(typeof(Bag))]
    [TestCase(typeof(ListOf<GetterOnly>))]
    public void What_could_be_written_and_not_be_read_is_refused(Type type) =>
        Should.Throw<NotSupportedException>(() => ReadableJson.Check(Options.GetTypeInfo(type)));

    [TestCase(typeof(int))]
    [TestCase(typeof(Dictionary<char, int>))]
    [TestCase(typeof(Dictionary<Guid, int>))]
    [TestCase(typeof(Dictionary<Uri, int>))]
    [TestCase(typeof(Dictionary<bool, int>))]
    [TestCase(typeof(Dictionary<Version, int>))]
    [TestCase(typeof(SortedDictionary<DateTime, int>))]
    [TestCase(typeof(Dictionary<Converted, int>))]
    [TestCase(typeof(IReadOnlyDictionary<Converted, int>))]
    [TestCase(typeof(ImmutableArray<int>))]
    [TestCase(typeof(int?))]
    [TestCase(typeof(string))]
    [TestCase(typeof(DayOfWeek))]
    [TestCase(typeof(DateTimeOffset))]
    [TestCase(typeof(Uri))]
    [TestCase(typeof(JsonElement))]
    [TestCase(typeof((int, string)))]
    [TestCase(typeof((int, string)?))]
    [TestCase(typeof(Tuple<int, string>))]
    [TestCase(typeof(KeyValuePair<string, int>))]
    [TestCase(typeof(Row))]
    [TestCase(typeof(RowStruct))]
    [TestCase(typeof(Node))]
    [TestCase(typeof(Animal))]
    [TestCase(typeof(Computed))]
    [TestCase(typeof(Computed.OfConstructor))]
    [TestCase(typeof(Computed.Once))]
    [TestCase(typeof(Computed.Object))]
    [TestCase(typeof(Constant))]
    [TestCase(typeof(Included))]
    [TestCase(typeof(PrivateSetter.ByConstructor))]
    [TestCase(typeof(Filled))]
    [TestCase(typeof(Filled.Wholly))]
    [TestCase(typeof(Converted))]
    [TestCase(typeof(Unnoticed))]
    [TestCase(typeof(int[][]))]
    [TestCase(typeof(List<string>))]
    [TestCase(typeof(Holder<Guid>))]
    [TestCase(typeof(Holder<DateTime>))]
    [TestCase(typeof(Holder<char>))]
    [TestCase(typeof(Holder<TimeSpan?>))]
    [TestCase(typeof(Holder<JsonElement>))]
    [TestCase(typeof(Holder<Action>))]
    [TestCase(typeof(IEnumerable<int>))]
    [TestCase(typeof(IReadOnlyList<int>))]
    [TestCase(typeof(IReadOnlyDictionary<DayOfWeek, int>))]
    [TestCase(typeof(ISet<int>))]
    [TestCase(typeof(Queue<int>))]
    [TestCase(typeof(ImmutableArray<int>))]
    [TestCase(typeof(ImmutableDictionary<string, int>))]
    [TestCase(typeof(ReadOnlyMemory<byte>))]
    [TestCase(typeof(Memory<int>))]
    [TestCase(typeof(bool?[]))]
    [TestCase(typeof(ListOf<int>))]
    [TestCase(typeof(Nothing))]
    public void What_can_be_read_is_not_refused(Type type) =>
        Should.NotThrow(() => ReadableJson.Check(Options.GetTypeInfo(type)));

    [Test]
    public void It_is_refused_where_the_view_is_made_with_the_type_and_the_reason()
    {
        var items = new List<(int, TwoConstructors)>();

        Should.Throw<NotSupportedException>(() => items.AsCachedOnDisk(TemporaryFolder.New(), "1"))
            .Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain("ValueTuple<int, TwoConstructors>"),
            message => message.ShouldContain("onstructor"),
            message => message.ShouldNotContain("Path: "),
            message => message.ShouldContain("serializer"));
        var type = (JsonTypeInfo<TwoConstructors>)Options.GetTypeInfo(typeof(TwoConstructors));
        Should.Throw<NotSupportedException>(
            () => new List<TwoConstructors>().AsCachedOnDisk(TemporaryFolder.New(), "1", type));
    }

    [Test]
    public void A_setter_that_JSON_may_not_use_is_told_with_what_to_do() =>
        Should.Throw<NotSupportedException>(
            () => new List<PrivateSetter>().AsCachedOnDisk(TemporaryFolder.New(), "1"))
            .Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain("Id"),
            message => message.ShouldContain("[JsonInclude]"),
            message => message.ShouldContain("[JsonIgnore]"),
            message => message.ShouldContain("serializer"));

    [Test]
    public void What_JSON_refuses_to_describe_is_refused_likewise()
    {
        ShouldBeRefused<Encoding>("Preamble");
        ShouldBeRefused<List<Encoding>>("Preamble");
        ShouldBeRefused<Holder<Encoding>>("Preamble");
        ShouldBeRefused<SameName>("collides");

        static void ShouldBeRefused<T>(string reason) =>
            Should.Throw<NotSupportedException>(() => new List<T>().AsCachedOnDisk(TemporaryFolder.New(), "1"))
                .Message.ShouldSatisfyAllConditions(
                message => message.ShouldContain(reason),
                message => message.ShouldContain("serializer"));
    }

    [Test]
    public void Nothing_is_made_to_find_that_out()
    {
        Noticed.Made = 0;

        ReadableJson.Check(Options.GetTypeInfo(typeof(Noticed)));
        ReadableJson.Check(Options.GetTypeInfo(typeof(Noticed.ByParameter)));

        Noticed.Made.ShouldBe(0);
    }

    [Test]
    public void Views_are_written_as_arrays_and_evaluated_once()
    {
        var folder = TemporaryFolder.New();
        var source = new CountingList<string>(["a", "b", "c", "d", "e"]);

        for (var run = 0; run < 2; run++)
        {
            var view = source.Batch(3).AsCachedOnDisk(folder, "1");
            view[1].ShouldBe(["d", "e"]);
            view[0].ToArray().ShouldBe(["a", "b", "c"]);
            view[0][^1].ShouldBe("c");
        }

        source.Reads.ShouldBe(5);
    }

    [Test]
    public void Views_in_views_and_views_in_objects_are_views_again()
    {
        var (nested, held, missing) = (TemporaryFolder.New(), TemporaryFolder.New(), TemporaryFolder.New());
        for (var run = 0; run < 2; run++)
        {
            Seq.Range(0, 12).Batch(2).Batch(3).AsCachedOnDisk(nested, "1")[1][2].ShouldBe([10, 11]);
            var view = Seq.Range(0, 4).Window(2).Select(pair => (Pair: pair, Bytes: pair.Select(n => (byte)n)))
                .AsCachedOnDisk(held, "1");
            view[2].Pair.ShouldBe([2, 3]);
            view[2].Bytes.ShouldBe<byte>([2, 3]);
            new SeqView<int>?[] { null }.AsCachedOnDisk(missing, "1")[0].ShouldBeNull();
        }
    }

    [Test]
    public void A_view_with_an_element_that_fails_is_not_kept_and_fails_with_its_trail()
    {
        var folder = TemporaryFolder.New();
        var view = new FailingList<int>([1, 2, 3, 4], 3).Select(n => n).Batch(2).AsCachedOnDisk(folder, "1");

        view[0].ShouldBe([1, 2]);
        Stages.Of(() => view[1]).ShouldBe("AsCachedOnDisk[1] Batch[1] Select[3]");
    }

    [Test]
    public void A_folder_of_json_by_a_type_info_is_another_than_one_by_reflection()
    {
        var folder = TemporaryFolder.New();
        _ = new[] { new Row(1, "a") }.AsCachedOnDisk(folder, "1")[0];

        Should.Throw<InvalidOperationException>(
            () => new[] { new Row(1, "a") }.AsCachedOnDisk(
                folder, "1", (JsonTypeInfo<Row>)Options.GetTypeInfo(typeof(Row))));
    }

    private sealed class TwoConstructors
    {
        public TwoConstructors(int id, bool isLarge) => Id = isLarge ? id : -id;

        public TwoConstructors(int id, string name) => Id = id + name.Length;

        public int Id { get; }
    }

    private sealed class PrivateConstructor
    {
        private PrivateConstructor()
        {
        }

        public int Id { get; set; }
    }

    private sealed class OtherParameter(int number)
    {
        public int Id { get; } = number;
    }

    private abstract class Shape
    {
        public int Id { get; set; }
    }

    private interface IShape
    {
        int Id { get; }
    }

    private readonly struct Immutable(int id)
    {
        public int Id { get; } = id;
    }

    private sealed class GetterOnly
    {
        public int Id { get; } = Random.Shared.Next();
    }

    private sealed class Holder<T>
    {
        public T? Held { get; set; }

        internal sealed class Kept
        {
            public int Id { get; set; }

            public Holder<T> Held { get; } = new();
        }

        internal sealed class Fixed
        {
            public int Id { get; set; }

            public T Held { get; } = Activator.CreateInstance<T>();
        }
    }

    private sealed class Enumerated : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator() => Enumerable.Empty<int>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed record Row(int Id, string Name);

    private readonly record struct RowStruct(int Id, string Name);

    private sealed class Node
    {
        public Node? Next { get; set; }

        public List<Node> Others { get; set; } = [];
    }

    [JsonDerivedType(typeof(Dog), "dog")]
    private abstract class Animal;

    private sealed class Dog : Animal
    {
        public int Age { get; set; }
    }

    private sealed class Computed
    {
        public int Width { get; set; }

        public int Area => Width * Width;

        public IEnumerable<int> Divisors => Enumerable.Range(1, Width).Where(n => Width % n == 0);

        internal sealed record OfConstructor(string Path)
        {
            public string Name { get; } = System.IO.Path.GetFileName(Path);
        }

        internal sealed class Once
        {
            public Once()
            {
            }

            public Once(string? text, string name) => (Text, Name) = (text, name);

            public string? Text { get; set; }

            public string Name => field ??= $"{Text}";
        }

        internal sealed class Object
        {
            public int Id { get; set; }

            public Holder<int> Held => new() { Held = Id };

            public int[] Ids => [Id];
        }
    }

    private class PrivateSetter
    {
        public int Id { get; private set; }

        public string? Name { get; set; }

        public void Count() => Id++;

        internal sealed class Derived : PrivateSetter
        {
            public int Other { get; set; }
        }

        internal sealed class ByConstructor(int id)
        {
            public int Id { get; private set; } = id;

            public int Next { get; private set; } = id + 1;

            public void Count() => (Id, Next) = (Next, Next + 1);
        }
    }

    private sealed class InternalInit
    {
        public int Id { get; internal init; }

        public string? Name { get; set; }
    }

    private sealed class StoredSetter
    {
        private int id;

        public int Id
        {
            get => id;
            private set => id = value;
        }

        public string? Name { get; set; }

        public void Count() => Id++;
    }

    private sealed class UnusedConstructor
    {
        public UnusedConstructor()
        {
        }

        public UnusedConstructor(int id) => Id = id;

        public int Id { get; }

        public string? Name { get; set; }

        internal struct OfStructure(int id)
        {
            public int Id { get; } = id;

            public string? Name { get; set; }
        }

        internal sealed class OfField
        {
            public readonly int Id;

            public OfField()
            {
            }

            public OfField(int id) => Id = id;

            public string? Name { get; set; }
        }
    }

    private sealed class Histogram
    {
        public int[] Counts { get; } = new int[256];

        public string? Name { get; set; }
    }

    private sealed class Constant
    {
        public Constant()
        {
        }

        public Constant(string name) => Name = name;

        public int Schema { get; } = 2;

        public Row Origin { get; } = new(0, "");

        public string? Name { get; set; }
    }

    private sealed class Included
    {
        [JsonInclude]
        public int Id { get; private set; }

        [JsonIgnore]
        public int Reads { get; private set; }

        public string? Name { get; set; }

        public void Count() => (Id, Reads) = (Id + 1, Reads + 1);
    }

    private sealed class Filled
    {
        public int Id { get; set; }

        [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
        public List<int> Items { get; } = [];

        [JsonIgnore]
        public object? Tag { get; set; }

        [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
        internal sealed class Wholly
        {
            public List<int> Items { get; } = [];

            public Holder<int> Held { get; } = new();
        }
    }

    [JsonConverter(typeof(Converter))]
    private sealed class Converted(object content)
    {
        public object Content => content;
    }

    private sealed class Converter : JsonConverter<Converted>
    {
        public override Converted Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? new(reader.GetString()!) : throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Converted value, JsonSerializerOptions options) =>
            writer.WriteStringValue($"{value.Content}");
    }

    private sealed class Unnoticed
    {
        public int Id { get; set; }

        public Action? Changed { get; set; }
    }

    private sealed class Noticed
    {
        public Noticed() => Made++;

        public static int Made { get; set; }

        public int Id { get; set; }

        internal sealed class ByParameter
        {
            public ByParameter(int id) => (Id, Made) = (id, Made + 1);

            public int Id { get; }
        }
    }

    internal sealed class SameName
    {
        public int Id { get; set; }

        [JsonPropertyName("Id")]
        public int Number { get; set; }
    }

    internal sealed class Grid : Dictionary<(int, int), string>;

    internal sealed class Secret
    {
        private readonly decimal amount;

        public Secret() => amount = 1;

        public override string ToString() => $"{amount}";
    }

    internal sealed class Pile : Stack<int>;

    internal sealed class Bag : List<object>;

    internal sealed class ListOf<T> : List<T>;

    internal sealed class Nothing;
}
