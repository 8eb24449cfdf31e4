namespace SeqTools.Linq;

/// <summary>
/// Results that nobody will read, gathered under the session's gate and handed to the user's callback outside it.
/// </summary>
internal struct Dropped<T>(bool keepsValues)
{
    public int Count { get; private set; }

    public List<T>? Values { get; private set; }

    /// <summary>Whether an element is still being evaluated that nobody wants.</summary>
    public bool LeavesWork { get; private set; }

    public void Add(T value, Exception? error)
    {
        Count++;
        if (keepsValues && error is null)
        {
            (Values ??= []).Add(value);
        }
    }

    public void Abandon() => LeavesWork = true;
}
