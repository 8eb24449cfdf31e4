namespace SeqTools.Linq.Processes;

/// <summary>The entry point of the library where it is the program of a worker.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [Launch.IsShielded or Launch.IsOpen])
        {
            return Refuse();
        }

        WorkerMain.Run(arguments[0]);
        return 0;
    }

    private static int Refuse()
    {
        Console.Error.WriteLine("This is the library SeqTools.Linq.Processes, which starts itself as a worker.");
        return 1;
    }
}
