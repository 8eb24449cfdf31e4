namespace SeqTools.Linq;

/// <summary>Which elements fit, of some that are not all those before a position: two bits for each.</summary>
internal sealed class FilterVerdicts
{
    private const int BitsOfWord = 64;

    private ulong[] judged = [];
    private ulong[] fitting = [];

    public void Add(int position, bool fits)
    {
        var (word, bit) = Math.DivRem(position, BitsOfWord);
        if (word >= judged.Length)
        {
            var length = (int)Math.Max(word + 1, Math.Min(2L * judged.Length, Array.MaxLength));
            Array.Resize(ref judged, length);
            Array.Resize(ref fitting, length);
        }

        judged[word] |= 1UL << bit;
        fitting[word] |= fits ? 1UL << bit : 0;
    }

    public bool TryFind(int position, out bool fits)
    {
        var (word, bit) = Math.DivRem(position, BitsOfWord);
        fits = word < fitting.Length && (fitting[word] >> bit & 1) != 0;
        return word < judged.Length && (judged[word] >> bit & 1) != 0;
    }
}
