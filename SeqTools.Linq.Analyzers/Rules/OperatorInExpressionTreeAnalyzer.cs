using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>An operator in a lambda that is not run but translated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OperatorInExpressionTreeAnalyzer() : LibraryAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule =
        Create(RuleIds.OperatorInExpressionTree, DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context, Library library) =>
        context.RegisterOperationAction(operation => Check(operation, library), OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, Library library)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!library.IsOperator(call.TargetMethod)
            || IsOperatorCall(call.Receiver(), library)
            || call.ExpressionTree(library) is not { } tree
            || IsRun(tree, context.Compilation))
        {
            return;
        }

        Location[] list = library.HasLinqOf(call.TargetMethod.Name) && call.Receiver() is { } receiver
            ? [receiver.Syntax.GetLocation()]
            : [];
        context.ReportDiagnostic(Diagnostic.Create(Rule, call.NameAndArguments(), list, call.TargetMethod.Name));
    }

    /// <summary>Whether the tree is compiled, here or by who takes it.</summary>
    private static bool IsRun(IAnonymousFunctionOperation tree, Compilation compilation) => tree.Consumer() switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var taker } } => Runs(taker, compilation),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } =>
            tree.Root().UsesOf(local).Any(IsCompiled),
        _ => IsCompiled(tree),
    };

    private static bool IsCompiled(IOperation tree) =>
        tree.Consumer() is IInvocationOperation { TargetMethod.Name: "Compile" };

    /// <summary>
    /// Whether it is another library that has nothing to do with queries: an assertion or a mock, which compiles it.
    /// </summary>
    private static bool Runs(IMethodSymbol taker, Compilation compilation) =>
        !SymbolEqualityComparer.Default.Equals(taker.ContainingAssembly, compilation.Assembly)
        && !taker.Parameters.Select(parameter => parameter.Type)
            .Append(taker.ReturnType)
            .Append(taker.ContainingType)
            .Any(type => type.IsQueryable());

    /// <summary>The first of a chain decides what the others are.</summary>
    private static bool IsOperatorCall(IOperation? receiver, Library library) =>
        receiver is IInvocationOperation call && library.IsOperator(call.TargetMethod);
}
