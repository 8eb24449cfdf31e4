using System.Text;

namespace SeqTools.Linq;

/// <summary>
/// An element could not be evaluated: which one, and the source line of every stage that it passed through.
/// </summary>
/// <remarks>
/// The exception that user code threw is the <see cref="Exception.InnerException"/>, unchanged. A failure that passes
/// through several pipelines (a lambda that reads another view) is one exception with one trail. Once a reader has seen
/// it, it never changes. The counterpart of <c>seqtools.EvaluationError</c> in SeqTools (Python), which names the
/// innermost stage only.
/// </remarks>
/// <example><code>
/// string[] texts = ["1", "2", "x7"];
/// var numbers = texts.Select(s => int.Parse(s)).Reverse();
/// try
/// {
///     Console.WriteLine(numbers[0]);
/// }
/// catch (EvaluationException e)
/// {
///     Console.WriteLine(e.Index); // 0
///     Console.WriteLine(e.Origin.Arguments); // s => int.Parse(s)
///     Console.WriteLine($"{e.Origin.FilePath}:{e.Origin.LineNumber}"); // Program.cs:2
///     Console.WriteLine(e.InnerException!.GetType()); // System.FormatException
/// }
/// </code></example>
public sealed class EvaluationException : Exception
{
    /// <summary>
    /// The outermost stage so far. A failure that continues the trail of another has its stages in common with that: a
    /// chain in which each stage tells it anew would copy the square of them.
    /// </summary>
    private Stage? outermost;

    private readonly bool showsInput = SeqErrors.ShowInputs;

    private bool hasInput;
    private string? inputText;

    /// <summary>The list whose <c>Count</c> failed, or the length that did, until the way to it is known.</summary>
    private object? uncounted;

    /// <summary>The position that was read at the level that reported last, be it one that leaves no frame.</summary>
    internal int Position { get; private set; } = EvaluationFrame.NoIndex;

    /// <summary>Reports an element that failed elsewhere: in another process, or in a system of one's own.</summary>
    /// <remarks>
    /// A view whose function throws it adds its own frames before these, as with any failure of another pipeline.
    /// </remarks>
    /// <param name="cause">What was thrown; it becomes the <see cref="Exception.InnerException"/>.</param>
    /// <param name="trail">
    /// The stages from the outermost to the one that failed, one at least. They are copied.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="trail"/> is empty, or has a frame without an origin.
    /// </exception>
    /// <example><code>
    /// var stage = new EvaluationFrame(new ViewOrigin("Decode", "frame", "Player.cs", 12, "Play"), 3);
    /// var failure = new EvaluationException(new TimeoutException("Too slow."), [stage]);
    /// Console.WriteLine(failure.Index); // 3
    /// Console.WriteLine(failure.Message.Split(Environment.NewLine)[0]); // Element 3 could not be evaluated: Too slow.
    /// </code></example>
    public EvaluationException(Exception cause, IEnumerable<EvaluationFrame> trail)
        : base(null, cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        ArgumentNullException.ThrowIfNull(trail);
        foreach (var frame in trail.Reverse())
        {
            outermost = frame.Origin is not null ? new(frame, outermost)
                : throw new ArgumentException("A frame of the trail has no origin.", nameof(trail));
        }

        if (outermost is null)
        {
            throw new ArgumentException("The trail is empty: a failure has a stage at least.", nameof(trail));
        }

        Position = Index;
    }

    private EvaluationException(Exception cause)
        : base(null, (cause as EvaluationException)?.InnerException ?? cause)
    {
        if (cause is EvaluationException passed)
        {
            (outermost, hasInput, Input) = (passed.outermost, passed.hasInput, passed.Input);
        }
    }

    /// <summary>
    /// The stages from the outermost view, which was read, to the one whose function or source threw.
    /// </summary>
    public IReadOnlyList<EvaluationFrame> Trail
    {
        get
        {
            List<EvaluationFrame> trail = [];
            for (var stage = outermost; stage is not null; stage = stage.Within)
            {
                trail.Add(stage.Frame);
            }

            return trail.AsReadOnly();
        }
    }

    /// <summary>
    /// The position that the reader asked for; <see cref="EvaluationFrame.NoIndex"/> where it asked for the number of
    /// elements.
    /// </summary>
    public int Index => outermost?.Frame.Index ?? EvaluationFrame.NoIndex;

