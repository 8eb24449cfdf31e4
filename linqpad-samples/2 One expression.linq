<Query Kind="Expression">
  <NuGetReference>SeqTools.Linq</NuGetReference>
  <Namespace>SeqTools.Linq</Namespace>
</Query>

// A year of temperatures, the mean of any seven days that follow each other, and of those every other week.
// The windows overlap; only the days of those that are shown are computed.
Seq.Generate(366, day => 9 - 12 * Math.Cos(Math.Tau * (day - 20) / 366) + 6 * new Random(day).NextDouble())
    .Window(7)
    .Select((week, day) => (Start: new DateOnly(2024, 1, 1).AddDays(day), Mean: week.Average()))
    .TakeEvery(14)
    .SelectTuple((start, mean) => new { From = $"{start:d MMMM}", Celsius = Math.Round(mean, 1), Chart = new string('█', (int)mean + 5) })
    .ToArray()
