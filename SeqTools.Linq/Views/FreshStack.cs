using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq;

/// <summary>
/// Evaluates on a stack of its own what has no room on the present one: a chain of stages may be longer than any stack.
/// </summary>
[DebuggerStepThrough, StackTraceHidden]
internal static class FreshStack
{
    private const int Size = 16 << 20;

    /// <summary>Whether there is room for the stages that are read without another look, and their failures.</summary>
    public static bool HasRoom => RuntimeHelpers.TryEnsureSufficientExecutionStack();

    /// <summary>
    /// Evaluates on another thread, for which this one waits as for a task: in its execution context and as part of
    /// what it evaluates. What is thrown there is thrown here, with its trail.
    /// </summary>
    /// <exception cref="InsufficientExecutionStackException">No thread can be started.</exception>
    public static TResult Evaluate<TResult>(Func<TResult> evaluate)
    {
        TaskCompletionSource<TResult> result = new();
        var evaluated = Evaluating.OnThread;
        Start(new(Run, Size) { IsBackground = true, Name = "SeqTools deep chain" });
        return result.Task.GetAwaiter().GetResult();

        void Run()
        {
            Evaluating.OnThread = evaluated;
            try
            {
                result.SetResult(evaluate());
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        }
    }

    private static void Start(Thread thread)
    {
        try
        {
            thread.Start();
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException or PlatformNotSupportedException)
        {
            throw new InsufficientExecutionStackException("The stack is too short for so many stages.", e);
        }
    }
}
