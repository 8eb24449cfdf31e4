using System.Xml;
using System.Xml.Linq;
using LINQPad;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeqTools.Linq.Tests.LinqPad;

/// <summary>A file as LINQPad writes it: a header in XML, which says what the code below it needs.</summary>
internal sealed class LinqPadQuery
{
    private const string EndOfHeader = "</Query>";

    /// <summary>What LINQPad has in scope without being told.</summary>
    private static readonly string[] UsualNamespaces =
    [
        "LINQPad",
        "System",
        "System.Collections",
        "System.Collections.Generic",
        "System.Data",
        "System.Diagnostics",
        "System.IO",
        "System.Linq",
        "System.Linq.Expressions",
        "System.Reflection",
        "System.Text",
        "System.Text.RegularExpressions",
        "System.Threading",
        "System.Transactions",
        "System.Xml",
        "System.Xml.Linq",
        "System.Xml.XPath",
    ];

    /// <summary>Calls the query's <c>Main</c>, which may be asynchronous.</summary>
    private const string Start = """
        using System;
        using System.Threading.Tasks;

        partial class UserQuery
        {
            private static Task Main(string[] args) => Run(new UserQuery().Main);

            private static Task Run(Func<Task> main) => main();

            private static Task Run(Action main)
            {
                main();
                return Task.CompletedTask;
            }
        }
        """;

    private readonly IReadOnlyList<string> packages;
    private readonly IReadOnlyList<string> namespaces;
    private readonly string code;

    /// <param name="name">The name of the file, for messages.</param>
    /// <param name="text">What the file holds.</param>
    /// <exception cref="FormatException">LINQPad would not run this file, or would not have what it needs.</exception>
    public LinqPadQuery(string name, string text)
    {
        Name = name;
        var end = text.IndexOf(EndOfHeader, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Broken($"its header does not end: there is no {EndOfHeader}");
        }

        end += EndOfHeader.Length;
        var header = ParseHeader(text[..end]);
        packages = ValuesOf(header, "NuGetReference");
        namespaces = ValuesOf(header, "Namespace");
        code = Program(header.Attribute("Kind")?.Value, text[end..].Trim());
    }

    public string Name { get; }

    /// <summary>Compiles the query, with what its header names and nothing else.</summary>
    public CSharpCompilation Compile(LanguageVersion language) => CSharpCode.Compile(
        [
            CSharpCode.Parse(
                string.Concat(UsualNamespaces.Union(namespaces).Select(name => $"global using {name};\n")), "Usings.cs",
                language),
            CSharpCode.Parse(Start, "Start.cs", language),
            CSharpCode.Parse(code, Name, language),
        ],
        [
            .. CSharpCode.Framework,
            .. packages.Select(package => MetadataReference.CreateFromFile(FileOf(package)!)),
            MetadataReference.CreateFromFile(typeof(Util).Assembly.Location),
        ],
        OutputKind.ConsoleApplication,
        NullableContextOptions.Disable);

    /// <summary>The library of a package, which has its name.</summary>
    private static string? FileOf(string package) =>
        CSharpCode.Packages.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == package);

    private XElement ParseHeader(string text)
    {
        XElement header;
        try
        {
            header = XElement.Parse(text);
        }
        catch (XmlException e)
        {
            throw Broken($"its header is no XML: {e.Message}");
        }

        var others = header.Elements()
            .Where(element => element.Name.LocalName is not ("NuGetReference" or "Namespace"));
        if (others.FirstOrDefault() is { } unknown)
        {
            throw Broken($"its header has an element {unknown.Name}");
        }

        var strangers = ValuesOf(header, "NuGetReference").Where(package => FileOf(package) is null);
        if (strangers.FirstOrDefault() is { } stranger)
        {
            throw Broken($"it references the package {stranger}, which the tests do not have");
        }

        return header;
    }

    /// <summary>The code as LINQPad makes a class of it. Lines are counted from the first one of the code.</summary>
    private string Program(string? kind, string body) => kind switch
    {
        "Expression" => InClass("void Main() { (", body, ").Dump(); }"),
        // LINQPad makes the method asynchronous where it awaits.
        "Statements" =>
            InClass("#pragma warning disable CS1998\nasync System.Threading.Tasks.Task Main() {", body, "}"),
        "Program" => InClass("", body, ""),
        null => throw Broken("its header gives no kind"),
        _ => throw Broken($"its kind is {kind}, and not Expression, Statements or Program"),
    };

    private string InClass(string before, string body, string behind) =>
        $"partial class UserQuery {{\n{before}\n#line 1 \"{Name}\"\n{body}\n#line hidden\n{behind}\n}}";

    private static string[] ValuesOf(XElement header, string element) =>
        [.. header.Elements(element).Select(value => value.Value)];

    private FormatException Broken(string why) => new($"{Name} is no query of LINQPad: {why}.");
}
