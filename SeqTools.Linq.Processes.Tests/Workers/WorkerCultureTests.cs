using System.Collections;
using System.Globalization;

namespace SeqTools.Linq.Processes.Tests;

/// <summary>Whether a worker has to be told of the culture.</summary>
public class WorkerCultureTests
{
    [Test, Platform("Linux")]
    public void A_process_with_the_same_variables_begins_with_that_of_the_program()
    {
        Installed.IsFirstOf(Variables()).ShouldBeTrue();
    }

    [Test]
    public void One_with_a_variable_more_or_another_may_not(
        [Values("LANG", "LC_ALL", "LC_MESSAGES", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT")] string variable)
    {
        var variables = Variables();
        variables[variable] = "eo_001.UTF-8";

        Installed.IsFirstOf(variables).ShouldBeFalse();
    }

    [Test]
    public void It_begins_with_no_culture_that_the_program_has_set()
    {
        (Installed with { Name = "eo-001" }).IsFirstOf(Variables()).ShouldBeFalse();
        (Installed with { Language = "eo-001" }).IsFirstOf(Variables()).ShouldBeFalse();
    }

    private static WorkerCulture Installed { get; } =
        new(CultureInfo.InstalledUICulture.Name, CultureInfo.InstalledUICulture.Name);

    private static Dictionary<string, string?> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value);
}
