namespace SeqTools.Linq;

/// <summary>A view that disposes of the stages beneath it.</summary>
internal interface IOwner;
