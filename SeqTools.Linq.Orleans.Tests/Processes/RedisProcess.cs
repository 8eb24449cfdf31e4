using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace SeqTools.Linq.Orleans.Tests.Processes;

/// <summary>A Redis of the test's own, on loopback, which keeps nothing.</summary>
internal sealed class RedisProcess : IDisposable
{
    private readonly Process process;

    private RedisProcess(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Starts one, or skips the test where the machine has none.</summary>
    public static async Task<RedisProcess> StartAsync()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "redis-server"))))
        {
            Assert.Ignore("This machine has no redis-server; Debian has it in the package redis-server.");
        }

        var port = SiloPlace.FreePort();
        ProcessStartInfo start = new("redis-server")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "",
                "--appendonly", "no", "--loglevel", "warning",
            },
        };
        RedisProcess redis = new(Process.Start(start)!, port);
        await redis.ConnectAsync();
        return redis;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private async Task ConnectAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync("127.0.0.1", Port);
                return;
            }
            catch (SocketException) when (attempt < 600 && !process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }
}
