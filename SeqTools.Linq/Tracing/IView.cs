using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>What tracing knows of a view, whatever its elements are.</summary>
internal interface IView
{
    ViewOrigin Origin { get; }

    /// <summary>Whether the user wrote this view; the ones that the library puts between leave no frame.</summary>
    bool IsUserStage { get; }

    IReadOnlyList<object> Sources { get; }

    /// <summary>
    /// What the view reads, where <see cref="Sources"/> passes over stages that its operator is made of.
    /// </summary>
    IReadOnlyList<object> AllSources => Sources;

    /// <summary>
    /// What stands for this view among the sources of another: itself, or what it reads where the library put it
    /// between.
    /// </summary>
    IReadOnlyList<object> UserSources => IsUserStage ? [this] : Sources;

    Length Length { get; }

    /// <summary>How many views read each other from the last look at the stack to this one, itself included.</summary>
    int Levels => 1;

    /// <summary>Whether a read leads to elements that are computed ahead.</summary>
    bool IsComputedAhead => false;

    /// <summary>Reads an element of a view of reference types at a position that has been checked.</summary>
    ValueTask<object?> ReadAsync(int index, CancellationToken cancellationToken) =>
        throw new UnreachableException();

    /// <summary>How many elements of its sources lie within so many neighbours of its own.</summary>
    long Reach(long elements) => elements;

    /// <summary>What stands in for this view.</summary>
    IView Substitute(Substitution sources);

    /// <summary>
    /// Adds to the trail of a failure the stages between the one that reported it last and this view.
    /// </summary>
    void Trace(EvaluationException failure, int index);
}
