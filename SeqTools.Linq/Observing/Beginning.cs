namespace SeqTools.Linq;

/// <summary>When an evaluation began: the time, and in which round of measuring.</summary>
internal readonly record struct Beginning(long Time, int Round = 0);
