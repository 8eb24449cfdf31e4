namespace SeqTools.Linq.Processes.Tests;

/// <summary>A folder for what workers leave for each other, deleted with the object.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("seqtools-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Notes that something was done, and tells how often it was before.</summary>
    public static int Note(string folder, string what)
    {
        for (var times = 0; ; times++)
        {
            try
            {
                using (new FileStream(Path.Combine(folder, $"{what}.{times}"), FileMode.CreateNew))
                {
                    return times;
                }
            }
            catch (IOException) when (Directory.Exists(folder))
            {
                // It was done before.
            }
        }
    }

    public static int TimesOf(string folder, string what) => Directory.GetFiles(folder, $"{what}.*").Length;
}
