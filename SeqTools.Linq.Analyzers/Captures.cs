using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SeqTools.Linq.Analyzers;

/// <summary>What a function finds outside itself.</summary>
internal static class Captures
{
    /// <summary>
    /// Whether a value is, or is reached through, a variable from outside a function: a local or a parameter of the
    /// code around it, a field of its object, a static field.
    /// </summary>
    public static bool IsCapturedBy(this IOperation value, IOperation function)
    {
        while (true)
        {
            switch (value)
            {
                case ILocalReferenceOperation local:
                    return IsOutside(local.Local, function);
                case IParameterReferenceOperation parameter:
                    return IsOutside(parameter.Parameter, function);
                case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                    return true;
                case IFieldReferenceOperation { Instance: null, Field: { IsConst: false } field }:
                    return !field.GetAttributes()
                        .Any(attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute");
                case IPropertyReferenceOperation { Instance: null }:
                    return true;
                default:
                    if (value.Owner() is not { } owner)
                    {
                        return false;
                    }

                    value = owner;
                    break;
            }
        }
    }

    private static bool IsOutside(ISymbol variable, IOperation function) =>
        variable.DeclaringSyntaxReferences.All(
            declaration => declaration.SyntaxTree != function.Syntax.SyntaxTree
                || !function.Syntax.Span.Contains(declaration.Span));
}
