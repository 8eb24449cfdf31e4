namespace SeqTools.Linq.Processes;

/// <summary>
/// What a worker has written since its last answer: the first lines, for a crash says its reason first, and the last.
/// </summary>
internal sealed class LastWords
{
    private const int MostFirst = 8;
    private const int MostLast = 8;
    private const int LongestLine = 500;

    private readonly object gate = new();
    private readonly List<string> first = [];
    private readonly Queue<string> last = new();
    private volatile bool isEmpty = true;
    private int left;

    public void Add(string line)
    {
        line = line.Length <= LongestLine ? line : string.Concat(line.AsSpan(0, LongestLine), "…");
        lock (gate)
        {
            isEmpty = false;
            if (first.Count < MostFirst)
            {
                first.Add(line);
                return;
            }

            last.Enqueue(line);
            if (last.Count > MostLast)
            {
                last.Dequeue();
                left++;
            }
        }
    }

    public void Forget()
    {
        if (isEmpty)
        {
            return;
        }

        lock (gate)
        {
            first.Clear();
            last.Clear();
            (isEmpty, left) = (true, 0);
        }
    }

    public override string ToString()
    {
        lock (gate)
        {
            string[] gap = left > 0 ? [$"… {left} lines …"] : [];
            return string.Join(Environment.NewLine, [.. first, .. gap, .. last]);
        }
    }
}