    /// <summary>Where the user wrote the failing view.</summary>
    public ViewOrigin Origin => outermost?.Innermost ?? ViewOrigin.None;

    /// <summary>What the function that failed was given.</summary>
    /// <value>
    /// The element of its source, or the tuple of them where it has several; <see langword="null"/> where a list
    /// failed, which is given nothing.
    /// </value>
    /// <remarks>
    /// It lives as long as this exception does. <see cref="Message"/> shows it where <see cref="SeqErrors.ShowInputs"/>
    /// says so: on one line, at most 100 characters of it, those escaped that control a terminal or the direction of
    /// text.
    /// </remarks>
    /// <example><code>
    /// var numbers = new[] { "1", "x7" }.Select(s => int.Parse(s)).Select(n => 2 * n);
    /// try
    /// {
    ///     Console.WriteLine(numbers[1]);
    /// }
    /// catch (EvaluationException e)
    /// {
    ///     Console.WriteLine(e.Input); // x7
    /// }
    /// </code></example>
    public object? Input { get; private set; }

    /// <summary>
    /// The element, what was wrong with it, and the whole trail; <see cref="Input"/> behind the last stage where
    /// <see cref="SeqErrors.ShowInputs"/> was set where this was thrown.
    /// </summary>
    /// <remarks>
    /// The message of what was thrown stands on the first line. What breaks a line, controls a terminal or turns the
    /// direction of text is escaped, there and in the trail.
    /// </remarks>
    public override string Message
    {
        get
        {
            var message = PlainText.Of(ThrownText.MessageOf(InnerException!));
            var text = new StringBuilder(Index == EvaluationFrame.NoIndex
                ? $"The number of elements could not be read: {message}"
                : $"Element {Index} could not be evaluated: {message}");
            for (var stage = outermost; stage is not null; stage = stage.Within)
            {
                text.AppendLine().Append("   at ").Append(stage.Frame);
            }

            if (showsInput && hasInput)
            {
                text.Append(", given ").Append(inputText ??= InputText.Of(Input));
            }

            return text.ToString();
        }
    }

    /// <summary>As any exception, with the messages of all that was thrown escaped as in this one's.</summary>
    /// <returns>
    /// The type, <see cref="Message"/>, the <see cref="Exception.InnerException"/> and the stack trace.
    /// </returns>
    public override string ToString()
    {
        var text = TextOfAll();
        foreach (var message in Messages(InnerException))
        {
            text = text.Replace(message, PlainText.Of(message), StringComparison.Ordinal);
        }

        return PlainText.OfLines(text);
    }

    /// <summary>Whether an exception that leaves user code is to be wrapped. Meant for exception filters.</summary>
    internal static bool Catches(Exception exception) =>
        SeqErrors.Mode == ErrorMode.Wrap && !IsCancellation(exception);

    /// <summary>Whether what leaves user code that was given a token is to be wrapped.</summary>
    internal static bool CatchesAwaited(Exception exception, CancellationToken given) =>
        SeqErrors.Mode == ErrorMode.Wrap
        && !(exception is OperationCanceledException && given.IsCancellationRequested);

    /// <summary>
    /// Whether user code that was given no token was cancelled: by its own, and not because an element took too long.
    /// </summary>
    internal static bool IsCancellation(Exception exception) =>
        exception is OperationCanceledException { CancellationToken.IsCancellationRequested: true }
        && !HoldsTimeout(exception.InnerException);

    /// <summary>
    /// A new failure of a view's element, which continues the trail of an earlier one where the cause is such a one.
    /// </summary>
    internal static EvaluationException Of(Exception cause, IView view, int index)
    {
        var failure = new EvaluationException(cause);
        failure.Report(view, index);
        return failure;
    }

    /// <summary>
    /// A new failure of a view's function, and what that was given; an earlier one whose trail it continues tells what
    /// its own function was given.
    /// </summary>
    internal static EvaluationException Of(Exception cause, IView view, int index, object? input)
    {
        var failure = Of(cause, input);
        failure.Report(view, index);
        return failure;
    }

    /// <summary>A new failure that no view has reported yet.</summary>
    internal static EvaluationException Of(Exception cause) => new(cause);

