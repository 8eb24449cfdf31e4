#if !NET9_0_OR_GREATER
namespace System.Runtime.CompilerServices;

/// <summary>What the compiler looks for by name; the base class library has it from .NET 9 on.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property, Inherited = false)]
internal sealed class OverloadResolutionPriorityAttribute(int priority) : Attribute
{
    public int Priority => priority;
}
#endif
