using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>A statement that makes a view, and nothing of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedViewAnalyzer() : LibraryAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = Create(RuleIds.UnusedView, DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context, Library library) =>
        context.RegisterOperationAction(operation => Check(operation, library), OperationKind.ExpressionStatement);

    private static void Check(OperationAnalysisContext context, Library library)
    {
        var statement = (IExpressionStatementOperation)context.Operation;
        if (Value(statement) is IInvocationOperation call
            && library.IsOperator(call.TargetMethod)
            && library.IsView(call.Type)
            && !IsBodyOfLambda(statement.Syntax))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, call.NameAndArguments(), call.TargetMethod.Name));
        }
    }

    private static IOperation Value(IExpressionStatementOperation statement)
    {
        var value = statement.Operation.Unwrapped();
        while (value is IConditionalAccessOperation access)
        {
            value = access.WhenNotNull;
        }

        return value;
    }

    /// <summary>A test calls an operator in a lambda to see what it throws.</summary>
    private static bool IsBodyOfLambda(SyntaxNode statement) => statement.Parent
        is AnonymousFunctionExpressionSyntax
        or BlockSyntax { Statements.Count: 1, Parent: AnonymousFunctionExpressionSyntax };
}
