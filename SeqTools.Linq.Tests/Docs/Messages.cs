using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Tests;

/// <summary>
/// What the library says where it refuses something or fails: the sentences in its code, with <c>…</c> in the place of
/// what differs from case to case.
/// </summary>
internal static partial class Messages
{
    /// <summary>Describes what is measured.</summary>
    private const string Instruments = "PrefetchMeter.cs";

    public static IReadOnlyList<string> OfTheLibrary { get; } =
    [
        .. from path in Repository.Files("SeqTools.Linq", "*.cs")
           where Path.GetFileName(path) != Instruments
           let root = CSharpCode.Parse(Repository.Read(path), path, LanguageVersion.CSharp14).GetRoot()
           from text in root.DescendantNodes(node => node is not AttributeListSyntax).OfType<ExpressionSyntax>()
           where IsText(text) && !IsText(text.Parent)
           let message = Holes().Replace(Text(text), "…")
           where Sentence().IsMatch(message)
           select message,
    ];

    private static bool IsText(SyntaxNode? node) => node switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        InterpolatedStringExpressionSyntax => true,
        BinaryExpressionSyntax sum => sum.IsKind(SyntaxKind.AddExpression) && (IsText(sum.Left) || IsText(sum.Right)),
        _ => false,
    };

    private static string Text(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax text => string.Concat(text.Contents.Select(Text)),
        InterpolatedStringTextSyntax text => text.TextToken.ValueText,
        BinaryExpressionSyntax sum => Text(sum.Left) + Text(sum.Right),
        InterpolationSyntax { Expression: InvocationExpressionSyntax call } when IsNameOf(call) =>
            call.ArgumentList.Arguments[0].ToString().Split('.')[^1],
        _ => "…",
    };

    private static bool IsNameOf(InvocationExpressionSyntax call) =>
        call.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" };

    [GeneratedRegex("…+")]
    private static partial Regex Holes();

    [GeneratedRegex(@"^(?:[A-Z…].* .*\.|[A-Z].* .*: …)$", RegexOptions.Singleline)]
    private static partial Regex Sentence();
}
