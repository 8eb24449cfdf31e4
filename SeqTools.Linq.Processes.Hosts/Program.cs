using System.Buffers;
using Hosts;
using SeqTools.Linq;
using SeqTools.Linq.Processes;

// Has workers evaluate recipes, and prints how they were started and what came of it: the same in every host.
if (Environment.GetEnvironmentVariable(Recipes.IsPrepared) is not null)
{
    WorkerProcess.Register(Recipes.Ways, Json.Default.Int32);
    WorkerProcess.Register(Recipes.Processes, Json.Default.Int32);
    WorkerProcess.Register(Recipes.Names, Json.Default.Naming);
    WorkerProcess.Register(Recipes.Blocks, Json.Default.Int32);
    WorkerProcess.Register(Recipes.Numbers, Json.Default.StringArray);
    WorkerProcess.Register(Recipes.LeavesAt, Json.Default.Int32);
    WorkerProcess.RunIfWorker();
}

try
{
    using var ways = Recipe.Of(Recipes.Ways, 1, Json.Default.Int32).InProcesses(1);
    Console.WriteLine($"started by: {ways[0]}");
}
catch (NotSupportedException e)
{
    Console.WriteLine($"refused: {e.Message}");
    return 0;
}

using var processes = Recipe.Of(Recipes.Processes, 100, Json.Default.Int32).InProcesses(2);
Console.WriteLine($"elsewhere: {!processes.ToArray().Contains(Environment.ProcessId)}");

using var names = Recipe.Of(Recipes.Names, new Naming("photo", 100), Json.Default.Naming).InProcesses(2);
Console.WriteLine($"texts: {names.Count} {names[0]} {names[^1]}");

using var blocks = Recipe.Of(Recipes.Blocks, 100_000, Json.Default.Int32).InProcesses(2);
Console.WriteLine($"blocks: {blocks.Select((block, n) => block.All(b => b == n)).Count(isRight => isRight)}");

using var shared = Recipe.Of(Recipes.Blocks, 100_000, Json.Default.Int32).InProcessesShared(2);
Console.WriteLine($"shared: {shared.Select(IsShared).Count(isRight => isRight)}");

using var numbers = Recipe.Of(Recipes.Numbers, ["12", "x7"], Json.Default.StringArray).InProcesses(1);
try
{
    Console.WriteLine(numbers[1]);
}
catch (EvaluationException e)
{
    Console.WriteLine(
        $"failure: {e.InnerException!.GetType().Name} "
        + $"{string.Join(' ', e.Trail.Select(frame => frame.Origin.Operator))}");
}

using var leaving = Recipe.Of(Recipes.LeavesAt, 7, Json.Default.Int32).InProcesses(1);
try
{
    Console.WriteLine(leaving[7]);
}
catch (EvaluationException e) when (e.InnerException is WorkerDiedException died)
{
    Console.WriteLine($"death: {died.ExitCode} {died.Attempts} {died.LastWords.Trim()}");
}

Console.WriteLine($"after it: {leaving[8]}");
return 0;

static bool IsShared(IMemoryOwner<byte> block, int number)
{
    using (block)
    {
        return block.Memory.Span.IndexOfAnyExcept((byte)number) < 0;
    }
}
