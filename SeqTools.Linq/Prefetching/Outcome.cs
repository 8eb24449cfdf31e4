namespace SeqTools.Linq;

/// <summary>What came of evaluating an element: a value, or an error that waits to be thrown where the element is read.</summary>
internal readonly record struct Outcome<T>(T Value, Exception? Error, bool IsBeside = false)
{
    public static Outcome<T> Of(Exception error) => new(default!, error);

    /// <summary>What went wrong beside the element, which is still to be read.</summary>
    public static Outcome<T> Beside(Exception error) => new(default!, error, IsBeside: true);
}
