using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeqTools.Linq.Processes.Tests;

internal sealed partial class RefusalTests
{
    private readonly int field = 3;

    [Test]
    public void A_lambda_that_captures_is_refused_by_the_names_of_what_it_captures()
    {
        var count = 3;

        Refused(() => Recipe.Of(() => Seq.Range(0, count))).ShouldBe(
            "A recipe is built in another process, from a function that can be found there. This lambda captures "
            + "count, which would not be there: give it as the argument, and mark the lambda static. "
            + "(Parameter 'build')");
    }

    [Test]
    public void What_is_captured_from_several_scopes_is_named()
    {
        var count = 3;
        for (var start = 0; start < 1; start++)
        {
            var own = start;
            Refused(() => Recipe.Of(() => Seq.Range(own, count))).ShouldSatisfyAllConditions(
                message => message.ShouldContain("own"), message => message.ShouldContain("count"));
        }
    }

    [Test]
    public void A_lambda_that_captures_its_object_is_refused() =>
        Refused(() => Recipe.Of(() => Seq.Range(0, field))).ShouldContain("captures this");

    [Test]
    public void An_instance_method_is_refused() =>
        Refused(() => Recipe.Of(InstanceMethod)).ShouldContain("InstanceMethod is an instance method");

    [Test]
    public void An_extension_method_that_is_bound_to_a_receiver_is_refused() =>
        Refused(() => Recipe.Of("abc".Letters)).ShouldContain("Letters is an extension method that is bound");

    [Test]
    public void A_compiled_expression_is_refused()
    {
        Expression<Func<int, IReadOnlyList<int>>> expression = count => Seq.Range(0, count, 1, default, "", "", 0, "");

        Refused(() => Recipe.Of(expression.Compile(), 3)).ShouldContain("compiled while the program runs");
    }

    [Test]
    public void A_dynamic_method_is_refused()
    {
        var method = new DynamicMethod("Empty", typeof(IReadOnlyList<int>), []);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldnull);
        code.Emit(OpCodes.Ret);

