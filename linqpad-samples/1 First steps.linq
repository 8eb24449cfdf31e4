<Query Kind="Statements">
  <NuGetReference>SeqTools.Linq</NuGetReference>
  <Namespace>SeqTools.Linq</Namespace>
</Query>

// Describing a view computes nothing. Reading an element computes that one, whenever it is read.
var computed = 0;
var squares = Seq.Range(0, 1_000_000)
    .Select(n => (long)n * n)
    .Tap(square => computed++);

squares.Count.Dump("Squares, none of them computed yet");
squares[123_456].Dump("One of them");
squares[^1].Dump("The last one");
computed.Dump("Computed so far");

// A view is a list. Its slices, windows and batches are views again, and so is what LINQ's operators make of it.
squares[..3].Concat(squares[^3..]).Reverse().ToArray().Dump("Both ends, backwards");
squares.Zip(squares.Skip(1), (square, next) => next - square).Take(8).ToArray().Dump("Their differences");
squares.Batch(5, five => string.Join(' ', five)).Take(3).ToArray().Dump("Batches of five");

// What nobody can index without having looked at all elements (Where, OrderBy, GroupBy …) is LINQ's own, and works on views.
squares.Take(100).Where(square => square % 100 == 44).ToArray().Dump("Those that end in 44");

// Of a view LINQPad shows the pipeline. Nothing is evaluated until you click FirstElements.
squares.Batch(1000).Reverse().Dump("The pipeline");
