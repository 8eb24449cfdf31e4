using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SeqTools.Linq.Orleans.Tests.Processes;

/// <summary>Where a silo listens, and who it is a member with.</summary>
/// <param name="SiloPort">For other silos.</param>
/// <param name="GatewayPort">For clients.</param>
/// <param name="Membership">
/// The port of the silo that holds the membership, or of a Redis that does where <paramref name="IsRedis"/>.
/// </param>
/// <param name="IsRedis">Whether Redis holds it.</param>
/// <param name="HasSequences">Whether the silo adds sequences.</param>
internal sealed record SiloPlace(
    int SiloPort, int GatewayPort, int Membership, bool IsRedis = false, bool HasSequences = true)
{
    public static SiloPlace Parse(string[] args) => new(
        int.Parse(args[0], CultureInfo.InvariantCulture), int.Parse(args[1], CultureInfo.InvariantCulture),
        int.Parse(args[2], CultureInfo.InvariantCulture), bool.Parse(args[3]), bool.Parse(args[4]));

    public string[] ToArguments() =>
    [
        SiloPort.ToString(CultureInfo.InvariantCulture), GatewayPort.ToString(CultureInfo.InvariantCulture),
        Membership.ToString(CultureInfo.InvariantCulture), IsRedis.ToString(), HasSequences.ToString(),
    ];

    /// <summary>A port that nobody listens at now.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