    /// <summary>A new failure of a function that no view has reported yet.</summary>
    internal static EvaluationException Of(Exception cause, object? input)
    {
        var failure = new EvaluationException(cause);
        if (cause is not EvaluationException)
        {
            (failure.hasInput, failure.Input) = (true, input);
        }

        return failure;
    }

    /// <summary>
    /// A new failure of the <c>Count</c> of a list that a view reads, or of a length that is a view's own.
    /// </summary>
    internal static EvaluationException OfCount(Exception cause, object list) => new(cause) { uncounted = list };

    /// <summary>
    /// Records a view that this failure passes on its way out. It is the filter of <c>catch (EvaluationException e)
    /// when …</c> and never holds, so that nothing is unwound until a reader catches the exception.
    /// </summary>
    internal bool PassedBy(IView view, int index)
    {
        if (SeqErrors.Mode == ErrorMode.Wrap)
        {
            TraceCount(view);
            Report(view, index);
        }

        return false;
    }

    private static bool HoldsTimeout(Exception? cause) =>
        cause is not null && (cause is TimeoutException || HoldsTimeout(cause.InnerException));

    /// <summary>The messages of an exception and of those in it, but for those that this class makes.</summary>
    private static IEnumerable<string> Messages(Exception? exception)
    {
        if (exception is null)
        {
            return [];
        }

        var inner = exception is AggregateException several
            ? several.InnerExceptions.SelectMany(Messages) : Messages(exception.InnerException);
        var message = exception is EvaluationException ? "" : ThrownText.MessageOf(exception);
        return message.Length == 0 ? inner : inner.Append(message);
    }

    /// <summary>As any exception; where what was thrown can't be told, all but that.</summary>
    private string TextOfAll()
    {
        try
        {
            return base.ToString();
        }
        catch (Exception)
        {
            return string.Join(Environment.NewLine, $"{GetType()}: {Message}", StackTrace);
        }
    }

    private void Report(IView view, int index)
    {
        view.Trace(this, index);
        Position = index;
    }

    internal void Add(ViewOrigin origin, int index) => outermost = new(new(origin, index), outermost);

    /// <summary>Has one frame stand for the outermost ones, those of the stages that make up an operator.</summary>
    internal void Replace(OperatorStages stages, ViewOrigin origin, int index)
    {
        while (outermost is not null && stages.Holds(outermost.Frame.Origin))
        {
            outermost = outermost.Within;
        }

        Add(origin, index);
    }

    /// <summary>
    /// Lengths are passed on from view to view, so the way to a list that could not be counted is found when it is
    /// needed.
    /// </summary>
    private void TraceCount(IView view)
    {
        if (uncounted is null)
        {
            return;
        }

        var list = uncounted;
        uncounted = null;
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (var source in view.Sources.OfType<IView>())
        {
            if (TraceWay(source, list, seen))
            {
                return;
            }
        }
    }

    /// <summary>Looks for a list from one view to the next, in a loop: the way may be longer than a stack.</summary>
    private bool TraceWay(IView start, object list, HashSet<object> seen)
    {
        Stack<(IView View, IEnumerator<object> Sources)> way = [];
        Enter(start);
        while (way.TryPeek(out var at))
        {
            if (at.Sources.MoveNext())
            {
                if (at.Sources.Current is IView source)
                {
                    Enter(source);
                    continue;
                }

                if (!ReferenceEquals(at.Sources.Current, list))
                {
                    continue;
                }
            }
            else if (!ReferenceEquals(at.View, list) && !ReferenceEquals(at.View.Length, list))
            {
                way.Pop();
                continue;
            }

            AddAll(way.Select(step => step.View));
            return true;
        }

        return false;

        void Enter(IView view)
        {
            if (seen.Add(view))
            {
                way.Push((view, view.Sources.GetEnumerator()));
            }
        }
    }

    private void AddAll(IEnumerable<IView> stages)
    {
        foreach (var stage in stages)
        {
            Add(stage.Origin, EvaluationFrame.NoIndex);
        }
    }

    /// <summary>A stage that a failure has come by, and those within it down to the one that failed.</summary>
    private sealed class Stage(EvaluationFrame frame, Stage? within)
    {
        public EvaluationFrame Frame => frame;

        public Stage? Within => within;

        public ViewOrigin Innermost { get; } = within?.Innermost ?? frame.Origin;
    }
}
