using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace SeqTools.Linq;

/// <summary>What came of evaluating an element: its value, or how it failed. An element of <c>AsResults</c>.</summary>
/// <remarks>
/// Two results are equal if their values are, or if they are of the same failure. <see langword="default"/> is a
/// success whose value is <see langword="default"/>.
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
/// <example><code>
/// var results = new[] { "12", "x7" }.Select(s => int.Parse(s)).AsResults();
/// var (value, error) = results[0];
/// Console.WriteLine(error is null ? $"{value}" : error.Message); // 12
/// Console.WriteLine(results[1].IsSuccess); // False
/// Console.WriteLine(results[1].TryGetValue(out var number) ? number : -1); // -1
/// </code></example>
[DebuggerStepThrough, StackTraceHidden]
public readonly record struct ElementResult<T>
{
    private readonly T? value;

    private ElementResult(T? value, EvaluationException? error) => (this.value, Error) = (value, error);

    /// <summary>Whether there is a value; otherwise there is an error.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>The failure, with its trail; <see langword="null"/> where there is a value.</summary>
    public EvaluationException? Error { get; }

    /// <summary>The value.</summary>
    /// <exception cref="EvaluationException">
    /// There is none: a copy of <see cref="Error"/>, so that each reader has a stack trace of its own.
    /// </exception>
    [SuppressMessage("Design", "CA1065", Justification = "As Task.Result does.")]
    public T Value => Error is null ? value! : throw EvaluationException.Of(Error);

    /// <summary>A result that is a value.</summary>
    /// <param name="value">The value of the element.</param>
    /// <returns>The result.</returns>
    /// <example><code>
    /// Console.WriteLine(ElementResult&lt;int>.FromValue(12).Value); // 12
    /// </code></example>
    [SuppressMessage("Design", "CA1000", Justification = "There is nothing to infer the type of a failure from.")]
    public static ElementResult<T> FromValue(T value) => new(value, null);

    /// <summary>A result that is a failure.</summary>
    /// <param name="error">How the element failed.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is <see langword="null"/>.</exception>
    /// <example><code>
    /// var stage = new EvaluationFrame(new ViewOrigin("Decode", "frame", "Player.cs", 12, "Play"), 3);
    /// var failure = new EvaluationException(new TimeoutException("Too slow."), [stage]);
    /// Console.WriteLine(ElementResult&lt;int>.FromError(failure).IsSuccess); // False
    /// </code></example>
    [SuppressMessage("Design", "CA1000", Justification = "There is nothing to infer the type of a failure from.")]
    public static ElementResult<T> FromError(EvaluationException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(default, error);
    }

    /// <summary>Looks whether there is a value.</summary>
    /// <param name="value">The value, if so.</param>
    /// <returns>Whether there is one; otherwise there is an error.</returns>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = this.value;
        return Error is null;
    }

    /// <summary>Takes the result apart.</summary>
    /// <param name="value">The value; <see langword="default"/> where there is none.</param>
    /// <param name="error">The failure; <see langword="null"/> where there is none.</param>
    public void Deconstruct(out T? value, out EvaluationException? error) => (value, error) = (this.value, Error);

    /// <summary>The value as text, or the first line of the error's message.</summary>
    /// <returns>The text; empty for <see langword="null"/>.</returns>
    public override string ToString() =>
        Error is null ? $"{value}" : Error.Message.Split(Environment.NewLine)[0];
}
