namespace SeqTools.Linq;

/// <summary>Draws a pipeline as a tree, from the outermost view to the lists that it reads.</summary>
internal static class Explanation
{
    /// <summary>
    /// How the compiler names the lists that it makes of collection expressions, such as <c>ReadOnlyArray</c>.
    /// </summary>
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

    public static string Of(IView view) => Draw(new(view), Pipeline.SizeOf);

    /// <summary>Draws the tree, with what there is to tell of each stage and list.</summary>
    public static string Draw(Pipeline pipeline, Func<object, string?> tell)
    {
        List<string> lines = [];
        List<string> indents = [""];
        foreach (var (node, mention, depth, isLast) in pipeline.Walk())
        {
            var indent = depth == 0 ? "" : indents[depth - 1];
            var head = depth == 0 ? "" : indent + (isLast ? "└─ " : "├─ ");
            indents.RemoveRange(depth, indents.Count - depth);
            indents.Add(depth == 0 ? "" : indent + (isLast ? "   " : "│  "));
            var number = pipeline.NumberOf(node) is { } shared ? $"#{shared} " : "";
            lines.Add($"{head}{number}{Line(node, mention, tell)}");
        }

        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>The name of a type as it is written in C#.</summary>
    public static string NameOf(Type type)
    {
        if (type.IsArray)
        {
            return $"{NameOf(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        var name = Keywords.TryGetValue(type, out var keyword) ? keyword : type.Name.Replace(
            CollectionExpression, "ReadOnly", StringComparison.Ordinal);
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0
            ? name
            : $"{name.AsSpan(0, arity)}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }

    /// <summary>A list has no number to refer to: it is described wherever it is read.</summary>
    private static string Line(object node, Mention mention, Func<object, string?> tell) => mention switch
    {
        Mention.Above when node is IView => $"{Pipeline.NameOf(node)}, as above",
        Mention.Below => $"{Pipeline.NameOf(node)}, below",
        _ => Describe(node, tell(node)),
    };

    private static string Describe(object node, string? told) =>
        $"{Pipeline.NameOf(node)}{(told is null ? "" : $"  {told}")}{(node as IView)?.Origin.Place}";
}
