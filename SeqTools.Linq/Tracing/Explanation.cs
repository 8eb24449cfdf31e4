using System.Collections;
using System.Globalization;
using System.Text;

namespace SeqTools.Linq;

/// <summary>Draws a pipeline as a tree, from the outermost view to the lists that it reads.</summary>
internal sealed class Explanation
{
    private readonly StringBuilder text = new();

    public static string Of(IView view)
    {
        var explanation = new Explanation();
        explanation.Draw(view, "", "");
        return explanation.text.ToString();
    }

    /// <summary>The name of a type as it is written in C#.</summary>
    public static string NameOf(Type type)
    {
        if (type.IsArray)
        {
            return $"{NameOf(type.GetElementType()!)}[]";
        }

        var name = Keywords.TryGetValue(type, out var keyword) ? keyword : type.Name.Replace(CollectionExpression, "ReadOnly", StringComparison.Ordinal);
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? name : $"{name.AsSpan(0, arity)}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }

    /// <summary>How the compiler names the lists that it makes of collection expressions, such as <c>ReadOnlyArray</c>.</summary>
    private const string CollectionExpression = "<>z__ReadOnly";

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
    };

    private void Draw(object node, string head, string indent)
    {
        if (text.Length > 0)
        {
            text.AppendLine();
        }

        text.Append(head).Append(node is IView written ? Describe(written) : Describe(node));
        if (node is not IView view)
        {
            return;
        }

        var sources = view.Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            var isLast = i == sources.Count - 1;
            Draw(sources[i], indent + (isLast ? "└─ " : "├─ "), indent + (isLast ? "   " : "│  "));
        }
    }

    private static string Describe(IView view) => $"{view.Origin.Call}  {Elements(CountOf(view))}{view.Origin.Place}";

    private static string Describe(object list) => list switch
    {
        ICollection collection => $"{NameOf(list.GetType())}  {Elements(collection.Count)}",
        string characters => $"string  {Elements(characters.Length)}",
        _ => NameOf(list.GetType()),
    };

    private static string Elements(int? count) => count switch
    {
        null => "count unknown",
        1 => "1 element",
        int.MaxValue => "endless",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} elements"),
    };

    /// <summary>
    /// A picture of a pipeline is most wanted when something is wrong with it, so it is drawn even where a list cannot be counted. No element
    /// is evaluated for it.
    /// </summary>
    private static int? CountOf(IView view)
    {
        try
        {
            return view.Length.Evaluates ? null : view.Length.Count;
        }
        catch (Exception)
        {
            return null;
        }
    }
}
