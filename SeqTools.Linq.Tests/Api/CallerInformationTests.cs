using System.Reflection;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Tests;

internal sealed class CallerInformationTests
{
    private static IEnumerable<TestCaseData<MethodInfo>> Operators() =>
        PublicOperators.WithMembers.Select(
            method => new TestCaseData<MethodInfo>(method).SetArgDisplayNames(PublicOperators.Describe(method)));

    /// <summary>But for the one that is given its view's name.</summary>
    private static IEnumerable<TestCaseData<MethodInfo>> ClosedOperators() =>
        PublicOperators.ClosedOver(typeof(int), typeof(string))
            .Where(method => method.Name != nameof(SeqExtensions.WithOrigin))
            .Select(
                method => new TestCaseData<MethodInfo>(method).SetArgDisplayNames(PublicOperators.Describe(method)));

    [TestCaseSource(nameof(Operators))]
    public void Every_operator_ends_with_caller_information_in_one_order(MethodInfo method)
    {
        var parameters = method.GetParameters();
        var first = Array.FindIndex(parameters, CallerInformation.Is);
        first.ShouldBeGreaterThanOrEqualTo(0);
        CallerInformation.IsMarker(parameters[first]).ShouldBeTrue();
        parameters[first].Name.ShouldBe("callerInfo");
        parameters[first].IsOptional.ShouldBeTrue();
        var filledIn = parameters[(first + 1)..];

        if (CallerInformation.IsText(filledIn[0]))
        {
            ShouldBeFilledIn(filledIn[0], typeof(string));
            filledIn[0].Name.ShouldBe("argumentText");
            var argument = filledIn[0].GetCustomAttribute<CallerArgumentExpressionAttribute>()!.ParameterName;
            NamesOf(parameters[..first]).ShouldContain(argument);
            filledIn = filledIn[1..];
        }

        NamesOf(filledIn).ShouldBe(["filePath", "lineNumber", "memberName"]);
        ShouldBeFilledIn(filledIn[0], typeof(string));
        ShouldBeFilledIn(filledIn[1], typeof(int));
        ShouldBeFilledIn(filledIn[2], typeof(string));
        CallerInformation.IsFile(filledIn[0]).ShouldBeTrue();
        CallerInformation.IsLine(filledIn[1]).ShouldBeTrue();
        CallerInformation.IsMember(filledIn[2]).ShouldBeTrue();
    }

    [TestCaseSource(nameof(ClosedOperators))]
    public void Every_operator_gives_its_name_and_its_place_to_its_view(MethodInfo method)
    {
        var arguments = PublicOperators.ArgumentsFor(method);
        foreach (var parameter in method.GetParameters())
        {
            arguments[parameter.Position] = parameter switch
            {
                _ when CallerInformation.IsText(parameter) => "x => x",
                _ when CallerInformation.IsFile(parameter) => "Import.cs",
                _ when CallerInformation.IsLine(parameter) => 21,
                _ when CallerInformation.IsMember(parameter) => "Load",
                _ => arguments[parameter.Position],
            };
        }

        var view = method.Invoke(null, arguments)!;
        var origin = (ViewOrigin)view.GetType().GetProperty("Origin")!.GetValue(view)!;
        (view as IDisposable)?.Dispose();

        origin.Operator.ShouldBe(method.Name);
        (origin.FilePath, origin.LineNumber, origin.MemberName).ShouldBe(("Import.cs", 21, "Load"));
        if (method.GetParameters().Any(CallerInformation.IsText))
        {
            origin.Arguments.ShouldContain("x => x");
        }
    }

    private static void ShouldBeFilledIn(ParameterInfo parameter, Type type)
    {
        parameter.ParameterType.ShouldBe(type);
        parameter.DefaultValue.ShouldBe(type == typeof(string) ? "" : 0);
    }

    private static IEnumerable<string?> NamesOf(ParameterInfo[] parameters) =>
        parameters.Select(parameter => parameter.Name);
}
