using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace SeqTools.Linq.Processes;

/// <summary>How this program starts a worker.</summary>
/// <param name="Way">What it is called.</param>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Hook">What runs in it before its own code does, where that is not to run.</param>
internal sealed record Launch(LaunchWay Way, string FileName, IReadOnlyList<string> Arguments, string? Hook = null)
{
    /// <summary>
    /// Tells the program that it is a worker; the library as a program has it for an argument, which costs less to take
    /// back than a variable.
    /// </summary>
    public const string Variable = "SEQTOOLS_LINQ_WORKER";

    /// <summary>What it is told where signals of the terminal do not reach it.</summary>
    public const string IsShielded = "shielded";

    /// <summary>What it is told where they do.</summary>
    public const string IsOpen = "open";

    /// <summary>What the runtime runs before the program; ours last, which does not return.</summary>
    public const string HookVariable = "DOTNET_STARTUP_HOOKS";

    private const string Diagnostics = "DOTNET_EnableDiagnostics";

    /// <summary>What a shell sets for itself, whatever it was given.</summary>
    private static readonly string[] OfShell = ["IFS", "OLDPWD", "OPTARG", "OPTIND", "PPID", "PWD", "SHLVL", "_"];

    private const string Deps = ".deps.json";
    private const string Config = ".runtimeconfig.json";

    /// <summary>What a terminal sends to all its processes is meant for the program alone.</summary>
    private const string Shell = "/bin/sh";
    private const string Shielded = "trap '' INT QUIT; exec \"$0\" \"$@\"";

    /// <summary>The way to start a worker here.</summary>
    /// <param name="registered">The number of the recipe's function, where the program has registered it.</param>
    /// <exception cref="NotSupportedException">There is none; the message says what to do.</exception>
    public static Launch Find(int? registered)
    {
        if (!TravellingCode.HasNumbers)
        {
            return WorkerProcess.IsPrepared && registered is not null
                ? BySelf()
                : throw new NotSupportedException(
                    "A program that was compiled ahead of time is its own worker, and calls the recipe's function by a "
                    + "number that it has given it: let Main begin with WorkerProcess.Register(function) and "
                    + "WorkerProcess.RunIfWorker(), or set RunInThisProcess.");
        }

        return WorkerProcess.IsPrepared ? BySelf() : TryExec(HostPath) ?? ByHook();
    }

    /// <summary>What to start.</summary>
    public ProcessStartInfo StartInfo(WorkerSettings settings)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        SetEnvironment(start.Environment, settings);
        var isShielded = CanBeShielded(start.Environment) && !settings.Environment.Keys.Any(OfShell.Contains);
        start.FileName = isShielded ? Shell : FileName;
        foreach (var argument in isShielded ? ["-c", Shielded, FileName, .. Arguments] : Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        TellOfSignals(start, isShielded ? IsShielded : IsOpen);

#if NET10_0_OR_GREATER
        if (OperatingSystem.IsWindows())
        {
            start.CreateNewProcessGroup = true;
        }
#endif
        return start;
    }

    /// <summary>Whether nothing of the user's runs in a process before it knows that it is a worker.</summary>
    /// <param name="environment">The variables with which it is started.</param>
    public bool RunsNothingFirst(IDictionary<string, string?> environment) =>
        Way == LaunchWay.Exec && !environment.ContainsKey(HookVariable);

    /// <summary>A shell drops variables that have no names for it, but for what bash has put there itself.</summary>
    private static bool CanBeShielded(IDictionary<string, string?> environment) =>
        !OperatingSystem.IsWindows()
        && File.Exists(Shell)
        && environment.Keys.All(
            name => IsNameForShell(name) || name.StartsWith("BASH_FUNC_", StringComparison.Ordinal));

