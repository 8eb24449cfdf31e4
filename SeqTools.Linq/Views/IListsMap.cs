namespace SeqTools.Linq;

/// <summary>Where the elements of a view stand among several sources. It knows no list.</summary>
internal interface IListsMap
{
    /// <summary>The source that an index stands in, and the position there.</summary>
    (int List, int Index) Locate(int index, Length[] lists);
}
