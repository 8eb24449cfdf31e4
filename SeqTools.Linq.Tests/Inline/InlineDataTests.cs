using System.Globalization;
using System.Text;
using NUnit.Framework;
using Shouldly;

namespace SeqTools.Linq.Tests.Inline;

/// <summary>Tests that prepare their data where they use it: <c>docs/testing.md</c> shows them.</summary>
internal sealed class InlineDataTests
{
    private static readonly string[] Titles = ["Hello, World!", "  Crème brûlée ", "C# 14", "a--b"];
    private static readonly string[] Slugs = ["hello-world", "creme-brulee", "c-14", "a-b"];

    private static SeqView<TestCaseData> Cases => Seq
        .Zip(Titles, Slugs)
        .SelectTuple((title, slug) => new TestCaseData(title).Returns(slug));

    [TestCaseSource(nameof(Cases))]
    public string A_title_becomes_a_slug(string title) => Slug(title);

    private static SeqView<TestCaseData> Orders => Seq
        .Range(0, 5)
        .Select(seed => new TestCaseData(Slugs.Shuffle(seed)).SetArgDisplayNames($"seed {seed}"));

    [TestCaseSource(nameof(Orders))]
    public void Sorting_does_not_depend_on_the_order(SeqView<string> slugs) =>
        slugs.Order(StringComparer.Ordinal).ShouldBe(["a-b", "c-14", "creme-brulee", "hello-world"]);

    private static readonly string[] Lines = ["a--b = a-b", "C# 14 = c-14", "Hello = hello"];

    private static SeqView<(string Title, string Slug)> Rows => Lines
        .Select(line => line.Split(" = "))
        .Select(cells => (cells[0], cells[1]));

    private static SeqView<TestCaseData> RowCases => Rows
        .SelectTuple((title, slug) => new TestCaseData(title, slug));

    [TestCaseSource(nameof(RowCases))]
    public void A_row_that_is_read_for_the_list_of_tests(string title, string slug) => Slug(title).ShouldBe(slug);

    private static SeqView<int> RowNumbers => Seq.Range(0, Lines.Length);

    [TestCaseSource(nameof(RowNumbers))]
    public void A_row_that_is_read_in_its_test(int number)
    {
        var (title, slug) = Rows[number];

        Slug(title).ShouldBe(slug);
    }

    private static string Slug(string title)
    {
        var plain = title.Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            .Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
        return string.Join('-', string.Concat(plain).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
