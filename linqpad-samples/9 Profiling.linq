<Query Kind="Statements">
  <NuGetReference>SeqTools.Linq</NuGetReference>
  <Namespace>SeqTools.Linq</Namespace>
</Query>

// Texts, and the longest word of each. It works, and it is slow: why?
var longest = Seq.Generate(1000, TextOf)
    .Select(text => text.ToLowerInvariant())
    .Select(text => new Regex(@"\W+", RegexOptions.Compiled).Split(text))
    .Select(words => words.MaxBy(word => word.Length));

// Some elements, evenly spread, are read with a clock around each stage. The pipeline itself pays nothing, before or after.
var profile = longest.Profile(sample: 25);
profile.Explain().Dump("What each stage costs");
profile.Stages.MaxBy(stage => stage.OwnTime).Origin.Arguments.Dump("The slowest one makes a regex for each text");

// With one for all of them:
var gap = new Regex(@"\W+", RegexOptions.Compiled);
var sooner = Seq.Generate(1000, TextOf)
    .Select(text => text.ToLowerInvariant())
    .Select(text => gap.Split(text))
    .Select(words => words.MaxBy(word => word.Length));
sooner.Profile(sample: 25).Explain().Dump("Better");

// Measure is a stage that stays in the pipeline, and tells how fast it is read.
var (before, after) = (longest[..100].Measure(), sooner[..100].Measure());
before.SequenceEqual(after).Dump("The same words");
$"{before.Throughput:0}/s before, {after.Throughput:0}/s now".Dump("Texts per second");

string TextOf(int number)
{
    var random = new Random(number);
    return string.Join(' ', Seq.Range(0, 50).Select(_ => new string((char)('a' + random.Next(26)), random.Next(1, 12))));
}
