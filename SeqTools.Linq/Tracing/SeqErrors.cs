namespace SeqTools.Linq;

/// <summary>
/// Chooses between errors that say where and errors that flow through untouched, and what the former tell.
/// </summary>
/// <remarks>
/// What is in force where an exception leaves user code decides; for an element that was evaluated ahead or kept, what
/// is in force where it is read. It costs nothing as long as nothing fails. The counterpart of <c>seqtools.seterr</c>
/// in SeqTools (Python).
/// </remarks>
public static class SeqErrors
{
    private static readonly AsyncLocal<Choice> Scoped = new();
    private static ErrorMode defaultMode;

    /// <summary>
    /// Whether anyone has ever chosen another mode than to wrap. Before that nobody need look for a scope, which is
    /// asked for wherever a failure may be kept.
    /// </summary>
    private static bool hadChoice;

    /// <summary>The mode in force here.</summary>
    /// <value>
    /// <see cref="DefaultMode"/>; inside <see cref="Use(ErrorMode)"/> the mode that it was given.
    /// </value>
    public static ErrorMode Mode => hadChoice ? Scoped.Value.Mode ?? defaultMode : ErrorMode.Wrap;

    /// <summary>The mode of the whole process, where no other is in use.</summary>
    /// <value><see cref="ErrorMode.Wrap"/> unless set otherwise.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither of the two modes.</exception>
    public static ErrorMode DefaultMode
    {
        get => defaultMode;
        set => defaultMode = Chosen(value, nameof(value));
    }

    /// <summary>
    /// Whether the message of a failure here shows the <see cref="EvaluationException.Input"/> of the function that
    /// failed.
    /// </summary>
    /// <value>
    /// <see cref="DefaultShowInputs"/>; inside <see cref="Use(bool)"/> what that was given.
    /// </value>
    public static bool ShowInputs => Scoped.Value.ShowInputs ?? DefaultShowInputs;

    /// <summary>Whether messages show inputs in the whole process, where nothing else is in use.</summary>
    /// <value>
    /// <see langword="false"/> unless set otherwise: messages are logged, and data may be private.
    /// </value>
    public static bool DefaultShowInputs { get; set; }

    /// <summary>Puts a mode in force until the result is disposed.</summary>
    /// <remarks>
    /// The mode belongs to the flow of execution: it goes along with <see langword="await"/> and into tasks started
    /// inside, and other threads do not see it. An element that <c>AsPrefetched</c> computed in the background follows
    /// the mode of the code that reads it. Scopes nest.
    /// </remarks>
    /// <param name="mode">Whether exceptions are wrapped, or let through as they are.</param>
    /// <returns>What ends the scope and puts the mode before it back in force.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is neither of the two modes.</exception>
    /// <example><code>
    /// var numbers = new[] { "1", "x7" }.Select(s => int.Parse(s));
    /// using (SeqErrors.Use(ErrorMode.Passthrough))
    /// {
    ///     try
    ///     {
    ///         Console.WriteLine(numbers[1]);
    ///     }
    ///     catch (FormatException)
    ///     {
    ///         Console.WriteLine("no number"); // no number
    ///     }
    /// }
    /// </code></example>
    public static IDisposable Use(ErrorMode mode) => new Scope(Scoped.Value with { Mode = Chosen(mode, nameof(mode)) });

    /// <summary>Has the messages of failures show inputs, or not, until the result is disposed.</summary>
    /// <remarks>As <see cref="Use(ErrorMode)"/>, beside which it can be used.</remarks>
    /// <param name="showInputs">Whether they do.</param>
    /// <returns>What ends the scope and puts back in force what was before it.</returns>
    /// <example><code>
    /// var numbers = new[] { "1", "x7" }.Select(s => int.Parse(s));
    /// using (SeqErrors.Use(showInputs: true))
    /// {
    ///     try
    ///     {
    ///         Console.WriteLine(numbers[1]);
    ///     }
    ///     catch (EvaluationException e)
    ///     {
    ///         Console.WriteLine(e.Message.EndsWith(", given \"x7\"")); // True
    ///     }
    /// }
    /// </code></example>
    public static IDisposable Use(bool showInputs) => new Scope(Scoped.Value with { ShowInputs = showInputs });

    /// <summary>
    /// Has errors wrapped, whatever the mode here, until the result is disposed: where what fails is kept, the mode of
    /// the code that comes to read it decides.
    /// </summary>
    internal static IDisposable? Wrapped() => Mode == ErrorMode.Wrap ? null : Use(ErrorMode.Wrap);

    private static ErrorMode Chosen(ErrorMode mode, string parameter)
    {
        if (mode is not (ErrorMode.Wrap or ErrorMode.Passthrough))
        {
            throw new ArgumentOutOfRangeException(parameter, mode, "The mode is either Wrap or Passthrough.");
        }

        hadChoice |= mode != ErrorMode.Wrap;
        return mode;
    }

    private readonly record struct Choice(ErrorMode? Mode, bool? ShowInputs);

    private sealed class Scope : IDisposable
    {
        private readonly Choice before = Scoped.Value;
        private bool hasEnded;

        public Scope(Choice choice) => Scoped.Value = choice;

        public void Dispose()
        {
            if (hasEnded)
            {
                return;
            }

            hasEnded = true;
            Scoped.Value = before;
        }
    }
}
