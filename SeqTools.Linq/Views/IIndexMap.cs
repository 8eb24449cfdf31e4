namespace SeqTools.Linq;

/// <summary>Where the elements of a view stand in its source: a position for each index. It knows no list.</summary>
internal interface IIndexMap
{
    /// <summary>The position of an index. The length of the source is at hand for maps that need it.</summary>
    int Locate(int index, Length source);

    /// <summary>
    /// How many of the <paramref name="count"/> indices from <paramref name="index"/> on stand side by side in the
    /// source: positive in ascending order, negative in descending order.
    /// </summary>
    int Run(int index, int count, Length source);

    /// <summary>Whether all indices, however many, stand side by side in ascending order.</summary>
    bool IsRun => false;

    /// <summary>
    /// The position of an index which is there just where the source has that position, as far as it is known without
    /// the length of the source.
    /// </summary>
    int? PositionInStep(int index) => null;

    /// <summary>The same map, where it reads a list, over another one in its place.</summary>
    IIndexMap Over(Substitution sources) => this;
}
