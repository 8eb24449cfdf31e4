// Writes the XML documentation of an assembly without what its users cannot see.
// Arguments: the assembly, its documentation, the file to write.
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

var (assembly, documentation, output) = (args[0], XDocument.Load(args[1], LoadOptions.PreserveWhitespace), args[2]);
var symbols = Symbols(NamespaceOf(assembly)).ToLookup(symbol => symbol.GetDocumentationCommentId());

foreach (var member in documentation.Descendants("member").ToList())
{
    var id = member.Attribute("name")!.Value;
    if (!symbols.Contains(id))
    {
        throw new InvalidDataException($"{assembly} has no {id}.");
    }

    if (symbols[id].Any(IsVisible))
    {
        continue;
    }

    member.PreviousNode!.Remove(); // The line break before it.
    member.Remove();
}

Directory.CreateDirectory(Path.GetDirectoryName(output)!);
documentation.Save(output, SaveOptions.DisableFormatting);

static INamespaceSymbol NamespaceOf(string path)
{
    var reference = MetadataReference.CreateFromFile(path);
    var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithMetadataImportOptions(MetadataImportOptions.All);
    var compilation = CSharpCompilation.Create(null, references: [reference], options: options);
    return ((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!).GlobalNamespace;
}

static IEnumerable<ISymbol> Symbols(INamespaceOrTypeSymbol parent) =>
    parent.GetMembers().SelectMany(
        member => member is INamespaceOrTypeSymbol inner ? Symbols(inner).Prepend(inner) : [member]);

static bool IsVisible(ISymbol symbol) =>
    symbol is INamespaceSymbol
    || (symbol.DeclaredAccessibility
            is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && IsVisible(symbol.ContainingSymbol));
