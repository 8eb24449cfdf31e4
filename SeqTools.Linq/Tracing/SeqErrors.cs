namespace SeqTools.Linq;

/// <summary>Chooses between errors that say where and errors that flow through untouched.</summary>
/// <remarks>
/// The mode in force where an exception leaves user code decides. It costs nothing as long as nothing fails.
/// The counterpart of <c>seqtools.seterr</c> in SeqTools (Python).
/// </remarks>
public static class SeqErrors
{
    private static readonly AsyncLocal<ErrorMode?> Scoped = new();
    private static ErrorMode everywhere;

    /// <summary>The mode in force here. Setting it sets the mode of the whole process.</summary>
    /// <value>
    /// <see cref="ErrorMode.Wrap"/> unless set otherwise; inside <see cref="Use"/> the mode that it was given.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither of the two modes.</exception>
    public static ErrorMode Mode
    {
        get => Scoped.Value ?? everywhere;
        set => everywhere = Checked(value);
    }

    /// <summary>Puts a mode in force until the result is disposed.</summary>
    /// <remarks>
    /// The mode belongs to the flow of execution: it goes along with <see langword="await"/> and into tasks started
    /// inside, and other threads do not see it. An element that <c>AsPrefetched</c> computed in the background follows
    /// the mode of the code that reads it.
    /// </remarks>
    /// <param name="mode">The mode.</param>
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
    public static IDisposable Use(ErrorMode mode)
    {
        var scope = new Scope(Scoped.Value);
        Scoped.Value = Checked(mode);
        return scope;
    }

    /// <summary>
    /// Has errors wrapped, whatever the mode here, until the result is disposed: where what fails is kept, the mode of
    /// the code that comes to read it decides.
    /// </summary>
    internal static IDisposable? Wrapped() => Mode == ErrorMode.Wrap ? null : Use(ErrorMode.Wrap);

    private static ErrorMode Checked(ErrorMode mode) =>
        mode is ErrorMode.Wrap or ErrorMode.Passthrough
            ? mode
            : throw new ArgumentOutOfRangeException(nameof(mode), mode, "The mode is either Wrap or Passthrough.");

    private sealed class Scope(ErrorMode? before) : IDisposable
    {
        private bool ended;

        public void Dispose()
        {
            if (ended)
            {
                return;
            }

            ended = true;
            Scoped.Value = before;
        }
    }
}
