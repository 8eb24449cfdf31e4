namespace SeqTools.Linq.Tests;

/// <summary>
/// The page of operators in <c>docs</c> is what the code gives. A new operator needs a line in
/// <see cref="OperatorTable"/>. To write the page and its pictures anew, run these tests with the environment variable
/// <c>WRITE_DOCS</c> set to 1, and look at what has changed.
/// </summary>
internal sealed class OperatorTableTests
{
    private static IEnumerable<string> Files() => OperatorPages.All.Keys;

    private static IEnumerable<TestCaseData<Demonstration>> Demonstrations() =>
        from demonstration in OperatorTable.Demonstrations
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
        Repository.Read(file).ShouldBe(OperatorPages.All[file], "Run with WRITE_DOCS=1 to write it anew.");

    [Test]
    public void There_is_no_picture_without_an_operator() =>
        OperatorPages.Pictures().ShouldBeSubsetOf(OperatorPages.All.Keys);

    [Test]
    public void Every_operator_stands_on_the_page_once() =>
        OperatorTable.Demonstrations.Select(demonstration => demonstration.Signature)
            .ShouldBe(OperatorDocumentation.All.Keys, ignoreOrder: true);

    [TestCase("Interleave(second)", true)]
    [TestCase("Interleave(second, third)", false)]
    [TestCase("Zip(second, third)", true)]
    [TestCase("Batch(size, dropLast)", true)]
    [TestCase("Batch(size, pad)", false)]
    [TestCase("Batch(size, Func<SeqView<TSource>, TResult> collate, dropLast)", true)]
    public void An_operator_is_also_awaited_where_awaited_views_take_its_arguments(string signature, bool isAwaited) =>
        OperatorDocumentation.All[signature].IsAwaitedToo.ShouldBe(isAwaited);

    [TestCaseSource(nameof(Demonstrations))]
    public void Making_a_view_evaluates_nothing(Demonstration demonstration) =>
        demonstration.EvaluatedWhenMade().ShouldBeEmpty();

    [TestCaseSource(nameof(Demonstrations))]
    public void A_picture_shows_the_operator_that_it_stands_for(Demonstration demonstration) =>
        ((IView)((IView)demonstration.View([])).Sources[0]).Origin.Operator.ShouldBe(
            demonstration.NamedAfter ?? OperatorDocumentation.All[demonstration.Signature].Name);
}
