using System.Buffers;
using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeqTools.Linq.Tests;

/// <summary>
/// The operators and factories as reflection sees them, so that a new one is tested without being listed anywhere.
/// </summary>
internal static class PublicOperators
{
    private const BindingFlags PublicStatic = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<MethodInfo> All { get; } =
    [
        .. from type in new[] { typeof(SeqExtensions), typeof(Seq) }
           from method in type.GetMethods(PublicStatic)
           where typeof(IView).IsAssignableFrom(method.ReturnType)
           select method,
    ];

    /// <summary>The operators, and the members of a view that are operators, too.</summary>
    public static IReadOnlyList<MethodInfo> WithMembers { get; } =
    [
        .. All,
        .. typeof(SeqView<>).GetMethods().Where(IsOperator),
        .. typeof(AsyncSeqView<>).GetMethods().Where(IsOperator),
    ];

    private static bool IsOperator(MethodInfo method)
    {
        for (var type = method.ReturnType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType
                && (type.GetGenericTypeDefinition() == typeof(SeqView<>)
                    || type.GetGenericTypeDefinition() == typeof(AsyncSeqView<>)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The operators, closed over each of those types.</summary>
    public static IEnumerable<MethodInfo> ClosedOver(params Type[] types) =>
        from method in All
        from type in method.IsGenericMethodDefinition ? types : [typeof(void)]
        where type.IsValueType || !IsForValuesOnly(method)
        select method.IsGenericMethodDefinition
            ? method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => type)])
            : method;

    /// <summary>The definition of a parameter, which tells <c>T</c> from a type that stands for it.</summary>
    public static ParameterInfo DefinitionOf(ParameterInfo parameter)
    {
        var method = (MethodInfo)parameter.Member;
        return method.IsGenericMethod
            ? method.GetGenericMethodDefinition().GetParameters()[parameter.Position]
            : parameter;
    }

    /// <summary>Such as <c>Zip(IReadOnlyList`1 first, IReadOnlyList`1 second)</c>.</summary>
    public static string Describe(MethodInfo method)
    {
        var types = method.IsGenericMethod && !method.IsGenericMethodDefinition
            ? $"<{method.GetGenericArguments()[0].Name}>"
            : "";
        var parameters = method.GetParameters().Where(parameter => !CallerInformation.Is(parameter));
        var list = parameters.Select(parameter => $"{parameter.ParameterType.Name} {parameter.Name}");
        return $"{method.Name}{types}({string.Join(", ", list)})";
    }

    private static bool IsForValuesOnly(MethodInfo method) =>
        method.IsGenericMethodDefinition
        && method.GetGenericArguments().Any(type =>
            type.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint));

    /// <summary>Arguments that are as good as any.</summary>
    public static object?[] ArgumentsFor(MethodInfo method) =>
        [.. method.GetParameters().Select(parameter => parameter switch
        {
            { HasDefaultValue: true } => DefaultOf(parameter),
            { Name: "index" } => 0,
            _ => Sample(parameter.ParameterType),
        })];

    private static object? DefaultOf(ParameterInfo parameter) =>
        parameter.DefaultValue
            ?? (parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null);

    private static object Sample(Type type) => type switch
    {
        _ when type == typeof(int) => 1,
        _ when type == typeof(double) => 1.0,
        _ when type == typeof(bool) => true,
        _ when type == typeof(string) => "a",
        _ when type == typeof(Range) => ..,
        _ when type == typeof(ViewOrigin) => new ViewOrigin("Own"),
        { IsArray: true } => ArrayOf(type.GetElementType()!),
        { IsGenericType: true } when typeof(Delegate).IsAssignableFrom(type) => Function(type),
        { IsGenericType: true } => SampleGeneric(type, type.GetGenericTypeDefinition(), type.GetGenericArguments()[0]),
        _ => throw new NotSupportedException($"Say here what an argument of type {type} may be."),
    };

    private static object SampleGeneric(Type type, Type definition, Type element) => definition switch
    {
        _ when definition == typeof(IReadOnlyList<>) || definition == typeof(IReadOnlyCollection<>) => ArrayOf(element),
        _ when definition == typeof(IEnumerable<>) => ArrayOf(element),
        _ when definition == typeof(List<>) => Activator.CreateInstance(type, ArrayOf(element))!,
        _ when definition == typeof(ReadOnlyMemory<>) => Activator.CreateInstance(type, ArrayOf(element))!,
        _ when definition == typeof(ImmutableArray<>) => Immutable(element),
        _ when definition == typeof(SeqView<>) =>
            Activator.CreateInstance(typeof(OneListElement<>).MakeGenericType(element))!,
        _ when definition == typeof(AsyncSeqView<>) || definition == typeof(IAsyncEnumerable<>) => Awaited(element),
        _ when definition == typeof(IProgress<>) =>
            Activator.CreateInstance(typeof(Progress<>).MakeGenericType(element))!,
        _ when definition == typeof(IElementSerializer<>) =>
            Activator.CreateInstance(typeof(NoSerializer<>).MakeGenericType(element))!,
        _ when definition == typeof(JsonTypeInfo<>) => JsonSerializerOptions.Default.GetTypeInfo(element),
        _ when definition.Name.StartsWith("ValueTuple", StringComparison.Ordinal) =>
            Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(Sample)])!,
        _ => throw new NotSupportedException($"Say here what an argument of type {type} may be."),
    };

    private static object Awaited(Type element) =>
        Activator.CreateInstance(typeof(OneElement<>).MakeGenericType(element))!;

    private static Array ArrayOf(Type element)
    {
        var array = Array.CreateInstance(element, 1);
        array.SetValue(Sample(element), 0);
        return array;
    }

    private static object Immutable(Type element) =>
        typeof(ImmutableArray).GetMethods()
            .Single(
                method =>
                    method.Name == nameof(ImmutableArray.Create)
                        && method.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(element)
            .Invoke(null, [ArrayOf(element)])!;

    private static Delegate Function(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        return Expression.Lambda(
            type,
            Expression.Default(invoke.ReturnType),
            invoke.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType))).Compile();
    }

    private sealed class OneListElement<T> : SeqView<T>
    {
        public override int Count => 1;

        protected override T GetItem(int index) => default!;
    }

    private sealed class OneElement<T> : AsyncSeqView<T>
    {
        public override int Count => 1;

        protected override ValueTask<T> GetItemAsync(int index, CancellationToken cancellationToken) => default;
    }

    private sealed class NoSerializer<T> : IElementSerializer<T>
    {
        public void Write(T value, IBufferWriter<byte> writer) => throw new NotSupportedException();

        public T Read(ReadOnlySpan<byte> source) => throw new NotSupportedException();
    }
}
