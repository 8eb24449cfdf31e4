namespace SeqTools.Linq;

/// <summary>What becomes of an exception that user code throws while an element is evaluated.</summary>
public enum ErrorMode
{
    /// <summary>It is wrapped in an <see cref="EvaluationException"/> that names the element and every stage.</summary>
    Wrap,

    /// <summary>It flows through untouched, so that a debugger stops where it is thrown.</summary>
    Passthrough,
}
