using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SeqTools.Linq.Orleans.Tests.Processes;

/// <summary>A silo that a test has started, and ends with the test.</summary>
internal sealed partial class SiloProcess : IDisposable
{
    private static readonly int SigStop = OperatingSystem.IsMacOS() ? 17 : 19;
    private static readonly int SigContinue = OperatingSystem.IsMacOS() ? 19 : 18;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;

    private SiloProcess(Process process, SiloPlace place) => (this.process, Place) = (process, place);

    public SiloPlace Place { get; }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public static async Task<SiloProcess> StartAsync(SiloPlace place)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(SiloProcess).Assembly.Location);
        Array.ForEach(place.ToArguments(), start.ArgumentList.Add);
        // A silo that ends by FailFast shall leave no dump.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        SiloProcess silo = new(Process.Start(start)!, place);
        silo.process.ErrorDataReceived += (_, line) => TestContext.Progress.WriteLine(line.Data);
        var ready = await silo.process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        if (ready != SiloProgram.Ready)
        {
            throw new InvalidOperationException(
                $"The silo did not start: {ready} {await silo.process.StandardError.ReadToEndAsync()}");
        }

        // Read on, so that no pipe is ever full.
        silo.process.BeginErrorReadLine();
        return silo;
    }

    public void Kill() => process.Kill();

    /// <summary>Lets the process stand still, as a machine does that has lost its network.</summary>
    public void Stop() => Send(SigStop);

    public void Continue() => Send(SigContinue);

    /// <summary>Shuts the silo down in order.</summary>
    public Task ShutDownAsync()
    {
        process.StandardInput.Close();
        return process.WaitForExitAsync().WaitAsync(Patience);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private void Send(int signal) => SendSignal(process.Id, signal).ShouldBe(0);

    [LibraryImport("libc", EntryPoint = "kill"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
