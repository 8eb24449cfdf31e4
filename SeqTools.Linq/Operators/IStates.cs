namespace SeqTools.Linq;

/// <summary>The states of a function, whatever they are, for the view that owns them.</summary>
internal interface IStates
{
    void End();

    ValueTask EndAsync();
}
