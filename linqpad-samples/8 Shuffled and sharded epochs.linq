<Query Kind="Statements">
  <NuGetReference>SeqTools.Linq</NuGetReference>
  <Namespace>SeqTools.Linq</Namespace>
</Query>

// A shuffle is a formula and no table: two billion positions in a random order take no time and no memory. The seed decides.
Seq.Range(0, 2_000_000_000).Shuffle(seed: 7)[..5].ToArray().Dump("The first five of two billion");

// Four machines share one epoch without a word to each other. Together they have every element once.
var letters = "ABCDEFGHIJKLMNOPQRSTUVWX".AsView();
var epoch = letters.Shuffle(seed: 1);
Seq.Range(0, 4)
    .Select(machine => string.Join(' ', epoch.Shard(machine, 4)))
    .ToArray().Dump("Each machine's share");

// A whole training is a list, too: a thousand epochs, each in an order of its own, one after the other, in batches of six.
var steps = letters.Epochs(count: 1000, seed: 0).Batch(6, batch => string.Concat(batch));
steps.Count.Dump("Steps");
steps[..8].ToArray().Dump("The first two epochs");

// So the state of a training is one number. What was broken off after step 2717 goes on there, and reads nothing before it.
steps[2717..2720].ToArray().Dump("The next three steps");

// Sources of different size, three to one, the smaller as often as it takes.
var digits = "0123".AsView();
string.Concat(Seq.Mix([letters, digits.Cycle()], [3, 1])).Dump("Letters and digits, mixed");
