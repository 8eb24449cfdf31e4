<Query Kind="Program">
  <NuGetReference>SeqTools.Linq</NuGetReference>
  <NuGetReference>SeqTools.Linq.Processes</NuGetReference>
  <Namespace>SeqTools.Linq</Namespace>
  <Namespace>SeqTools.Linq.Processes</Namespace>
</Query>

void Main()
{
    // Scans, as lengths of runs. The second one is torn, and kills whatever process decodes it.
    string[] scans = ["4.1#4./3.3#3./2.5#2./1.7#1./4.1#4.", "2.4#2./1.6#1./2", "1.3#1.3#1./9#/1.7#1./3.3#3./4.1#4."];

    // What travels to worker processes is no lambda, but a static method that builds the pipeline, and its argument.
    using var pictures = Recipe.Of(Decoded, scans).InProcesses(nworkers: 2);
    for (var index = 0; index < pictures.Count; index++)
    {
        try
        {
            Util.WithStyle(pictures[index], "font-family: monospace; line-height: 1.1").Dump($"Scan {index}");
        }
        catch (EvaluationException e) when (e.InnerException is WorkerDiedException died)
        {
            $"{died.Attempts} workers died of it, with exit code {died.ExitCode}: {died.LastWords.Trim()}".Dump($"Scan {index}");
        }
    }

    // To debug, evaluate in this process, where breakpoints are hit. The torn scan would end it, so it is left out.
    using var here = Recipe.Of(Decoded, scans[2..]).InProcesses(options: new() { RunInThisProcess = true });
    here.SequenceEqual(pictures.Skip(2)).Dump("The same in this process");
}

static SeqView<string> Decoded(string[] scans) => scans.Select(Decode);

static string Decode(string scan)
{
    if (char.IsDigit(scan[^1]))
    {
        // As native code does now and then.
        Console.WriteLine("scanlib: there is no end to the last run");
        Environment.Exit(3);
    }

    return Regex.Replace(scan, @"(\d)(.)", run => new string(run.Groups[2].Value[0], int.Parse(run.Groups[1].Value))).Replace('/', '\n');
}
