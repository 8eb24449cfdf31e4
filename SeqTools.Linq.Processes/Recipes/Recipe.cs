using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace SeqTools.Linq.Processes;

/// <summary>Makes recipes: how another process builds a pipeline, since no pipeline can be sent to it.</summary>
/// <remarks>
/// What travels is a static method and its argument. The method is found in the worker by its number in its assembly,
/// which must be the same build; its code does not travel. See <see cref="Recipe{T}"/>.
/// </remarks>
public static class Recipe
{
    private const string Name = $"{nameof(Recipe)}.{nameof(Of)}";

    /// <summary>Makes a recipe of a method without an argument.</summary>
    /// <remarks>Nothing is built. Each worker calls the method once, before its first element.</remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="build">
    /// A static method, or a lambda that captures nothing. It is called in each worker, and must build the same
    /// elements in all of them.
    /// </param>
    /// <param name="callerInfo">Leave out: what follows is filled in by the compiler.</param>
    /// <param name="argumentText">Leave out: the compiler passes the argument's source text.</param>
    /// <param name="filePath">Leave out: the compiler passes the call's file.</param>
    /// <param name="lineNumber">Leave out: the compiler passes the call's line.</param>
    /// <param name="memberName">Leave out: the compiler passes the member around the call.</param>
    /// <returns>The recipe.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="build"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// Another process could not find or call the function; the message says why, and what to do.
    /// </exception>
    [RequiresUnreferencedCode(Reflection.Warning), RequiresDynamicCode(Reflection.Warning)]
    public static Recipe<T> Of<T>(
        Func<IReadOnlyList<T>> build,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(build))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(build);
        Check<T>(build, []);
        return new(
            build, build, RecipeArgument.None, ElementSerializer.ByReflection<T>,
            new(Name, argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>Makes a recipe of a method and its argument.</summary>
    /// <remarks>
    /// The argument travels as it is now: as bytes where it is a text, a number, bytes or a structure of such, and as
    /// JSON otherwise.
    /// </remarks>
    /// <typeparam name="TArgument">The type of the argument.</typeparam>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="build">
    /// A static method, or a lambda that captures nothing. It is called in each worker, and must build the same
    /// elements in all of them.
    /// </param>
    /// <param name="argument">What it is given.</param>
    /// <param name="callerInfo">Leave out: what follows is filled in by the compiler.</param>
    /// <param name="argumentText">Leave out: the compiler passes the argument's source text.</param>
    /// <param name="filePath">Leave out: the compiler passes the call's file.</param>
    /// <param name="lineNumber">Leave out: the compiler passes the call's line.</param>
    /// <param name="memberName">Leave out: the compiler passes the member around the call.</param>
    /// <returns>The recipe.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="build"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// Another process could not find or call the function; the message says why, and what to do.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// The type of the argument can't be written as JSON and read again.
    /// </exception>
    [RequiresUnreferencedCode(Reflection.Warning), RequiresDynamicCode(Reflection.Warning)]
    public static Recipe<T> Of<TArgument, T>(
        Func<TArgument, IReadOnlyList<T>> build,
        TArgument argument,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(build))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(build);
        Check<T>(build, [typeof(TArgument)]);
        return new(
            () => build(argument), build, RecipeArgument.Of(argument), ElementSerializer.ByReflection<T>,
            new(Name, argumentText, filePath, lineNumber, memberName));
    }

    /// <summary>
    /// Makes a recipe of a method and its argument, which is written and read without reflection: for programs that are
    /// trimmed or compiled ahead of time.
    /// </summary>
    /// <remarks>
    /// Elements that are no texts, bytes, numbers or arrays of numbers need <see cref="ProcessOptions{T}.Serializer"/>.
    /// </remarks>
    /// <typeparam name="TArgument">The type of the argument.</typeparam>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="build">
    /// A static method, or a lambda that captures nothing. It is called in each worker, and must build the same
    /// elements in all of them.
    /// </param>
    /// <param name="argument">What it is given.</param>
    /// <param name="argumentType">
    /// The type as JSON, from a <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>, of which the worker
    /// makes one itself.
    /// </param>
    /// <param name="callerInfo">Leave out: what follows is filled in by the compiler.</param>
    /// <param name="argumentText">Leave out: the compiler passes the argument's source text.</param>
    /// <param name="filePath">Leave out: the compiler passes the call's file.</param>
    /// <param name="lineNumber">Leave out: the compiler passes the call's line.</param>
    /// <param name="memberName">Leave out: the compiler passes the member around the call.</param>
    /// <returns>The recipe.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="build"/> or <paramref name="argumentType"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// Another process could not find or call the function, or not read the argument; the message says why, and what
    /// to do.
    /// </exception>
    public static Recipe<T> Of<TArgument, T>(
        Func<TArgument, IReadOnlyList<T>> build,
        TArgument argument,
        JsonTypeInfo<TArgument> argumentType,
        CallerInfo callerInfo = default, [CallerArgumentExpression(nameof(build))] string argumentText = "",
        [CallerFilePath] string filePath = "", [CallerLineNumber] int lineNumber = 0,
        [CallerMemberName] string memberName = "")
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(argumentType);
        Check<T>(build, [typeof(TArgument)]);
        return new(
            () => build(argument), build, RecipeArgument.Of(argument, argumentType), null,
            new(Name, argumentText, filePath, lineNumber, memberName));
    }

    private static void Check<T>(Delegate build, Type[] arguments)
    {
        TravellingCode.Check(build, nameof(build), "A recipe");
        if (TravellingCode.HasNumbers)
        {
            CheckTypes(build.Method, typeof(IReadOnlyList<T>), arguments, nameof(build));
        }
    }

    /// <summary>The worker takes the types from the method itself.</summary>
    [UnconditionalSuppressMessage(
        "Trimming", "IL2075", Justification = "An interface that is converted to is not trimmed away.")]
    private static void CheckTypes(MethodInfo method, Type list, Type[] arguments, string parameter)
    {
        if (!RecipeTypes.ListsOf(method.ReturnType).SequenceEqual([list]))
        {
            throw new ArgumentException(
                $"The worker takes the type of the elements from what {method.Name} returns, {method.ReturnType.Name}, "
                + $"which is not the list of {list.GetGenericArguments()[0].Name} alone: have it return that.",
                parameter);
        }

        if (!method.GetParameters().Select(taken => taken.ParameterType).SequenceEqual(arguments))
        {
            throw new ArgumentException(
                $"The worker takes the type of the argument from what {method.Name} takes, "
                + $"{method.GetParameters()[0].ParameterType.Name}: give an argument of that type.", parameter);
        }
    }
}
