namespace SeqTools.Linq.Tests.DropIn;

/// <summary>Chains of the operators that bear LINQ's names, as text, on a <c>source</c> of integers.</summary>
internal static class Pipelines
{
    public static readonly string[] All = Array.FindAll(
    [
        "Select(n => n * 2)",
        "Select((n, i) => n * i)",
        "Select(n => n.ToString())",
        "Select(n => n + 1).Select(n => n * 2).Select(n => -n)",
        "Zip(source, (a, b) => a + b)",
        "Zip(source)",
        "Zip(source, source)",
        "Zip(new[] { 7, 8 }, (a, b) => a * b)",
        "Concat(source)",
        "Concat([8, 9])",
        "Concat([]).Concat(source).Concat([8])",
        "Append(9)",
        "Prepend(9)",
        "Append(8).Prepend(9).Append(7)",
        "Skip(0)",
        "Skip(2)",
        "Skip(int.MaxValue)",
        "Skip(1).Skip(1)",
        "Skip(-3).Select(n => n + 1)",
        "Select(n => n + 1).Skip(1).Select(n => n + 1)",
        "Take(0)",
        "Take(2)",
        "Take(int.MaxValue)",
        "Take(3).Take(2).Take(40)",
        "Take(3).Skip(1).Skip(-4)",
        "Skip(1).Take(2).Take(int.MaxValue)",
        "Skip(1).Take(int.MaxValue)",
        "Take(2..)",
        "Take(..^1)",
        "Take(1..int.MaxValue)",
        "Take(^2..)",
        "Take(^3..^1)",
        "Take(^9..2)",
        "Take(^int.MaxValue..^1)",
        "Take(9..^int.MaxValue)",
        "Take(1..^1).Take(^2..9)",
        "SkipLast(0)",
        "SkipLast(1)",
        "SkipLast(int.MaxValue)",
        "TakeLast(0)",
        "TakeLast(2)",
        "TakeLast(int.MaxValue)",
        "Skip(1).TakeLast(3)",
        "Skip(1).SkipLast(1)",
        "Chunk(1)",
        "Chunk(2)",
        "Chunk(int.MaxValue)",
        "Index()",
        "DefaultIfEmpty()",
        "DefaultIfEmpty(42)",
        "Skip(3).DefaultIfEmpty(42).Append(1)",
        "Select(n => n).Reverse()",
        "Select(n => n).Reverse().Skip(1).Reverse()",
        "Take(3).Reverse().Concat(source.Skip(3))",
        "Select(n => n + 1).Concat(source.Take(1)).Chunk(2).Select(chunk => chunk[0])",
    ],
    NewerLinq.IsAtHandFor);

    /// <summary>What they are called on.</summary>
    public static readonly string[] Sources = ["int[]", "List<int>", "IReadOnlyList<int>", "ReadOnlyCollection<int>"];

    public static string Code => $$"""
        namespace UserCode;

        public static class Pipelines
        {
            {{string.Concat(
                from source in Sources.Index()
                from pipeline in All.Index()
                select $"public static System.Collections.IEnumerable Pipeline{pipeline.Index}({source.Item} source) =>"
                    + $" source.{pipeline.Item};\n    ")}}
        }
        """;
}
