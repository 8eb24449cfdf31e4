using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace SeqTools.Linq.Tests.LinqPad;

/// <summary>
/// The samples that LINQPad shows in its tree run, with a stand-in for LINQPad, and dump what was approved.
/// </summary>
[NonParallelizable, SetCulture("")]
internal sealed partial class LinqPadSampleTests
{
    private static readonly IReadOnlyList<string> Files =
        [.. Repository.Files("linqpad-samples", "*").Order(StringComparer.Ordinal)];

    private static IEnumerable<TestCaseData<string>> Samples() =>
        from file in Files
        select new TestCaseData<string>(file).SetArgDisplayNames(Path.GetFileNameWithoutExtension(file));

    [Test]
    public void They_are_numbered_in_the_order_in_which_the_tree_shows_them()
    {
        Files.ShouldNotBeEmpty();
        Files.Select(file => NumberOf().Match(Path.GetFileName(file)).Groups["number"].Value)
            .ShouldBe(Enumerable.Range(1, Files.Count).Select(number => $"{number}"));
    }

    [TestCaseSource(nameof(Samples))]
    public void A_sample_dumps_what_it_should(string file) =>
        Figures().Replace(CSharpCode.Run(Read(file).Compile(LanguageVersion.CSharp14)), "#")
            .ShouldMatchSnapshot(Path.GetFileNameWithoutExtension(file));

    [TestCaseSource(nameof(Samples))]
    public void A_sample_is_written_in_the_language_of_LINQPad_8(string file) =>
        CSharpCode.ProblemsOf(Read(file).Compile(LanguageVersion.CSharp12)).ShouldBeEmpty();

    private static LinqPadQuery Read(string file) => new(Path.GetFileName(file), Repository.Read(file));

    [GeneratedRegex(@"^(?<number>[1-9]) [A-Z][^.]*\.linq$")]
    private static partial Regex NumberOf();

    /// <summary>Times, and what is measured with them: rates, shares, bytes; and who was first.</summary>
    [GeneratedRegex(
        @"(?<=ComputedByReaders = )\d+|\d\d:\d\d:\d\d(\.\d+)?|"
        + @"\d+(\.\d+)? ?(µs|ms|s|/s|B|kB|MB)\b|\d+(\.\d+)? %(?!])")]
    private static partial Regex Figures();
}
