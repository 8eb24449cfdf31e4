using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeqTools.Linq.Tests;

/// <summary>What the code says of an operator: of those overloads that share one documentation.</summary>
internal sealed partial class OperatorDocumentation
{
    /// <summary>
    /// The files of the library, by class and method; those on lists, where awaited views have it, too.
    /// </summary>
    private static readonly ILookup<(string Type, string Method), string> Files = (
        from path in Repository.Files("SeqTools.Linq", "*.cs")
        orderby path.Contains("/Async/", StringComparison.Ordinal), path.Length
        from type in CSharpCode.Parse(Repository.Read(path), language: LanguageVersion.CSharp14)
            .GetRoot()
            .DescendantNodes()
            .OfType<ClassDeclarationSyntax>()
        where type.Identifier.Text is nameof(Seq) or nameof(SeqExtensions)
        from method in type.Members.OfType<MethodDeclarationSyntax>()
        select (Method: (type.Identifier.Text, method.Identifier.Text), Path: path))
        .ToLookup(file => file.Method, file => file.Path);

    /// <summary>The operators that awaited views have, by name.</summary>
    private static readonly ILookup<string, IMethodSymbol> Awaited =
        Documentation.Operators
            .Where(method => IsAwaited(method.Parameters.FirstOrDefault()?.Type))
            .ToLookup(method => method.Name);

    /// <summary>What stands where there is nothing of the kind.</summary>
    public const string NoName = "–";

    private readonly IMethodSymbol method;

    private OperatorDocumentation(IReadOnlyList<IMethodSymbol> overloads)
    {
        method = overloads[0];
        OtherOverloads = overloads.Count - 1;
        var documentation = Documentation.Of(method.GetDocumentationCommentId()!);
        Gives = Verb().Replace(Markdown(documentation.Element("summary")!), "").TrimEnd('.');
        string[] remarks = [.. Remarks(documentation).Select(Markdown)];
        InSeqTools = Names(SeqToolsName(), remarks);
        Elsewhere = Names(OtherName(), remarks);
    }

    /// <summary>All of them, by signature, but for those of awaited views: they are what their namesakes are.</summary>
    public static IReadOnlyDictionary<string, OperatorDocumentation> All { get; } =
        Documentation.Operators
            .Where(method => !IsAwaited(method.ReturnType) && !IsAwaited(method.Parameters.FirstOrDefault()?.Type))
            .GroupBy(method => SignatureOf(Documentation.OwnerOf(method)))
            .ToDictionary(overloads => overloads.Key, overloads => new OperatorDocumentation([.. overloads]));

    /// <summary>
    /// Those that make awaited views of lists, by name: the others that do are namesakes of operators on lists.
    /// </summary>
    public static IReadOnlyDictionary<string, OperatorDocumentation> Awaiting { get; } =
        Documentation.Operators
            .Where(method => IsAwaited(method.ReturnType) && !IsAwaited(method.Parameters.FirstOrDefault()?.Type))
            .GroupBy(method => method.Name)
            .Where(overloads => All.Values.All(other => other.Name != overloads.Key))
            .ToDictionary(overloads => overloads.Key, overloads => new OperatorDocumentation([.. overloads]));

    /// <summary>The file that it stands in.</summary>
    public string SourceFile => Files[(method.ContainingType.Name, method.Name)].First();

    /// <summary>The operator and its parameters, but for those that the compiler fills in.</summary>
    public string Signature => SignatureOf(method);

    public string Name => method.Name;

    /// <summary>The elements of the view, in a few words.</summary>
    public string Gives { get; }

    /// <summary>Its name in SeqTools (Python).</summary>
    public string InSeqTools { get; }

    /// <summary>Its name in LINQ, or in the library of Python.</summary>
    public string Elsewhere { get; }

    /// <summary>
    /// The functions that it must be given, which evaluate elements; others are told of what happens, or stand in where
    /// one fails.
    /// </summary>
    public IEnumerable<string> Functions => method.Parameters
        .Where(parameter => IsFunction(parameter) && !parameter.IsOptional && !IsOfFailures(parameter))
        .Select(parameter => $"`{parameter.Name}`");

    /// <summary>Whether awaited views have an operator of this name that takes the same arguments, too.</summary>
    public bool IsAwaitedToo => method.IsExtensionMethod && Awaited[method.Name].Any(TakesTheSame);

    /// <summary>How many overloads it stands for, beside the one that is shown.</summary>
    public int OtherOverloads { get; }

