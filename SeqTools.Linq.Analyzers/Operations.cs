using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace SeqTools.Linq.Analyzers;

/// <summary>Ways through a chain of calls, from a value to what it was made of and to what becomes of it.</summary>
internal static class Operations
{
    /// <summary>The value itself, without what the compiler puts around it. A cast is the author's.</summary>
    public static IOperation Unwrapped(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    break;
                case ITranslatedQueryOperation query:
                    operation = query.Operation;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IArgumentOperation argument:
                    operation = argument.Value;
                    break;
                case IDelegateCreationOperation creation:
                    operation = creation.Target;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>What takes a value: an argument, an assignment, a loop …; conversions are gone through.</summary>
    public static IOperation? Consumer(this IOperation operation)
    {
        var consumer = operation.Parent;
        while (consumer is IConversionOperation { OperatorMethod: null }
            or ITranslatedQueryOperation or IParenthesizedOperation or IDelegateCreationOperation)
        {
            consumer = consumer.Parent;
        }

        return consumer;
    }

    /// <summary>
    /// The outermost choice (<c>?:</c>, <c>??</c>, <c>?.</c>, <c>switch</c>) that a value is an outcome of; the value
    /// itself where it is of none.
    /// </summary>
    public static IOperation Outcome(this IOperation value)
    {
        while (value.Consumer() is { } choice && choice.HasOutcome(value))
        {
            value = choice is ISwitchExpressionArmOperation ? choice.Parent! : choice;
        }

        return value;
    }

    /// <summary>What a method is called on, as the code writes it: <c>list</c> in <c>list.Take(2)</c>.</summary>
    public static IOperation? Receiver(this IInvocationOperation call) =>
        (call.Instance ?? call.ExtensionReceiver())?.Unwrapped();

    /// <summary>The call that has this value as its receiver.</summary>
    public static IInvocationOperation? CallOnIt(this IOperation operation) => operation.Consumer() switch
    {
        IInvocationOperation call when call.Receiver() == operation => call,
        IArgumentOperation { Parent: IInvocationOperation call } when call.Receiver() == operation => call,
        _ => null,
    };

    /// <summary>What is given for a parameter; null where that has its default.</summary>
    public static IArgumentOperation? ArgumentFor(this IInvocationOperation call, string parameter)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == parameter && argument.ArgumentKind != ArgumentKind.DefaultValue)
            {
                return argument;
            }
        }

        return null;
    }

    /// <summary>
    /// The name of the method and its arguments, so that in a chain of several lines its own is marked.
    /// </summary>
    public static Location NameAndArguments(this IInvocationOperation call) => NameAndArguments(call.Syntax);

    public static Location NameAndArguments(SyntaxNode call)
    {
        var start = call switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.SpanStart,
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.SpanStart,
            _ => call.SpanStart,
        };
        return Location.Create(call.SyntaxTree, TextSpan.FromBounds(start, call.Span.End));
    }

    /// <summary>What a field, a property or an event is of, also behind a <c>?.</c>.</summary>
    public static IOperation? Owner(this IOperation value) => value switch
    {
        IMemberReferenceOperation member => member.Instance?.Unwrapped(),
        IConditionalAccessInstanceOperation instance => instance.Accessed(),
        _ => null,
    };

    /// <summary>What stands before a <c>?.</c>.</summary>
    public static IOperation? Accessed(this IConditionalAccessInstanceOperation instance)
    {
        IOperation part = instance;
        while (part.Parent is { } outer)
        {
            if (outer is IConditionalAccessOperation access && access.WhenNotNull == part)
            {
                return access.Operation.Unwrapped();
            }

            part = outer;
        }

        return null;
    }

    /// <summary>
    /// The local function that a method group names, or the method, if it stands in the same file.
    /// </summary>
    public static IOperation? Body(this IMethodReferenceOperation reference)
    {
        var declaration = reference.Method.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault();
        return declaration?.SyntaxTree == reference.Syntax.SyntaxTree
            ? reference.SemanticModel?.GetOperation(declaration.GetSyntax())
            : null;
    }

    /// <summary>The operator that a function is handed to.</summary>
    public static IInvocationOperation? Recipient(this IOperation function, Library library) =>
        function.Consumer() is IArgumentOperation { Parent: IInvocationOperation call }
        && library.IsOperator(call.TargetMethod)
            ? call
            : null;

    /// <summary>
    /// The innermost function around an operation, or the operation itself, that an operator is handed, and the
    /// operator.
    /// </summary>
    public static (IInvocationOperation Call, IOperation Function)? Handed(this IOperation operation, Library library)
    {
        for (var outer = operation; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or IMethodReferenceOperation
                && outer.Recipient(library) is { } call)
            {
                return (call, outer);
            }
        }

        return null;
    }

    /// <summary>The innermost function, anonymous or local, that an operation is part of.</summary>
    public static IOperation? EnclosingFunction(this IOperation operation)
    {
        var function = operation.Parent;
        while (function is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            function = function.Parent;
        }

        return function;
    }

    /// <summary>The lambda around an operation that becomes a tree.</summary>
    public static IAnonymousFunctionOperation? ExpressionTree(this IOperation operation, Library library)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation function && library.IsExpressionTree(outer.Parent?.Type))
            {
                return function;
            }
        }

        return null;
    }

    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    private static bool HasOutcome(this IOperation choice, IOperation value) => choice switch
    {
        IConditionalOperation conditional => conditional.Condition != value,
        IConditionalAccessOperation access => access.WhenNotNull.Unwrapped() == value,
        ISwitchExpressionArmOperation arm => arm.Value.Unwrapped() == value,
        ICoalesceOperation => true,
        _ => false,
    };

    private static IOperation? ExtensionReceiver(this IInvocationOperation call)
    {
        if (!call.TargetMethod.IsExtensionMethod)
        {
            return null;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == 0)
            {
                // In Enumerable.Take(list, 2) it is an argument like any other.
                return argument.Syntax is ArgumentSyntax ? null : argument;
            }
        }

        return null;
    }
}
