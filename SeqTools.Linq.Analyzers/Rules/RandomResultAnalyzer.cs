using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>A function that gives another value at each read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RandomResultAnalyzer() : LibraryAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = Create(RuleIds.RandomResult, DiagnosticSeverity.Info);

    private static readonly HashSet<string> Operators = ["Generate", "Select", "SelectAsync", "SelectTuple", "Zip"];

    private protected override void Start(CompilationStartAnalysisContext context, Library library) =>
        context.RegisterOperationAction(
            operation => Check(operation, library),
            OperationKind.Invocation,
            OperationKind.MethodReference,
            OperationKind.ObjectCreation,
            OperationKind.PropertyReference);

    private static void Check(OperationAnalysisContext context, Library library)
    {
        var random = context.Operation;
        if (!IsRandom(random, library) || Unkept(random, library) is not var (call, function))
        {
            return;
        }

        Location[] selector = IsSeedless(Generator(random) ?? random, library) && HasTwinWithRandom(call, function)
            ? [function.Syntax.GetLocation()]
            : [];
        context.ReportDiagnostic(
            Diagnostic.Create(
                Rule, random.Syntax.GetLocation(), selector, random.Syntax.ToString(), call.TargetMethod.Name));
    }

    /// <summary>
    /// The function around random values that is called at each read, and its operator. What a function inside it
    /// makes may be kept there, but is made anew with it.
    /// </summary>
    private static (IInvocationOperation Call, IOperation Function)? Unkept(IOperation random, Library library)
    {
        for (var handed = random.Handed(library); handed is var (call, function); handed = call.Handed(library))
        {
            if (!Operators.Contains(call.TargetMethod.Name) || !IsFromElsewhere(random, function, library))
            {
                return null;
            }

            if (!Reading.IsKept(call, library))
            {
                return handed;
            }
        }

        return null;
    }

    /// <summary>Whether an operation has to do with random values, which types and names tell.</summary>
    private static bool IsRandom(IOperation operation, Library library) => operation switch
    {
        IObjectCreationOperation or IPropertyReferenceOperation =>
            IsSeedless(operation, library) && !IsGeneratorOfCall(operation),
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: var owner, Name: var name } } =>
            owner is { Name: "Guid", ContainingNamespace.Name: "System" } ? name is "NewGuid" or "CreateVersion7"
            : owner is { Name: "RandomNumberGenerator", ContainingNamespace.Name: "Cryptography" },
        _ => Generator(operation) is { } generator && IsGenerator(generator.Type, library),
    };

    /// <summary>What a call, or a method that is handed over, is of.</summary>
    private static IOperation? Generator(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance: { } owner } => owner.Unwrapped(),
        IMethodReferenceOperation { Instance: { } owner } => owner.Unwrapped(),
        _ => null,
    };

    private static bool IsGenerator(ITypeSymbol? type, Library library) =>
        SymbolEqualityComparer.Default.Equals(type, library.Random);

    private static bool IsGeneratorOfCall(IOperation operation) =>
        operation.Parent is { } user && Generator(user) == operation;

    /// <summary>A generator that starts anew, another way each time, or that all the process shares.</summary>
    private static bool IsSeedless(IOperation operation, Library library) => operation switch
    {
        IObjectCreationOperation { Arguments.IsEmpty: true } => IsGenerator(operation.Type, library),
        IPropertyReferenceOperation { Property: { Name: "Shared", IsStatic: true } shared } =>
            IsGenerator(shared.ContainingType, library),
        _ => false,
    };

    /// <summary>Whether what is drawn depends on more than the element and what the function makes itself.</summary>
    private static bool IsFromElsewhere(IOperation random, IOperation function, Library library) =>
        Generator(random) is not { } generator
        || IsSeedless(generator, library)
        || generator.IsCapturedBy(function);

    /// <summary>Whether the operator is one for which <c>SelectWithRandom</c> stands in.</summary>
    private static bool HasTwinWithRandom(IInvocationOperation call, IOperation function) =>
        call.TargetMethod is { Name: "Select", IsExtensionMethod: true } select
        && select.Parameters[0].Type.IsReadableList()
        && function is IAnonymousFunctionOperation { Symbol.Parameters.Length: 1 }
        && function.Syntax is LambdaExpressionSyntax;
}
