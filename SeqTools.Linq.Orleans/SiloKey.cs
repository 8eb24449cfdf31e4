using System.Globalization;
using Orleans.Runtime;

namespace SeqTools.Linq.Orleans;

/// <summary>
/// The key of a <see cref="SequenceSilo"/>: the silo's address and a route. Orleans sends all calls for one key through
/// one gateway and looks it up on one silo; with several routes there are several ways to each silo.
/// </summary>
internal static class SiloKey
{
    /// <summary>How many routes each silo has.</summary>
    public const int Routes = 16;

    public static string Of(string silo, int route) =>
        string.Create(CultureInfo.InvariantCulture, $"{silo}/{route}");

    public static SiloAddress SiloOf(string key) => SiloAddress.FromParsableString(key.Split('/')[0]);
}
