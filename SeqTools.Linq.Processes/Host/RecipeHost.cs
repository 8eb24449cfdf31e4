using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace SeqTools.Linq.Processes;

/// <summary>Makes what evaluates a recipe.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal static class RecipeHost
{
    public static IRecipeHost Of(RecipeReference recipe) =>
        recipe.Registered is { } number ? WorkerProcess.Host(number, recipe) : OfFunction(recipe);

    /// <summary>The function, whose argument is read when it is called.</summary>
    public static Func<IReadOnlyList<T>> Later<TArgument, T>(
        Func<TArgument, IReadOnlyList<T>> build, Func<TArgument> argument) =>
        [DebuggerStepThrough, StackTraceHidden] () => build(argument());

    /// <summary>What a recipe's function has returned.</summary>
    public static IReadOnlyList<T> Built<T>(IReadOnlyList<T>? list) => list ?? throw new InvalidOperationException(
        "The function of the recipe has returned null in place of a list.");

    [UnconditionalSuppressMessage(
        "Trimming", "IL2060", Justification = "Programs that are trimmed were warned where the recipe was made.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Native programs register their functions.")]
    private static IRecipeHost OfFunction(RecipeReference recipe)
    {
        var method = recipe.Function!.Load();
        var element = RecipeTypes.ListsOf(method.ReturnType)[0].GetGenericArguments()[0];
        var parameters = method.GetParameters();
        var host = parameters is [var parameter]
            ? Maker(nameof(WithArgument)).MakeGenericMethod(parameter.ParameterType, element)
            : Maker(nameof(WithoutArgument)).MakeGenericMethod(element);
        return host.CreateDelegate<Func<MethodInfo, RecipeReference, IRecipeHost>>()(method, recipe);
    }

    private static MethodInfo Maker(string name) =>
        typeof(RecipeHost).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

    private static RecipeHost<T> WithArgument<TArgument, T>(MethodInfo method, RecipeReference recipe)
    {
        var build = (Func<TArgument, IReadOnlyList<T>>)MethodReference.Bind(
            method, typeof(Func<TArgument, IReadOnlyList<T>>));
        return new(Later(build, recipe.Argument.ValueOf<TArgument>), recipe.Serializer.Make<T>(null));
    }

    private static RecipeHost<T> WithoutArgument<T>(MethodInfo method, RecipeReference recipe) => new(
        (Func<IReadOnlyList<T>>)MethodReference.Bind(method, typeof(Func<IReadOnlyList<T>>)),
        recipe.Serializer.Make<T>(null));
}

/// <summary>
/// Evaluates a recipe. Its list is built for the first request: what building throws is the failure of that, and the
/// next one builds it anew.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed class RecipeHost<T>(Func<IReadOnlyList<T>> build, IElementSerializer<T> serializer) : IRecipeHost
{
    private readonly bool isBytes = PlainSerializer.CopiesBytes(serializer);
    private IReadOnlyList<T>? list;

    private IReadOnlyList<T> List => list ??= RecipeHost.Built(build());

    public int Count() => List.Count;

    public void Evaluate(int index, ResultWriter results)
    {
        var element = List[index];
        if (element is null)
        {
            results.SendNull();
        }
        else if (isBytes)
        {
            results.Send((byte[])(object)element);
        }
        else
        {
            serializer.Write(element, results);
            results.Send();
        }
    }

    public void End() => (list as IDisposable)?.Dispose();
}
