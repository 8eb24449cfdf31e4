using Orleans;

namespace Samples.Cluster;

/// <summary>A row of the contact sheet as a silo sends it: a picture as a file, and who drew it.</summary>
[GenerateSerializer]
internal sealed record DrawnRow(
    [property: Id(0)] byte[] Png, [property: Id(1)] int ProcessId, [property: Id(2)] string[] Failures);
