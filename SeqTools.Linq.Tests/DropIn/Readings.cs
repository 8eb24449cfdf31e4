using System.Collections;
using System.Reflection;

namespace SeqTools.Linq.Tests.DropIn;

/// <summary>
/// The ways to read a sequence through LINQ, each of which may take a path of its own where the sequence is a list.
/// </summary>
internal static class Readings
{
    public static IEnumerable<string> Names => Table<object>.Of.Keys;

    public static object? Read(string reading, IEnumerable elements) => Call(nameof(ReadAs), reading, elements);

    /// <summary>
    /// Reads a sequence without the shortcuts that LINQ takes where it knows it as one of its own. The shortcuts of
    /// .NET 10 have faults: <c>Skip</c> past the end of a list and then <c>Append</c> can't be made an array,
    /// <c>Concat</c> has an <c>ElementAt</c> that throws an <see cref="IndexOutOfRangeException"/>.
    /// </summary>
    public static object? ReadPlainly(string reading, IEnumerable elements) =>
        Call(nameof(ReadPlainlyAs), reading, elements);

    private static object? Call(string method, string reading, IEnumerable elements)
    {
        var sequence = elements.GetType().GetInterfaces().Single(type => type.Name == typeof(IEnumerable<>).Name);
        return typeof(Readings)
            .GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(sequence.GenericTypeArguments)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [reading, elements], null);
    }

    private static object? ReadAs<T>(string reading, IEnumerable<T> elements) => Table<T>.Of[reading](elements);

    private static object? ReadPlainlyAs<T>(string reading, IEnumerable<T> elements) =>
        Table<T>.Of[reading](Plain(elements));

    private static IEnumerable<T> Plain<T>(IEnumerable<T> elements)
    {
        foreach (var element in elements)
        {
            yield return element;
        }
    }

    private static List<T> Inserted<T>(IEnumerable<T> elements)
    {
        List<T> list = [default!];
        list.InsertRange(0, elements);
        list.AddRange(elements);
        return list;
    }

    private static class Table<T>
    {
        public static readonly Dictionary<string, Func<IEnumerable<T>, object?>> Of = new()
        {
            ["foreach"] = elements => elements,
            ["ToArray"] = elements => elements.ToArray(),
            ["ToList"] = elements => elements.ToList(),
            ["new List"] = elements => new List<T>(elements),
            ["InsertRange"] = Inserted,
            ["spread"] = elements => (T[])[.. elements, .. elements],
            ["Count"] = elements => elements.Count(),
            ["LongCount"] = elements => elements.LongCount(),
            ["Any"] = elements => elements.Any(),
            ["First"] = elements => elements.First(),
            ["FirstOrDefault"] = elements => elements.FirstOrDefault(),
            ["Last"] = elements => elements.Last(),
            ["LastOrDefault"] = elements => elements.LastOrDefault(),
            ["Last of all"] = elements => elements.Last(_ => true),
            ["Single"] = elements => elements.Single(),
            ["SingleOrDefault"] = elements => elements.SingleOrDefault(),
            ["ElementAt(1)"] = elements => elements.ElementAt(1),
            ["ElementAt(-1)"] = elements => elements.ElementAt(-1),
            ["ElementAt(99)"] = elements => elements.ElementAt(99),
            ["ElementAt(^1)"] = elements => elements.ElementAt(^1),
            ["ElementAt(^0)"] = elements => elements.ElementAt(^0),
            ["ElementAtOrDefault(1)"] = elements => elements.ElementAtOrDefault(1),
            ["ElementAtOrDefault(-1)"] = elements => elements.ElementAtOrDefault(-1),
            ["ElementAtOrDefault(99)"] = elements => elements.ElementAtOrDefault(99),
            ["ElementAtOrDefault(^99)"] = elements => elements.ElementAtOrDefault(^99),
            ["Contains"] = elements => elements.Contains(elements.LastOrDefault()),
            ["SequenceEqual"] = elements => elements.SequenceEqual(elements.Select(element => element)),
            ["Skip"] = elements => elements.Skip(1).ToArray(),
            ["Skip Take Last"] = elements => elements.Skip(1).Take(1).LastOrDefault(),
            ["Take(Range)"] = elements => elements.Take(^2..),
            ["TakeLast"] = elements => elements.TakeLast(2).ToList(),
            ["Reverse"] = elements => elements.Reverse(),
            ["Append"] = elements => elements.Append(default).Prepend(default).ToArray(),
            ["Concat"] = elements => elements.Concat(elements).Count(),
            ["DefaultIfEmpty"] = elements => elements.DefaultIfEmpty().Count(),
            ["Chunk"] = elements => elements.Chunk(2),
            ["Select"] = elements => elements.Select((element, i) => (element, i)).ToArray(),
            ["Where"] = elements => elements.Where((_, i) => i % 2 == 0).ToArray(),
            ["SelectMany"] = elements => elements.SelectMany(element => new[] { element, element }).Count(),
            ["Distinct"] = elements => elements.Distinct().Count(),
            ["GroupBy"] = elements => elements.GroupBy(_ => true).Select(group => group.Count()).ToArray(),
            ["Aggregate"] = elements => elements.Aggregate("", (text, element) => text + element),
            ["OrderBy"] = elements => elements.OrderByDescending(element => $"{element}").Skip(1).FirstOrDefault(),
            ["Zip"] = elements => elements.Zip(elements.Skip(1)).ToList(),
        };
    }
}
