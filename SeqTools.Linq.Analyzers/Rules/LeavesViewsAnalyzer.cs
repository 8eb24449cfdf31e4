using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers.Rules;

/// <summary>
/// An operator that the library has, bound to LINQ's, since the type of a list is none that it takes.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LeavesViewsAnalyzer() : LibraryAnalyzer(Rule)
{
    /// <summary>The key under which a report says what the fix changes at its further places.</summary>
    internal const string Remedy = nameof(Remedy);

    /// <summary>The places are expressions that are to be viewed.</summary>
    internal const string AsView = nameof(AsView);

    /// <summary>The place is a type, which the compiler can tell from the value.</summary>
    internal const string Var = nameof(Var);

    /// <summary>The place is a type that the value does not tell.</summary>
    internal const string ListType = nameof(ListType);

    private static readonly DiagnosticDescriptor Rule = Create(RuleIds.LeavesViews, DiagnosticSeverity.Info);

    private static readonly HashSet<string> Operators =
    [
        "Append", "Chunk", "Concat", "DefaultIfEmpty", "Index", "Prepend", "Reverse", "Select", "Skip", "SkipLast",
        "Take", "TakeLast", "Zip",
    ];

    private protected override void Start(CompilationStartAnalysisContext context, Library library) =>
        context.RegisterOperationAction(operation => Check(operation, library), OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, Library library)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!IsLinqs(call, library)
            || Cause(call, library) is not { } cause
            || IsReadOnTheSpot(call, context.ContainingSymbol, library)
            || call.ExpressionTree(library) is not null
            || !library.IsInScope(call.SemanticModel!, call.Syntax.SpanStart))
        {
            return;
        }

        context.ReportDiagnostic(
            Diagnostic.Create(
                Rule,
                call.NameAndArguments(),
                [.. cause.Places.Select(place => place.GetLocation())],
                ImmutableDictionary<string, string?>.Empty.Add(Remedy, cause.Remedy),
                call.TargetMethod.Name,
                cause.Culprit,
                cause.Type.ToMinimalDisplayString(call.SemanticModel!, call.Syntax.SpanStart)));
    }

    private static bool IsLinqs(IInvocationOperation call, Library library) =>
        Operators.Contains(call.TargetMethod.Name) && library.IsLinq(call.TargetMethod);

    private static Cause? Cause(IInvocationOperation call, Library library)
    {
        var lists = OtherLists(call);
        if (call.Receiver() is not { Type: { } type } receiver || !lists.All(IsOrCanBeViewed))
        {
            return null;
        }

        IOperation[] unviewed = [.. lists.Where(list => list.Type.IsWritableList())];
        return type.IsSequence() ? CauseInDeclaration(call, receiver)
            : IsUnviewed(call, type, library) ? new(receiver, [receiver, .. unviewed])
            : type.IsReadableList() && unviewed.Length > 0 ? new(unviewed[0], unviewed)
            : null;
    }

    /// <summary>What <c>Zip</c> and <c>Concat</c> take beside the receiver.</summary>
    private static IOperation[] OtherLists(IInvocationOperation call) =>
    [
        .. call.Arguments
            .Where(argument => argument.Parameter is { Ordinal: > 0 } parameter && parameter.Type.IsSequence())
            .Select(argument => argument.Value.Unwrapped()),
    ];

    private static bool IsOrCanBeViewed(IOperation list) =>
        list.Type.IsReadableList() || list.Type.IsWritableList() || list.Syntax is CollectionExpressionSyntax;

    private static bool IsUnviewed(IInvocationOperation call, ITypeSymbol type, Library library) =>
        type.IsWritableList()
        || (type.IsImmutableArray()
            && call.TargetMethod.Name == "Select"
            && library.IsLinqOfImmutableArrays(call.TargetMethod))
        || (type is IArrayTypeSymbol && call.TargetMethod.Name == "Reverse");

    /// <summary>A variable that is a sequence by its declaration alone: what it holds is a list.</summary>
    private static Cause? CauseInDeclaration(IInvocationOperation call, IOperation receiver)
    {
        var model = call.SemanticModel!;
        if (Declaration(receiver) is not { Initializer: { } initializer, Parent: VariableDeclarationSyntax variable }
            || initializer.SyntaxTree != call.Syntax.SyntaxTree)
        {
            return null;
        }

        if (initializer.Value is CollectionExpressionSyntax)
        {
            return new(receiver, ListType, variable.Type);
        }

        var list = model.GetTypeInfo(initializer.Value).Type;
        if (!list.IsReadableList()
            || list.Element() is not { } element
            || receiver.Type.Element() is not { } declared
            || !model.Compilation.ClassifyCommonConversion(element, declared).IsIdentity)
        {
            return null;
        }

        // On an array and a List<T>, the name belongs to methods that reverse in place.
        if (call.TargetMethod.Name == "Reverse" && (list is IArrayTypeSymbol || list.IsList()))
        {
            return new(receiver, [receiver]);
        }

        // The names of a tuple's parts may stand in the declared type alone.
        var isTold = receiver is ILocalReferenceOperation && SymbolEqualityComparer.Default.Equals(element, declared);
        return new(receiver, isTold ? Var : ListType, variable.Type);
    }

    private static VariableDeclaratorSyntax? Declaration(IOperation receiver) => receiver switch
    {
        ILocalReferenceOperation local when local.OnlyValue() is not null => Declarator(local.Local),
        IFieldReferenceOperation
        {
            Field: { IsReadOnly: true, DeclaredAccessibility: Accessibility.Private } field,
        } when !IsAssigned(field) => Declarator(field),
        _ => null,
    };

    private static VariableDeclaratorSyntax? Declarator(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax;

    /// <summary>Whether a constructor may assign the field, which its name is enough to tell.</summary>
    private static bool IsAssigned(IFieldSymbol field) =>
        field.ContainingType.DeclaringSyntaxReferences
            .SelectMany(part => part.GetSyntax().DescendantNodes())
            .OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == field.Name && IsWritten(name));

    private static bool IsWritten(ExpressionSyntax target) => target.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == target && IsWritten(access),
        ParenthesizedExpressionSyntax parenthesized => IsWritten(parenthesized),
        AssignmentExpressionSyntax assignment => assignment.Left == target,
        ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsWritten(tuple),
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
        RefExpressionSyntax => true,
        _ => false,
    };

    /// <summary>
    /// Whether whoever takes the result wants no index: a loop, a call that gives no view, a declared sequence.
    /// </summary>
    private static bool IsReadOnTheSpot(IOperation call, ISymbol member, Library library)
    {
        for (var view = call.Outcome(); ; view = view.Outcome())
        {
            if (view.CallOnIt() is { } next)
            {
                if (!IsLinqs(next, library))
                {
                    return !library.IsOperator(next.TargetMethod);
                }

                view = next;
                continue;
            }

            switch (view.Consumer())
            {
                case IArgumentOperation { Parent: IInvocationOperation taker } when IsLinqs(taker, library):
                    if (!taker.Receiver()?.Type.IsReadableList() ?? true)
                    {
                        return true;
                    }

                    view = taker;
                    continue;
                case IArgumentOperation or IForEachLoopOperation:
                case IFieldInitializerOperation or IPropertyInitializerOperation:
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation }:
                case IArrayInitializerOperation { Parent.Syntax: not ImplicitArrayCreationExpressionSyntax }:
                    return true;
                case IReturnOperation returned:
                    return IsDeclaredSequence(Result(returned, member));
                default:
                    return view.Syntax.Parent is CollectionElementSyntax;
            }
        }
    }

    /// <summary>What is declared to be returned; what a lambda gives may be up to the lambda.</summary>
    private static ITypeSymbol? Result(IReturnOperation returned, ISymbol member) => returned.EnclosingFunction() switch
    {
        null => (member as IMethodSymbol)?.ReturnType,
        ILocalFunctionOperation function => function.Symbol.ReturnType,
        IAnonymousFunctionOperation function =>
            function.Consumer() is IArgumentOperation { Parameter.OriginalDefinition.Type: INamedTypeSymbol declared }
                ? declared.DelegateInvokeMethod?.ReturnType
                : function.Symbol.ReturnType,
        _ => null,
    };

    private static bool IsDeclaredSequence(ITypeSymbol? type) =>
        type.IsSequence() || (type is INamedTypeSymbol { Arity: 1 } task && task.IsTask()
            && task.TypeArguments[0].IsSequence());
}
