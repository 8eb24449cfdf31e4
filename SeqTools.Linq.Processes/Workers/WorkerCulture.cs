using System.Globalization;

namespace SeqTools.Linq.Processes;

/// <summary>The culture in which elements are evaluated, and the language of messages.</summary>
internal sealed record WorkerCulture(string Name, string Language)
{
    /// <summary>What says with which culture a process begins.</summary>
    private static readonly string[] Variables =
        ["LC_ALL", "LC_MESSAGES", "LANG", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"];

    public static WorkerCulture Current => new(CultureInfo.CurrentCulture.Name, CultureInfo.CurrentUICulture.Name);

    public static WorkerCulture Read(BinaryReader reader) => new(reader.ReadString(), reader.ReadString());

    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write(Language);
    }

    /// <summary>
    /// Whether a process begins with it. Where nothing has to be set, a worker does not load what knows of cultures
    /// before it needs that, which takes milliseconds.
    /// </summary>
    /// <param name="environment">The variables with which it is started.</param>
    public bool IsFirstOf(IDictionary<string, string?> environment) =>
        OperatingSystem.IsLinux()
        && Name == CultureInfo.InstalledUICulture.Name
        && Language == Name
        && Array.TrueForAll(Variables, variable => IsUnchanged(variable, environment));

    /// <summary>One that cannot be found by its name, such as one of the program's own, is left as it is.</summary>
    public void Enter()
    {
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo(Name);
            CultureInfo.CurrentUICulture =
                CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo(Language);
        }
        catch (CultureNotFoundException)
        {
            // Texts are those of the culture that the process began with.
        }
    }

    /// <summary>The program may have changed its own variables since it began.</summary>
    private static bool IsUnchanged(string variable, IDictionary<string, string?> environment)
    {
        _ = environment.TryGetValue(variable, out var value);
        return value == Unix.VariableAtStart(variable);
    }
}
