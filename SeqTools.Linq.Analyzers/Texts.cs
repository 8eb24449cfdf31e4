using System.Reflection;
using System.Resources;
using Microsoft.CodeAnalysis;

namespace SeqTools.Linq.Analyzers;

/// <summary>What users read: titles, messages and descriptions of the rules, and where their pages are.</summary>
internal static class Texts
{
    private static readonly ResourceManager Resources = new("SeqTools.Linq.Analyzers.Texts", typeof(Texts).Assembly);

    private static readonly string Pages = FolderOfPages();

    public static LocalizableString Of(string name) =>
        new LocalizableResourceString(name, Resources, typeof(Texts));

    public static LocalizableString Title(string id) => Of(id + "Title");

    public static LocalizableString Message(string id) => Of(id + "Message");

    public static LocalizableString Description(string id) => Of(id + "Description");

    public static string Fix(string id) => Of(id + "Fix").ToString(null);

    public static string Page(string id) => $"{Pages}/{id}.md";

    /// <summary>
    /// The pages as they were when this was built, or their place in a repository of unknown address.
    /// </summary>
    private static string FolderOfPages()
    {
        const string Folder = "docs/analyzers";
        var assembly = typeof(Texts).Assembly;
        var repository = assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == "RepositoryUrl")?.Value;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        if (repository?.StartsWith("https://", StringComparison.Ordinal) != true
            || version?.IndexOf('+') is null or < 0)
        {
            return Folder;
        }

        const string Suffix = ".git";
        var address = repository.EndsWith(Suffix, StringComparison.Ordinal)
            ? repository.Substring(0, repository.Length - Suffix.Length)
            : repository;
        return $"{address}/blob/{version.Substring(version.IndexOf('+') + 1)}/{Folder}";
    }
}