    private static bool IsNameForShell(string name) =>
        name is [var first, ..]
        && !char.IsAsciiDigit(first)
        && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '_');

    private void TellOfSignals(ProcessStartInfo start, string signals)
    {
        if (Way == LaunchWay.Exec)
        {
            start.ArgumentList.Add(signals);
        }
        else
        {
            start.Environment[Variable] = signals;
        }
    }

    /// <summary>
    /// A result dies as soon as it is copied: as a large object it would cost fresh pages each time. A worker has one
    /// thread that allocates, so a heap for each processor would be of no use. For debuggers and tracing tools the
    /// runtime has files in the temporary folder, which stay there when its process is killed.
    /// </summary>
    private void SetEnvironment(IDictionary<string, string?> environment, WorkerSettings settings)
    {
        environment["DOTNET_GCLOHThreshold"] = "0x4000000";
        environment["DOTNET_gcServer"] = "0";
        environment.TryAdd(Diagnostics, "0");
        if (settings.MemoryLimitBytes is { } limit)
        {
            environment["DOTNET_GCHeapHardLimit"] = $"0x{limit.ToString("X", CultureInfo.InvariantCulture)}";
        }

        foreach (var (name, value) in settings.Environment)
        {
            environment[name] = value;
        }

        if (Hook is not null)
        {
            environment[HookVariable] = environment.TryGetValue(HookVariable, out var hooks) && hooks?.Length > 0
                ? $"{hooks}{Path.PathSeparator}{Hook}" : Hook;
        }
    }

    /// <summary>The program again, which begins with <see cref="WorkerProcess.RunIfWorker"/>.</summary>
    private static Launch BySelf() =>
        IsMuxer(ProgramPath)
            ? TryExec(EntryPath) is { } exec ? exec with { Way = LaunchWay.Self } : throw Unstartable()
            : new(LaunchWay.Self, ProgramPath, []);

    /// <summary>This library as a program, with the dependencies and the settings of the running one.</summary>
    private static Launch? TryExec(string program)
    {
        if (program.Length == 0
            || Muxer is not { } muxer
            || AppContext.GetData("APP_CONTEXT_DEPS_FILES") is not string files
            || files.Split(';')[0] is not { Length: > 0 } deps
            || !deps.EndsWith(Deps, StringComparison.Ordinal)
            || !File.Exists(deps))
        {
            return null;
        }

        var config = string.Concat(deps.AsSpan(0, deps.Length - Deps.Length), Config);
        return NeedsRuntime(config)
            ? new(LaunchWay.Exec, muxer, ["exec", "--runtimeconfig", config, "--depsfile", deps, program])
            : null;
    }

    /// <summary>Whether it is a program's that runs on an installed runtime, and not the runtime's own.</summary>
    private static bool NeedsRuntime(string config) =>
        File.Exists(config)
        && Path.GetDirectoryName(config) != Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory())
        && !File.ReadAllText(config).Contains("\"includedFrameworks\"", StringComparison.Ordinal);

    /// <summary>The program again, with this library before its own code.</summary>
    private static Launch ByHook()
    {
        if (AppContext.TryGetSwitch("System.StartupHookProvider.IsSupported", out var isSupported) && !isSupported)
        {
            throw new NotSupportedException(
                "This program was trimmed, and runs nothing before its own code: let Main begin with "
                + "WorkerProcess.RunIfWorker(), or set RunInThisProcess.");
        }

        var host = HostPath.Length > 0 ? HostPath : typeof(Launch).Assembly.GetName().Name!;
        if (Muxer is { } muxer && NeedsRuntime(Path.ChangeExtension(EntryPath, Config)))
        {
            // What has started this process may want arguments, as where it runs one program after another.
            return new(LaunchWay.Hook, muxer, ["exec", EntryPath], host);
        }

        // Where there is no entry, the process is native code that has loaded the runtime for a part of its work.
        return Assembly.GetEntryAssembly() is not null && !IsMuxer(ProgramPath)
            ? new(LaunchWay.Hook, ProgramPath, [], host)
            : throw Unstartable();
    }

    private static NotSupportedException Unstartable() => new(
        "It can't be told how this program is started, so no worker can be: let Main begin with "
        + "WorkerProcess.RunIfWorker(), or set RunInThisProcess.");

    private static bool IsMuxer(string program) =>
        Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);

    private static string ProgramPath => Environment.ProcessPath ?? throw Unstartable();

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Where it is empty there are other ways.")]
    private static string HostPath => typeof(Launch).Assembly.Location;

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "Where it is empty there are other ways.")]
    private static string EntryPath => Assembly.GetEntryAssembly()?.Location ?? "";

    /// <summary>The <c>dotnet</c> that belongs to the runtime: none where a program brings along its own.</summary>
    private static string? Muxer
    {
        get
        {
            var runtimes = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
            var root = Path.GetFullPath(Path.Combine(runtimes, "..", "..", ".."));
            var muxer = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
            return File.Exists(muxer) ? muxer : null;
        }
    }
}
