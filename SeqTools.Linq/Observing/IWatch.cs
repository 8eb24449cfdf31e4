namespace SeqTools.Linq;

/// <summary>
/// What stands around the evaluations of a view: each begins and ends, and others may come in between.
/// </summary>
internal interface IWatch
{
    Beginning Begin();

    /// <summary>An evaluation failed; its end follows. Called while nothing is unwound yet.</summary>
    void Fail(Exception failure)
    {
    }

    /// <summary>An evaluation has ended.</summary>
    /// <param name="beginning">When it began.</param>
    /// <param name="elements">How many elements it gave: none where it failed, or met the end.</param>
    void End(Beginning beginning, int elements);
}
