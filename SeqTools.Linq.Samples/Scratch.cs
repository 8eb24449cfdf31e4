namespace Samples;

/// <summary>The temporary folder in which the samples keep the files that they make.</summary>
internal static class Scratch
{
    public static string Root { get; } = Path.Combine(Path.GetTempPath(), $"seqtools-linq-{Environment.UserName}");

    public static string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    /// <summary>Writes a file that is not there yet.</summary>
    /// <returns>Its name.</returns>
    public static string WriteOnce(string file, Action<Stream> write)
    {
        if (File.Exists(file))
        {
            return file;
        }

        // Under another name first: a run that is broken off leaves no half a file.
        var unfinished = $"{file}.{Environment.ProcessId}";
        using (var stream = File.Create(unfinished))
        {
            write(stream);
        }

        File.Move(unfinished, file, overwrite: true);
        return file;
    }
}
