namespace SeqTools.Linq.Tests;

/// <summary>
/// The table of operators is what the code gives. To write it anew after a change, run these tests with the environment variable
/// <c>WRITE_DOCS</c> set to 1, and read what has changed.
/// </summary>
internal sealed class OperatorTableTests
{
    private static IEnumerable<string> Files() => OperatorPages.All.Keys;

    private static IEnumerable<TestCaseData<Demonstration>> Demonstrations() =>
        from @group in OperatorTable.Groups
        from demonstration in @group.Demonstrations
        select new TestCaseData<Demonstration>(demonstration).SetArgDisplayNames(demonstration.Signature);

    [OneTimeSetUp]
    public void Write()
    {
        if (Environment.GetEnvironmentVariable("WRITE_DOCS") == "1")
        {
            OperatorPages.Write();
        }
    }

    [TestCaseSource(nameof(Files))]
    public void A_file_is_what_the_code_gives(string file) =>
        File.ReadAllText(Path.Combine(OperatorPages.Root, file)).ReplaceLineEndings("\n").ShouldBe(OperatorPages.All[file]);

    [Test]
    public void There_is_no_picture_without_an_operator() =>
        OperatorPages.Pictures().ShouldBeSubsetOf(OperatorPages.All.Keys);

    [Test]
    public void Every_operator_stands_in_the_table_once() =>
        Demonstrations().Select(data => ((Demonstration)data.Arguments[0]!).Signature).ShouldBe(OperatorDocumentation.All.Keys, ignoreOrder: true);

    [TestCaseSource(nameof(Demonstrations))]
    public void Making_a_view_evaluates_nothing(Demonstration demonstration) =>
        demonstration.EvaluatedWhenMade().ShouldBeEmpty();

    [TestCaseSource(nameof(Demonstrations))]
    public void A_picture_shows_the_operator_that_it_stands_for(Demonstration demonstration) =>
        demonstration.Code.ShouldContain($"{demonstration.Signature[..demonstration.Signature.IndexOf('(', StringComparison.Ordinal)]}");
}
