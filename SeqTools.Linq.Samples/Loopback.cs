using System.Net;
using System.Net.Sockets;

namespace Samples;

/// <summary>The network of this machine alone, on which samples run servers of theirs.</summary>
internal static class Loopback
{
    /// <summary>A port that nobody listens at now.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
