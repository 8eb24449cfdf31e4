namespace SeqTools.Linq;

/// <summary>Where the way of a cursor to an element has led.</summary>
internal enum Way
{
    Leads,
    Ends,
    GoesOn,
    Differs,
}
