namespace SeqTools.Linq;

/// <summary>A run of neighbours whose start and length follow from the length of the source.</summary>
internal interface IPartMap : IIndexMap
{
    bool IIndexMap.IsRun => true;

    /// <summary>How many there are.</summary>
    int Count(int sourceCount);
}
