using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SeqTools.Linq.Processes;

/// <summary>What a worker does, from its first line to its end.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal static unsafe class WorkerMain
{
    /// <summary>Whether this process was started as a worker.</summary>
    public static bool IsCalledFor => Environment.GetEnvironmentVariable(Launch.Variable) is not null;

    /// <summary>Works where this process was started as a worker, and never returns then.</summary>
    public static void RunIfCalledFor()
    {
        if (Environment.GetEnvironmentVariable(Launch.Variable) is { } signals)
        {
            // What is started here is no worker of that program.
            Environment.SetEnvironmentVariable(Launch.Variable, null);
            Run(signals);
        }
    }

    /// <summary>Works until the program that started this process wants no more, or is gone. Never returns.</summary>
    /// <param name="signals">Whether signals of the terminal reach it.</param>
    public static void Run(string signals)
    {
        WorkerProcess.IsWorker = true;
        var (input, output) = OperatingSystem.IsWindows()
            ? Windows.TakeStandardStreams()
            : Unix.TakeStandardStreams();
        if (signals != Launch.IsShielded)
        {
            ParentWatch.IgnoreInterrupts();
        }

        var requests = new FrameReader(new FileStream(input, FileAccess.Read, bufferSize: 0));
        var hello = ReadHello(requests);
        ParentWatch.Start(input, hello.ParentId);
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", hello.BaseDirectory);
        hello.Culture?.Enter();
        AssembliesApart.Find(hello.Assemblies);
        Serve(hello, requests, output);
        ParentWatch.Stop();
        Environment.Exit(0);
    }

    private static Hello ReadHello(FrameReader requests)
    {
        var hello = new byte[ReadRequest(requests).Length];
        if (!requests.TryReadInto(hello))
        {
            ParentWatch.Leave();
        }

        return Hello.Decode(hello);
    }

    /// <summary>
    /// Apart from where it is called: here the core library is needed, which may have to be looked for in the folders
    /// that the parent has told.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Serve(Hello hello, FrameReader requests, SafeFileHandle output)
    {
        var shared = hello.Memory.Length > 0
            ? SharedMemory.TryOpen(hello.Memory, hello.Layout.Size, hello.Token) : null;
        var results = new ResultWriter(
            new FileStream(output, FileAccess.Write, bufferSize: 0), shared, hello.Layout);
        var mark = shared is null ? null : (int*)(shared + SharedLayout.MarkOf(hello.Number));
        var ready = shared is null && hello.Memory.Length > 0 ? ReplyKind.ReadyWithoutMemory : ReplyKind.Ready;
        if (TryGetReady(hello.Recipe, ready, results) is not { } host)
        {
            return;
        }

        var begun = 0;
        while (ReadRequest(requests) is { Kind: not RequestKind.Stop } request)
        {
            if (mark != null)
            {
                Volatile.Write(ref *mark, ++begun);
            }

            Answer(host, request, results);
        }

        ParentWatch.Stop();
        host.End();
    }

    private static IRecipeHost? TryGetReady(RecipeReference recipe, ReplyKind ready, ResultWriter results)
    {
        results.Begin(RequestHeader.NoSlot);
        try
        {
            var host = RecipeHost.Of(recipe);
            results.Send(ready, []);
            return host;
        }
        catch (Exception e)
        {
            var reason = e is WorkerRefusedException ? e.Message : ThrownText.Of(e);
            results.Send(ReplyKind.Refused, Encoding.UTF8.GetBytes(reason));
            return null;
        }
    }

    private static RequestHeader ReadRequest(FrameReader requests)
    {
        if (!requests.TryRead(RequestHeader.Size, out var bytes))
        {
            ParentWatch.Leave();
        }

        return RequestHeader.Read(bytes);
    }

    private static void Answer(IRecipeHost host, RequestHeader request, ResultWriter results)
    {
        results.Begin(request.Slot);
        try
        {
            if (request.Kind == RequestKind.Count)
            {
                results.SendCount(host.Count());
            }
            else
            {
                host.Evaluate(request.Index, results);
            }
        }
        catch (Exception e)
        {
            results.Begin(RequestHeader.NoSlot);
            results.Send(ReplyKind.Failed, RemoteFailure.Encode(e));
        }
    }
}
