namespace SeqTools.Linq.Processes;

/// <summary>Evaluates a recipe in a worker, whatever its elements are.</summary>
internal interface IRecipeHost
{
    /// <summary>Counts the elements.</summary>
    int Count();

    /// <summary>Evaluates an element and writes it.</summary>
    void Evaluate(int index, ResultWriter results);

    /// <summary>Disposes of the pipeline, where it is to be.</summary>
    void End();
}
