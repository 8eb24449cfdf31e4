using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace SeqTools.Linq.Tests;

/// <summary>What IntelliSense shows of a parameter while one writes a call.</summary>
internal sealed partial class ParameterTextTests
{
    private static IEnumerable<TestCaseData<string>> Operators() =>
        from method in Documentation.Operators
        select new TestCaseData<string>(method.GetDocumentationCommentId()!);

    [TestCaseSource(nameof(Operators))]
    public void A_parameter_is_told_by_more_than_its_kind(string id) =>
        Documentation.Of(id)
            .Elements("param")
            .Select(parameter => parameter.Value.Trim())
            .ShouldAllBe(text => !KindOnly().IsMatch(text));

    [TestCaseSource(nameof(Operators))]
    public void What_the_compiler_fills_in_shares_one_short_sentence(string id)
    {
        var parameters = Documentation.Of(id).Elements("param").ToList();
        var first = parameters.FindIndex(parameter => parameter.Attribute("name")!.Value == "callerInfo");

        parameters[first..].Select(parameter => parameter.Value).Distinct().ShouldHaveSingleItem()
            .Length.ShouldBeLessThan(50);
    }

    /// <summary>Such as "The list."</summary>
    [GeneratedRegex(@"^The \w+\.$")]
    private static partial Regex KindOnly();
}
