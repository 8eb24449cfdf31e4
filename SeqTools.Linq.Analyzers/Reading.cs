using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers;

/// <summary>What becomes of a view further on in its expression.</summary>
internal static class Reading
{
    /// <summary>
    /// Whether the code, or a method or collection of the framework's, runs through the elements once where they stand.
    /// </summary>
    public static bool IsEnumerated(IOperation view) =>
        view.Syntax.Parent is SpreadElementSyntax
        || view.Consumer() is IForEachLoopOperation
        || (view.Consumer() is IArgumentOperation { Parameter.OriginalDefinition: { Type: var type } parameter }
            && type.IsSequence()
            && IsOfCollections(parameter.ContainingType));

    private static bool IsOfCollections(ITypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() is "System.Threading.Tasks" or "System.Collections.Generic"
            or "System.Collections.Concurrent" or "System.Collections.Immutable" or "System.Collections.Frozen";

    /// <summary>Whether each element is read once, or kept after its first read.</summary>
    public static bool IsKept(IInvocationOperation call, Library library)
    {
        for (var view = call.Outcome(); !IsEnumerated(view); view = view.Outcome())
        {
            if (view.CallOnIt() is { TargetMethod: var method } next)
            {
                if (method.Name is "Memoize" or "AsCachedOnDisk" || IsRead(method, library))
                {
                    return true;
                }

                view = next;
            }
            else if (view.Consumer() is IArgumentOperation { Parent: var taker })
            {
                if (taker is not IInvocationOperation { TargetMethod: var other } outer || !IsDeferred(other, library))
                {
                    return taker is IObjectCreationOperation or IInvocationOperation
                    {
                        TargetMethod.ContainingType.SpecialType: SpecialType.System_String,
                    };
                }

                view = outer;
            }
            else if (view.Consumer() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation local }
                && local.OnlyUse() is { } use)
            {
                view = use;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A method of LINQ's or of a view's that reads elements and gives what it has made of them.</summary>
    private static bool IsRead(IMethodSymbol method, Library library) =>
        IsAwaitedRead(method)
        || (!IsDeferred(method, library)
            && (library.IsLinq(method) || library.Owns(method.ContainingType))
            && method.Name is not ("Explain" or "ExplainMermaid" or "Profile" or "GetAsync"));

    /// <summary>A method of LINQ's for awaited sequences that gives what it has made of the elements.</summary>
    private static bool IsAwaitedRead(IMethodSymbol method) =>
        method.ContainingType is { Name: "AsyncEnumerable" } owner
        && owner.IsIn("System.Linq")
        && method.ReturnType.IsTask();

    private static bool IsDeferred(IMethodSymbol method, Library library) =>
        library.IsOperator(method)
            ? library.IsView(method.ReturnType)
            : library.IsLinq(method)
                && (method.ReturnType.IsSequence() || method.ReturnType.Name == "IOrderedEnumerable");
}