    /// <summary>Whether another one has all parameters of this one, and needs no more.</summary>
    private bool TakesTheSame(IMethodSymbol other)
    {
        HashSet<(string, int?)> shapes = [.. Parameters(method).Select(Shape)];
        return shapes.IsSubsetOf(Parameters(other).Select(Shape))
            && Parameters(other).All(parameter => parameter.IsOptional || shapes.Contains(Shape(parameter)));
    }

    private static bool IsOfFailures(IParameterSymbol function) =>
        function.Type is INamedTypeSymbol { TypeArguments: [{ Name: nameof(EvaluationException) }, ..] };

    private static bool IsFilledIn(IParameterSymbol parameter) =>
        parameter.Type.Name == nameof(CallerInfo)
        || parameter.GetAttributes().Any(
            attribute => attribute.AttributeClass!.Name.StartsWith("Caller", StringComparison.Ordinal));

    /// <summary>
    /// Such as <c>Seq.Generate(count, Func&lt;int, T&gt; generator)</c>: overloads may differ by the type of a function
    /// alone.
    /// </summary>
    private static string SignatureOf(IMethodSymbol method)
    {
        var parameters = Parameters(method).Select(
            parameter => IsFunction(parameter)
                ? $"{parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {parameter.Name}"
                : parameter.Name);

        return $"{(method.IsExtensionMethod ? "" : "Seq.")}{method.Name}({string.Join(", ", parameters)})";
    }

    /// <summary>Those that stand in the brackets of a call.</summary>
    private static IEnumerable<IParameterSymbol> Parameters(IMethodSymbol method) =>
        method.Parameters
            .Skip(method.IsExtensionMethod ? 1 : 0)
            .Where(parameter => !IsFilledIn(parameter));

    /// <summary>A parameter as awaited views have it, too: they differ by the types.</summary>
    private static (string Name, int? Arguments) Shape(IParameterSymbol parameter) =>
        (parameter.Name, (parameter.Type as INamedTypeSymbol)?.DelegateInvokeMethod?.Parameters.Length);

    private static bool IsAwaited(ITypeSymbol? type) =>
        type is not null && (type.Name == nameof(AsyncSeqView<>) || IsAwaited(type.BaseType));

    private static bool IsFunction(IParameterSymbol parameter) => parameter.Type.TypeKind == TypeKind.Delegate;

    /// <summary>The remarks, and then those that they refer to as being the same.</summary>
    private static IEnumerable<XElement> Remarks(XElement documentation)
    {
        var remarks = documentation.Element("remarks")
            ?? throw new InvalidOperationException(
                $"There are no remarks on {documentation.Attribute("name")!.Value}.");
        yield return remarks;
        if (remarks.Value.TrimStart().StartsWith("As ", StringComparison.Ordinal))
        {
            yield return Documentation.Of(remarks.Descendants("see").First().Attribute("cref")!.Value)
                .Element("remarks")!;
        }
    }

    /// <summary>The names that the first of the texts gives which gives any.</summary>
    private static string Names(Regex pattern, IEnumerable<string> texts) =>
        texts.Select(
            text => string.Join(", ", pattern.Matches(text).Select(match => match.Groups["name"].Value).Distinct()))
            .FirstOrDefault(names => names.Length > 0, NoName);

    private static string Markdown(XElement element) =>
        Spaces().Replace(string.Concat(element.Nodes().Select(Markdown)), " ").Trim();

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "para" } paragraph => $"{Markdown(paragraph)} ",
        XElement code when code.Value.Length > 0 => $"`{code.Value}`",
        XElement reference => $"`{Identifier().Match(reference.FirstAttribute!.Value).Value}`",
        _ => "",
    };

    [GeneratedRegex("^Views,? ")]
    private static partial Regex Verb();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    /// <summary>The last name of a reference, and that of its type if it is a constant.</summary>
    [GeneratedRegex(@"(?:(?<=^F:.*)\w+\.)?\w+(?=(?:`+\d+)?(?:\(.*)?$)")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"(?:^|[.;] )(?:It is )?(?<name>`(?:[^;.]|\.\b)*) in SeqTools \(Python\)")]
    private static partial Regex SeqToolsName();

    [GeneratedRegex(@"LINQ's (?<name>`[^`]+`)|(?<name>`itertools\.\w+`)|(?<name>`[^`]+`) in Python")]
    private static partial Regex OtherName();
}
