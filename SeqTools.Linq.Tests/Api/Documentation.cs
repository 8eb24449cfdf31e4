using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace SeqTools.Linq.Tests;

/// <summary>The XML documentation of the library, and the operators and factories as the compiler sees them.</summary>
internal static class Documentation
{
    public static IReadOnlyDictionary<string, XElement> Members { get; } =
        XDocument.Load(Path.ChangeExtension(typeof(Seq).Assembly.Location, ".xml"))
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value);

    public static IReadOnlyList<IMethodSymbol> Operators { get; } =
    [
        .. from type in new[] { typeof(SeqExtensions), typeof(Seq) }
           let symbol = CSharpCode.Compile(CSharpCode.Parse(""), OutputKind.DynamicallyLinkedLibrary)
               .GetTypeByMetadataName(type.FullName!)!
           from method in symbol.GetMembers().OfType<IMethodSymbol>()
           where method is
               { DeclaredAccessibility: Accessibility.Public, IsStatic: true, MethodKind: MethodKind.Ordinary }
               && method.ReturnType.Name != nameof(SeqProfile)
           select method,
    ];

    /// <summary>The documentation of a member, its own or what it inherits.</summary>
    public static XElement Of(string id) => Members[OwnerOf(id)];

    /// <summary>The overload whose documentation an operator has: itself, or the one that it inherits from.</summary>
    public static IMethodSymbol OwnerOf(IMethodSymbol method)
    {
        var owner = OwnerOf(method.GetDocumentationCommentId()!);
        return Operators.Single(other => other.GetDocumentationCommentId() == owner);
    }

    private static string OwnerOf(string id) => Members[id].Element("inheritdoc")?.Attribute("cref")?.Value ?? id;
}
