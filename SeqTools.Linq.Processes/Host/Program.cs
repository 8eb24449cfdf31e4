namespace SeqTools.Linq.Processes;

/// <summary>The entry point of the library where it is the program of a worker.</summary>
internal static class Program
{
    private static int Main()
    {
        if (!WorkerMain.IsCalledFor)
        {
            Console.Error.WriteLine("This is the library SeqTools.Linq.Processes, which starts itself as a worker.");
            return 1;
        }

        WorkerMain.Run();
        return 0;
    }
}
