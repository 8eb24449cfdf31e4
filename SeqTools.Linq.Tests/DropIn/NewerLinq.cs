using System.Text.RegularExpressions;

namespace SeqTools.Linq.Tests.DropIn;

/// <summary>What LINQ has in newer frameworks only, so that there is nothing to compare with in an older one.</summary>
internal static partial class NewerLinq
{
    public static bool IsAtHandFor(string code) => Environment.Version.Major >= 10 || !Names().IsMatch(code);

    [GeneratedRegex(@"\b(Index\(\)|CountBy|AggregateBy|LeftJoin|RightJoin|Shuffle\(\))")]
    private static partial Regex Names();
}
