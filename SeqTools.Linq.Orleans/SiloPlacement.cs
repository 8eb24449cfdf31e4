using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace SeqTools.Linq.Orleans;

/// <summary>Places a grain on the silo that its key names.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking]
internal sealed class SiloPlacement : PlacementStrategy;

/// <summary>Marks a grain that is placed on the silo that its key names.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SiloPlacementAttribute() : PlacementAttribute(new SiloPlacement());

/// <summary>Reads the silo from the key.</summary>
internal sealed class SiloPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silo = SiloKey.SiloOf(target.GrainIdentity.Key.ToString()!);
        return Array.IndexOf(context.GetCompatibleSilos(target), silo) >= 0
            ? Task.FromResult(silo)
            : throw new SiloUnavailableException($"Silo {silo} is not one of the cluster any more.");
    }
}
