namespace SeqTools.Linq.Analyzers;

/// <summary>The identifiers of the rules, each of which has a page in <c>docs/analyzers</c>.</summary>
internal static class RuleIds
{
    public const string LeavesViews = "SEQ001";
    public const string ReversedInPlace = "SEQ002";
    public const string StateForOneRead = "SEQ003";
    public const string ReorderedPrefetching = "SEQ004";
    public const string ElementsAreTasks = "SEQ005";
    public const string BlockingWait = "SEQ006";
    public const string OperatorInExpressionTree = "SEQ007";
    public const string RandomResult = "SEQ008";
    public const string DroppedDisposables = "SEQ009";
    public const string UnusedView = "SEQ010";
    public const string ViewOverDisposed = "SEQ011";
    public const string SharedWrite = "SEQ012";
    public const string SequenceWithoutIndex = "SEQ013";
}
