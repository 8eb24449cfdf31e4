using Microsoft.CodeAnalysis;

namespace SeqTools.Linq.Analyzers;

/// <summary>The types of the library, and of the framework's that rules ask for, in one compilation.</summary>
internal sealed class Library
{
    private readonly INamespaceSymbol home;
    private readonly INamedTypeSymbol operators;
    private readonly INamedTypeSymbol factories;
    private readonly INamedTypeSymbol? view;
    private readonly INamedTypeSymbol? awaitedView;
    private readonly INamedTypeSymbol? expression;
    private readonly INamedTypeSymbol? linq;
    private readonly INamedTypeSymbol? linqOfImmutableArrays;

    private Library(Compilation compilation, INamedTypeSymbol operators, INamedTypeSymbol factories)
    {
        this.operators = operators;
        this.factories = factories;
        home = operators.ContainingNamespace;
        view = compilation.GetTypeByMetadataName("SeqTools.Linq.SeqView`1");
        awaitedView = compilation.GetTypeByMetadataName("SeqTools.Linq.AsyncSeqView`1");
        expression = compilation.GetTypeByMetadataName("System.Linq.Expressions.Expression`1");
        linq = compilation.GetTypeByMetadataName("System.Linq.Enumerable");
        linqOfImmutableArrays = compilation.GetTypeByMetadataName("System.Linq.ImmutableArrayExtensions");
        Disposable = compilation.GetTypeByMetadataName("System.IDisposable");
        AsyncDisposable = compilation.GetTypeByMetadataName("System.IAsyncDisposable");
        Random = compilation.GetTypeByMetadataName("System.Random");
    }

    public INamedTypeSymbol? Disposable { get; }

    public INamedTypeSymbol? AsyncDisposable { get; }

    public INamedTypeSymbol? Random { get; }

    public static Library? In(Compilation compilation) =>
        compilation.GetTypeByMetadataName("SeqTools.Linq.SeqExtensions") is { } operators
        && compilation.GetTypeByMetadataName("SeqTools.Linq.Seq") is { } factories
            ? new(compilation, operators, factories)
            : null;

    /// <summary>Whether a method makes a view of lists, functions or values.</summary>
    public bool IsOperator(IMethodSymbol method) =>
        Is(method.ContainingType, operators)
        || Is(method.ContainingType, factories)
        || (IsView(method.ContainingType) && IsView(method.ReturnType));

    public bool IsOperator(IMethodSymbol method, string name) => method.Name == name && IsOperator(method);

    /// <summary>Whether some operator on lists has this name.</summary>
    public bool HasOperator(string name) => !operators.GetMembers(name).IsEmpty;

    /// <summary>Whether LINQ has an operator of this name.</summary>
    public bool HasLinqOf(string name) => linq?.GetMembers(name).IsEmpty == false;

    public bool IsLinq(IMethodSymbol method) => Is(method.ContainingType, linq) || IsLinqOfImmutableArrays(method);

    public bool IsLinqOfImmutableArrays(IMethodSymbol method) => Is(method.ContainingType, linqOfImmutableArrays);

    /// <summary>
    /// Whether the compiler took none of the methods that it found, all of which make views or are LINQ's.
    /// </summary>
    public bool IsRefused(SymbolInfo call) =>
        call.Symbol is null
        && call.CandidateSymbols.All(
            candidate => candidate is IMethodSymbol method && (IsOperator(method) || IsLinq(method)));

    /// <summary>Whether a type is a view of lists or an awaited one.</summary>
    public bool IsView(ITypeSymbol? type) => Derives(type, view) || Derives(type, awaitedView);

    /// <summary>Whether a type is one of the library's own.</summary>
    public bool Owns(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type?.ContainingNamespace, home);

    public bool IsExpressionTree(ITypeSymbol? type) => Is(type as INamedTypeSymbol, expression);

    /// <summary>Whether code at a place sees the operators without naming their class.</summary>
    public bool IsInScope(SemanticModel model, int position) =>
        model.GetImportScopes(position)
            .SelectMany(scope => scope.Imports)
            .Any(import => SymbolEqualityComparer.Default.Equals(import.NamespaceOrType, home))
        || IsWithinHome(model.GetEnclosingSymbol(position)?.ContainingNamespace);

    private bool IsWithinHome(INamespaceSymbol? space) =>
        $"{space?.ToDisplayString()}.".StartsWith($"{home.ToDisplayString()}.", StringComparison.Ordinal);

    private static bool Is(INamedTypeSymbol? type, INamedTypeSymbol? definition) =>
        type is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, definition);

    private static bool Derives(ITypeSymbol? type, INamedTypeSymbol? definition)
    {
        for (var own = type as INamedTypeSymbol; own is not null; own = own.BaseType)
        {
            if (Is(own, definition))
            {
                return true;
            }
        }

        return false;
    }
}
