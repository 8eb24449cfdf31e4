using System.Globalization;
using Orleans.Runtime;

namespace SeqTools.Linq.Orleans;

/// <summary>
/// The key of a <see cref="SequenceSilo"/>: the silo's address and a door. Orleans sends all calls for one key through
/// one gateway and looks it up on one silo; with several doors there are several ways to each silo.
/// </summary>
internal static class SiloKey
{
    /// <summary>How many doors each silo has.</summary>
    public const int Doors = 16;

    public static string Of(string silo, int door) =>
        string.Create(CultureInfo.InvariantCulture, $"{silo}/{door}");

    public static SiloAddress SiloOf(string key) => SiloAddress.FromParsableString(key.Split('/')[0]);
}
