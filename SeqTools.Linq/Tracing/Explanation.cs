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

    public static string Of(IView view) => Draw(view, new(view), Pipeline.SizeOf);

    /// <summary>
    /// Draws the tree, with what there is to tell of each stage and list. It goes on at the margin where it would be
    /// deeper than a pipeline's tree may be.
    /// </summary>
    public static string Draw(IView view, Pipeline pipeline, Func<object, string?> tell)
    {
        List<string> lines = [];
        HashSet<object> drawn = new(ReferenceEqualityComparer.Instance);
        Queue<object> atMargin = new([view]);
        while (atMargin.TryDequeue(out var top))
        {
            if (drawn.Contains(top))
            {
                continue;
            }

            Stack<(object Node, string Head, string Indent, int Depth)> left = new([(top, "", "", 0)]);
            while (left.TryPop(out var next))
            {
                var (node, head, indent, depth) = next;
                var number = pipeline.NumberOf(node) is { } shared ? $"#{shared} " : "";
                if (node is IView && drawn.Contains(node))
                {
                    lines.Add($"{head}{number}{Pipeline.NameOf(node)}, as above");
                    continue;
                }

                if (pipeline.GoesOnAtMargin(node, depth))
                {
                    lines.Add($"{head}{number}{Pipeline.NameOf(node)}, below");
                    atMargin.Enqueue(node);
                    continue;
                }

                drawn.Add(node);
                lines.Add($"{head}{number}{Describe(node, tell(node))}");
                var sources = pipeline.SourcesOf(node);
                for (var i = sources.Count - 1; i >= 0; i--)
                {
                    var isLast = i == sources.Count - 1;
                    left.Push((
                        sources[i], indent + (isLast ? "└─ " : "├─ "), indent + (isLast ? "   " : "│  "), depth + 1));
                }
            }
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

    private static string Describe(object node, string? told) =>
        $"{Pipeline.NameOf(node)}{(told is null ? "" : $"  {told}")}{(node as IView)?.Origin.Place}";
}