        Refused(() => Recipe.Of(method.CreateDelegate<Func<IReadOnlyList<int>>>()))
            .ShouldContain("compiled while the program runs");
    }

    [Test]
    public void Several_functions_are_refused()
    {
        Func<int, IReadOnlyList<int>> one = Recipes.Squares;

        Refused(() => Recipe.Of(one + one, 3)).ShouldContain("several functions");
    }

    [Test]
    public void A_generic_method_is_refused()
    {
        Refused(() => Recipe.Of(Generic<int>.Empty)).ShouldContain("generic");
        Refused(() => Recipe.Of(Empty<int>)).ShouldContain("generic");
    }

    [Test]
    public void A_method_of_an_assembly_that_was_loaded_from_memory_is_refused()
    {
        var context = new AssemblyLoadContext("memory", isCollectible: true);
        using var bytes = File.OpenRead(typeof(RefusalTests).Assembly.Location);
        var method = context.LoadFromStream(bytes).GetType(typeof(Recipes).FullName!)!
            .GetMethod(nameof(Recipes.Squares), BindingFlags.Static | BindingFlags.Public)!;

        Refused(() => Recipe.Of(method.CreateDelegate<Func<int, IReadOnlyList<int>>>(), 3))
            .ShouldContain("loaded from memory");
        context.Unload();
    }

    [Test]
    public void A_method_whose_types_tell_something_else_is_refused()
    {
        Refused(() => Recipe.Of<object>(Strings)).ShouldContain("Strings returns");
        Refused(() => Recipe.Of<string, int>(OfAnything, "text")).ShouldContain("OfAnything takes, Object");
    }

    [Test]
    public void Null_is_refused() =>
        Should.Throw<ArgumentNullException>(() => Recipe.Of((Func<IReadOnlyList<int>>)null!)).ParamName
            .ShouldBe("build");

    [Test]
    public void A_serializer_that_cant_be_made_again_is_refused()
    {
        var recipe = Recipe.Of(Recipes.Squares, 3);
        var factor = 2;

        Should.Throw<ArgumentException>(
            () => recipe.InProcesses(options: new() { Serializer = new Unmakeable(factor) }))
            .Message.ShouldContain("Unmakeable needs a constructor without parameters");
        Should.Throw<ArgumentException>(
            () => recipe.InProcesses(options: new()
            {
                Serializer = ElementSerializer.Create<int>((_, _) => { }, _ => factor),
            })).Message.Contains("captures recipe, factor", StringComparison.Ordinal).ShouldBeTrue();
    }

    [Test]
    public void Options_of_json_that_dont_travel_are_refused()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        var type = (JsonTypeInfo<Folder>)options.GetTypeInfo(typeof(Folder));

        Refused(() => Recipe.Of(OfFolder, new Folder("a", 1), type)).ShouldContain("JsonSerializerContext");
    }

    [Test]
    public void Settings_out_of_range_are_refused()
    {
        var recipe = Recipe.Of(Recipes.Squares, 3);

        Should.Throw<ArgumentOutOfRangeException>(() => recipe.InProcesses(1, -1)).ParamName.ShouldBe("maxBuffered");
        Should.Throw<ArgumentOutOfRangeException>(() => recipe.InProcesses(options: new() { MaxAttempts = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => recipe.InProcesses(options: new() { SlotBytes = -1 }));
        Should.Throw<ArgumentOutOfRangeException>(() => recipe.InProcesses(options: new() { MemoryLimitBytes = 1 }));
        Should.Throw<ArgumentOutOfRangeException>(
            () => recipe.InProcesses(options: new() { ElementTimeout = TimeSpan.Zero }));
        Should.Throw<ArgumentException>(() => recipe.InProcesses(options: new() { Prefetch = null! }));
    }

    [Test]
    [Platform("Linux")]
    public void Arguments_of_every_kind_come_to_the_worker()
    {
        Recipes.FirstOf(Recipe.Of(Recipes.Texts, "a\ud800ä")).ShouldBe("a\ud800ä0");
        Recipes.FirstOf(Recipe.Of(OfText, (string?)null)).ShouldBe("none");
        Recipes.FirstOf(Recipe.Of(OfBytes, new byte[] { 1, 2, 3 })).ShouldBe("3");
        Recipes.FirstOf(Recipe.Of(OfFolder, new Folder("photos", 7))).ShouldBe("photos7");
        Recipes.FirstOf(Recipe.Of(OfFolder, new Folder("photos", 8), Context.Default.Folder)).ShouldBe("photos8");
        Children.AwaitNone();
    }

    private static string Refused(Action make)
    {
        var refusal = Should.Throw<ArgumentException>(make);
        refusal.ParamName.ShouldBeOneOf("build", "argumentType", "type");
        return refusal.Message;
    }

    private SeqView<int> InstanceMethod() => Seq.Range(0, field);

    private static SeqView<T> Empty<T>() => Seq.Empty<T>();

    private static SeqView<string> Strings() => Seq.Empty<string>();

    private static SeqView<int> OfAnything(object anything) => Seq.Repeat(anything.GetHashCode(), 1);

    private static SeqView<string> OfText(string? text) => Seq.Repeat(text ?? "none", 1);

    private static SeqView<string> OfBytes(byte[] bytes) => Seq.Repeat($"{bytes.Length}", 1);

    private static SeqView<string> OfFolder(Folder folder) => Seq.Repeat($"{folder.Name}{folder.Number}", 1);

    public sealed record Folder(string Name, int Number);

    private static class Generic<T>
    {
        public static SeqView<T> Empty() => Seq.Empty<T>();
    }

    private sealed class Unmakeable(int factor) : IElementSerializer<int>
    {
        public void Write(int value, System.Buffers.IBufferWriter<byte> writer) => writer.GetSpan(factor);

        public int Read(ReadOnlySpan<byte> source) => factor;
    }

    [JsonSerializable(typeof(Folder))]
    private sealed partial class Context : JsonSerializerContext;
}

internal static class TextExtensions
{
    public static SeqView<char> Letters(this string text) => text.AsView();
}
