using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SeqTools.Linq.Tests;

/// <summary>
/// Which types of the library may have user code above them on the stack: those that hold a list, a view or a function.
/// </summary>
internal sealed partial class StackTraceTests
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    private static IEnumerable<TestCaseData<Type>> TypesThatCallUserCode() =>
        from type in typeof(SeqView<>).Assembly.GetTypes()
        where type == typeof(SeqExtensions) || IsPartOfAView(type) || IsMap(type)
            || (Runs(type) && MayCallUserCode(type))
        select new TestCaseData<Type>(type).SetArgDisplayNames(type.FullName!);

    [TestCaseSource(nameof(TypesThatCallUserCode))]
    public void A_type_that_calls_user_code_leaves_no_frame_in_a_stack_trace(Type type)
    {
        type.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false).ShouldBeTrue();
        type.IsDefined(typeof(DebuggerStepThroughAttribute), inherit: false).ShouldBeTrue();
    }

    [Test]
    public void The_rule_finds_views_enumerators_lengths_and_maps()
    {
        var types = TypesThatCallUserCode().Select(data => data.Arguments[0]).ToList();

        types.ShouldContain(typeof(SeqView<>));
        types.ShouldContain(typeof(ListEnumerator<>));
        types.ShouldContain(typeof(AsyncSeqView<>));
        types.ShouldContain(typeof(AsyncListsView<,>));
        types.ShouldContain(typeof(AsyncSeqEnumerator<>));
        types.ShouldContain(typeof(GatherMap));
        types.ShouldContain(typeof(WritableList<>));
        types.ShouldContain(type => ((Type)type!).DeclaringType == typeof(Length));
    }

    /// <summary>The visible ones but the last: the runtime never hides the frame that caught the exception.</summary>
    public static IEnumerable<string> FramesOfTheLibrary(Exception exception) =>
        exception.StackTrace!.Split('\n').SkipLast(1).Where(line => FrameOfTheLibrary().IsMatch(line));

    [GeneratedRegex(@"^\s*at SeqTools\.Linq\.(?!Tests\.)")]
    private static partial Regex FrameOfTheLibrary();

    private static bool Runs(Type type) =>
        !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && !typeof(Exception).IsAssignableFrom(type)
        && !typeof(Delegate).IsAssignableFrom(type)
        && (type.DeclaringType ?? type) != typeof(SeqViewDebugView<>)
        && type != typeof(Explanation)
        && !IsOptions(type);

    /// <summary>They hold functions, and call none.</summary>
    private static bool IsOptions(Type type) =>
        type.IsPublic && type.Name.Split('`')[0].EndsWith("Options", StringComparison.Ordinal);

    private static bool IsPartOfAView(Type type) => Bases(type).Any(IsViewOrEnumerator);

    private static bool IsViewOrEnumerator(Type type) =>
        type == typeof(SeqView<>) || type == typeof(AsyncSeqView<>) || type == typeof(SeqEnumerator<>);

    private static bool IsMap(Type type) =>
        type.IsValueType && (typeof(IIndexMap).IsAssignableFrom(type) || typeof(IListsMap).IsAssignableFrom(type));

    private static bool MayCallUserCode(Type type) => type.GetFields(Fields).Any(field => IsUserCode(field.FieldType));

    private static bool IsUserCode(Type type) =>
        typeof(Delegate).IsAssignableFrom(type)
        || type == typeof(Length)
        || (type.IsArray && IsUserCode(type.GetElementType()!))
        || Bases(type).Any(IsViewOrEnumerator)
        || (type.IsInterface && type.IsGenericType && type.Namespace == "System.Collections.Generic");

    private static IEnumerable<Type> Bases(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            yield return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        }
    }
}
