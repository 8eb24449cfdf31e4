using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace SeqTools.Linq;

/// <summary>Where pipelines begin: the view over a list that is none.</summary>
internal static class ListView
{
    /// <summary>So many stages are read without a look at how much stack is left.</summary>
    public const int MostLevels = 64;

    /// <summary>
    /// The list as a view that an operator reads: what the library puts between leaves no frame. A view is itself,
    /// unless it is time to look whether there is room for those beneath.
    /// </summary>
    public static SeqView<T> Of<T>(IReadOnlyList<T> list) => Of(list, ViewOrigin.None) switch
    {
        { Levels: >= MostLevels } view => new DeepView<T>(view),
        var view => view,
    };

    /// <summary>The list as a view; a view is itself.</summary>
    public static SeqView<T> Of<T>(IReadOnlyList<T> list, ViewOrigin origin) =>
        list as SeqView<T> ?? OfNoView(list, origin);

    /// <summary>Apart from the views, for which immutable arrays need not be loaded.</summary>
    private static SeqView<T> OfNoView<T>(IReadOnlyList<T> list, ViewOrigin origin) => list switch
    {
        IView view => new UpcastView<T>(list, view, origin),
        T[] array => new ArrayView<T>(array, array, origin),
        ImmutableArray<T> { IsDefault: false } array => new ArrayView<T>(
            ImmutableCollectionsMarshal.AsArray(array)!, array, origin),
        _ => new ListView<T>(list, list, origin),
    };

    /// <summary>
    /// What was typed as a collection so that another overload is preferred, as the list that it has to be.
    /// </summary>
    public static IReadOnlyList<T> Indexed<T>(IEnumerable<T> collection, string parameter) =>
        collection as IReadOnlyList<T> ?? throw NoList(collection, parameter);

    /// <summary>The refusal of what has no index.</summary>
    public static ArgumentException NoList(object collection, string parameter) =>
        new($"{Explanation.NameOf(collection.GetType())} is no list. AsIndexable() makes one of it.", parameter);

    public static SeqView<T>[] OfAll<T>(IReadOnlyList<IReadOnlyList<T>> lists, string parameter = "lists")
    {
        var views = new SeqView<T>[lists.Count];
        for (var i = 0; i < views.Length; i++)
        {
            views[i] = Of(lists[i] ?? throw new ArgumentNullException(parameter, $"The list at {i} is null."));
        }

        return views;
    }
}
