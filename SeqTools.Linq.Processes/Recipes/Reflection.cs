namespace SeqTools.Linq.Processes;

/// <summary>What the compiler says where a recipe without a <c>JsonTypeInfo</c> is made in a trimmed program.</summary>
internal static class Reflection
{
    public const string Warning =
        "Arguments and elements are written as JSON by reflection, and the function is found by its number; give the "
        + "argument with a JsonTypeInfo, and register the function with WorkerProcess.";
}
