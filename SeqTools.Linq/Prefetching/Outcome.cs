namespace SeqTools.Linq;

/// <summary>What came of evaluating an element: a value, or an error that waits to be thrown where the element is read.</summary>
internal readonly record struct Outcome<T>(T Value, Exception? Error)
{
    public static Outcome<T> Of(Exception error) => new(default!, error);
}
