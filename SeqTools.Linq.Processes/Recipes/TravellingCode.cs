using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace SeqTools.Linq.Processes;

/// <summary>
/// Which functions can be named to another process: those that depend on their arguments alone, in an assembly that
/// the other process can load.
/// </summary>
internal static class TravellingCode
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Whether code has numbers and assemblies have files: not in a program that was compiled ahead.</summary>
    /// <remarks>
    /// A program that is to be, and is run by the just-in-time compiler before, claims to make no code, but has files.
    /// </remarks>
    public static bool HasNumbers => RuntimeFeature.IsDynamicCodeSupported || !IsSingleFile;

    /// <summary>Refuses a function that would be another one in another process, or none.</summary>
    /// <param name="function">The function.</param>
    /// <param name="parameter">The parameter that it was given for.</param>
    /// <param name="what">What it is, for messages, such as "A recipe".</param>
    /// <exception cref="ArgumentException">It is such a function.</exception>
    public static void Check(Delegate function, string parameter, string what)
    {
        if (WhatIsWrongWith(function) is { } reason)
        {
            throw new ArgumentException(
                $"{what} is built in another process, from a function that can be found there. {reason}", parameter);
        }
    }

    private static string? WhatIsWrongWith(Delegate function) =>
        function.GetInvocationList().Length > 1
            ? "This delegate holds several functions: give one."
        : !HasNumbers ? null
        : function.Method is var method && IsMadeAtRunTime(function, method)
            ? "This one was compiled while the program runs, from an expression tree or by a generator of code, and is "
                + "in no file: write it as a static method."
        : method.IsStatic && function.Target is not null
            ? $"{method.Name} is an extension method that is bound to a receiver: give the method itself, and the "
                + "receiver as the argument."
        : !method.IsStatic && !IsLambda(method)
            ? $"{NameOf(method)} is an instance method, and its object does not travel: make it static, and give what "
                + "it needs as the argument."
        : !method.IsStatic && Captured(function) is { Count: > 0 } captured
            ? $"This lambda captures {string.Join(", ", captured)}, which would not be there: give it as the argument, "
                + "and mark the lambda static."
        : method.IsGenericMethod || method.DeclaringType is { IsGenericType: true }
            ? $"{NameOf(method)} is generic, or in a generic class: write a method that calls it with its types."
        : !HasFile(method.Module.Assembly)
            ? $"The assembly {method.Module.Assembly.GetName().Name} was loaded from memory, as in a notebook, and has "
                + "no file that another process could load: put the function into a library, or set RunInThisProcess."
        : null;

    private static bool IsMadeAtRunTime(Delegate function, MethodInfo method) =>
        method.DeclaringType is null
        || method.Module.Assembly.IsDynamic
        || function.Target?.GetType().Namespace == typeof(System.Linq.Expressions.Expression).Namespace;

    /// <summary>Whether the compiler has made the class of it, for lambdas.</summary>
    private static bool IsLambda(MethodInfo method) =>
        method.Name.StartsWith('<')
        && (method.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            || method.Name.Contains(">b__", StringComparison.Ordinal));

    private static List<string> Captured(Delegate function)
    {
        List<string> names = [];
        AddCaptured(function.Target!, names);
        return names;
    }

    [UnconditionalSuppressMessage(
        "Trimming", "IL2075", Justification = "Fields that were trimmed away are missing in a message.")]
    private static void AddCaptured(object closure, List<string> names)
    {
        if (!closure.GetType().IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
        {
            names.Add("this");
            return;
        }

        foreach (var field in closure.GetType().GetFields(Fields).Where(field => !IsCacheOfLambda(field)))
        {
            if (field.Name.Contains("<>8__locals", StringComparison.Ordinal))
            {
                AddCaptured(field.GetValue(closure)!, names);
            }
            else
            {
                names.Add(field.Name.EndsWith("__this", StringComparison.Ordinal) ? "this" : PlainName(field.Name));
            }
        }
    }

    private static bool IsCacheOfLambda(FieldInfo field) => field.Name.StartsWith("<>9", StringComparison.Ordinal);

    /// <summary>The name of a captured parameter of a primary constructor stands in angle brackets.</summary>
    private static string PlainName(string name) =>
        name.StartsWith('<') && name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end ? name[1..end] : name;

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType?.Name}.{method.Name}";

    /// <summary>The assemblies of a single file have none of their own, and are found in it by their names.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty path is what is looked for.")]
    private static bool HasFile(Assembly assembly) =>
        assembly.Location.Length > 0
        || (IsSingleFile && AssemblyLoadContext.GetLoadContext(assembly) == AssemblyLoadContext.Default);

    /// <summary>Whether the program is a single file with its assemblies in it.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty path is what is looked for.")]
    public static bool IsSingleFile => typeof(TravellingCode).Assembly.Location.Length == 0;
}
