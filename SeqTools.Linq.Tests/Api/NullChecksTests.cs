using System.Reflection;

namespace SeqTools.Linq.Tests;

internal sealed class NullChecksTests
{
    private static IEnumerable<TestCaseData<MethodInfo, ParameterInfo>> Parameters() =>
        from method in PublicOperators.ClosedOver(typeof(int), typeof(string))
        from parameter in method.GetParameters()
        where MustNotBeNull(parameter)
        select new TestCaseData<MethodInfo, ParameterInfo>(method, parameter)
            .SetArgDisplayNames(PublicOperators.Describe(method), parameter.Name!);

    [TestCaseSource(nameof(Parameters))]
    public void Null_is_refused_where_the_view_is_built(MethodInfo method, ParameterInfo parameter)
    {
        var arguments = PublicOperators.ArgumentsFor(method);
        arguments[parameter.Position] = null;

        var refusal = Should.Throw<ArgumentNullException>(
            () => method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null));

        refusal.ParamName.ShouldBe(parameter.Name);
    }

    private static bool MustNotBeNull(ParameterInfo parameter)
    {
        var definition = PublicOperators.DefinitionOf(parameter);
        return !definition.ParameterType.IsValueType
            && !definition.ParameterType.IsGenericParameter
            && !definition.IsOptional
            && new NullabilityInfoContext().Create(definition).WriteState == NullabilityState.NotNull;
    }
}
