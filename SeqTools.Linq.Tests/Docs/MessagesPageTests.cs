using System.Text.RegularExpressions;

namespace SeqTools.Linq.Tests;

/// <summary>The index of messages has each message of the library once, and no other.</summary>
internal sealed partial class MessagesPageTests
{
    private static readonly string[] OnThePage =
        [.. Heading().Matches(Repository.Read("docs/messages.md")).Select(heading => heading.Groups["message"].Value)];

    [Test]
    public void Every_message_of_the_library_is_explained() =>
        Messages.OfTheLibrary.Distinct().Except(OnThePage).ShouldBeEmpty();

    [Test]
    public void What_is_explained_is_a_message_of_the_library() =>
        OnThePage.Except(Messages.OfTheLibrary).ShouldBeEmpty();

    [Test]
    public void A_message_is_explained_once() => OnThePage.ShouldBeUnique();

    [GeneratedRegex("^### `(?<message>.*)`$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
