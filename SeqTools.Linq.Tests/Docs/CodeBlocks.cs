using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Tests;

/// <summary>The blocks of code in a page.</summary>
internal static partial class CodeBlocks
{
    /// <summary>The texts of the blocks, one after another, by their language.</summary>
    public static ILookup<string, string> Of(string page) =>
        Block().Matches(Repository.Read(page))
            .ToLookup(block => block.Groups["language"].Value, block => block.Groups["text"].Value);

    /// <summary>A program of all snippets of C#. Those that only declare types come last, as C# has it.</summary>
    public static string Program(ILookup<string, string> blocks)
    {
        var pieces = blocks["csharp"].ToLookup(IsDeclaration);
        return string.Concat([.. pieces[false], .. pieces[true]]);
    }

    private static bool IsDeclaration(string piece) =>
        CSharpCode.Parse(piece).GetCompilationUnitRoot().Members is [_, ..] members
        && !members.Any(member => member is GlobalStatementSyntax);

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
