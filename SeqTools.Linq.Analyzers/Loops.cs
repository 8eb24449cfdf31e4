using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers;

/// <summary>Loops around an expression that is the same at each turn.</summary>
internal static class Loops
{
    /// <summary>The outermost loop before which an expression may stand as well; null where there is none.</summary>
    public static ILoopOperation? OutermostWithout(IOperation value, Library library)
    {
        ILoopOperation? outermost = null;
        for (var outer = value.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation);
            outer = outer.Parent)
        {
            if (outer is not ILoopOperation loop || IsReadOnce(value, loop))
            {
                continue;
            }

            if (DependsOn(value, loop, library))
            {
                return outermost;
            }

            if (loop.Syntax.Parent is BlockSyntax or GlobalStatementSyntax)
            {
                outermost = loop;
            }
        }

        return outermost;
    }

    private static bool IsReadOnce(IOperation value, ILoopOperation loop) =>
        loop is IForEachLoopOperation { Collection: var collection }
        && collection.Syntax.Span.Contains(value.Syntax.Span);

    private static bool DependsOn(IOperation value, ILoopOperation loop, Library library) =>
        value.DescendantsAndSelf().Any(
            part => part switch
            {
                ILocalReferenceOperation { Local: var local } => IsDeclaredIn(local, loop, value),
                // What another method gives may be something else at each turn.
                IInvocationOperation call => !library.IsOperator(call.TargetMethod) && !IsInFunctionOf(call, value),
                _ => false,
            })
        || IsChangedIn(value, loop, library);

    /// <summary>Whether a loop may change a variable that a value is made of, or the list that it holds.</summary>
    private static bool IsChangedIn(IOperation value, ILoopOperation loop, Library library)
    {
        var variables = new HashSet<ISymbol>(Variables(value, library), SymbolEqualityComparer.Default);
        return loop.Descendants()
            .Concat(Functions(loop).SelectMany(function => function.Descendants()))
            .Where(use => !value.Syntax.Span.Contains(use.Syntax.Span))
            .Any(use => Variable(use) is { } variable && variables.Contains(variable) && IsChanging(use, library));
    }

    /// <summary>The variables that a value is made of, and those behind the views that they hold.</summary>
    private static IEnumerable<ISymbol> Variables(IOperation value, Library library)
    {
        foreach (var part in value.DescendantsAndSelf())
        {
            if (Variable(part) is not { } variable)
            {
                continue;
            }

            yield return variable;
            if (part is ILocalReferenceOperation local
                && library.IsView(local.Type)
                && local.OnlyValue() is { } view
                && view.Syntax.Span.End <= local.Syntax.SpanStart)
            {
                foreach (var behind in Variables(view, library))
                {
                    yield return behind;
                }
            }
        }
    }

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } => property,
        _ => null,
    };

    /// <summary>Functions beside a loop, which it may call.</summary>
    private static IEnumerable<IOperation> Functions(ILoopOperation loop) =>
        loop.Root()
            .Descendants()
            .Where(function => function is ILocalFunctionOperation or IAnonymousFunctionOperation
                && !function.Syntax.Span.Contains(loop.Syntax.Span));

    private static bool IsChanging(IOperation use, Library library) =>
        use.IsWritten()
        || (use.Type is { IsValueType: false, SpecialType: not SpecialType.System_String }
            && !library.IsView(use.Type)
            && !IsRead(use, library));

    /// <summary>Whether a list is used in a way that leaves it as it is.</summary>
    private static bool IsRead(IOperation list, Library library) => list.Consumer() switch
    {
        IInvocationOperation { TargetMethod: var method } => IsReading(method, library),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } =>
            IsReading(method, library),
        IArrayElementReferenceOperation or IMemberReferenceOperation or IImplicitIndexerReferenceOperation =>
            !list.Consumer()!.IsWritten(),
        IForEachLoopOperation => true,
        _ => false,
    };

    private static bool IsReading(IMethodSymbol method, Library library) =>
        library.IsOperator(method) || library.IsLinq(method);

    private static bool IsDeclaredIn(ILocalSymbol local, ILoopOperation loop, IOperation value) =>
        local.DeclaringSyntaxReferences.Any(
            declaration => loop.Syntax.Span.Contains(declaration.Span)
                && !value.Syntax.Span.Contains(declaration.Span));

    private static bool IsInFunctionOf(IOperation call, IOperation value)
    {
        for (var outer = call.Parent; outer is not null && outer != value; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
