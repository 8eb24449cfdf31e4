using SeqTools.Linq.Processes;

/// <summary>What the runtime calls before a program's own code where it is told to by DOTNET_STARTUP_HOOKS.</summary>
/// <remarks>Its name, and that it is in no namespace, are the runtime's.</remarks>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (WorkerMain.IsCalledFor)
        {
            // What is started by a worker is no worker, but has the hooks of the program.
            Environment.SetEnvironmentVariable(Launch.HookVariable, HooksOfProgram());
            WorkerMain.RunIfCalledFor();
        }
    }

    private static string? HooksOfProgram()
    {
        var hooks = Environment.GetEnvironmentVariable(Launch.HookVariable)!;
        var last = hooks.LastIndexOf(Path.PathSeparator);
        return last < 0 ? null : hooks[..last];
    }
}
