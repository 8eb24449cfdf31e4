<Query Kind="Statements">
  <NuGetReference>SeqTools.Linq</NuGetReference>
  <Namespace>SeqTools.Linq</Namespace>
  <Namespace>System.Globalization</Namespace>
</Query>

string[] lines = ["Oslo;-3.5", "Rome;12.1", "Cairo;x19.0", "Lima;22.4", "Perth"];

var cities = lines
    .Select(line => line.Split(';'))
    .Select(cells => (Name: cells[0], Celsius: double.Parse(cells[1], CultureInfo.InvariantCulture)));
var report = cities.Select(city => $"{city.Name}: {city.Celsius * 9 / 5 + 32:0.0} °F").Reverse();

// An element that can be computed does not care about those that can't.
report[1].Dump("A good one");

// One that can't says which it is, at each stage that it came through, and on which line that stage was written.
try
{
    report[2].Dump();
}
catch (EvaluationException e)
{
    e.Message.Dump("A bad one");
    e.Trail.Select(stage => new { stage.Origin.Operator, stage.Index, stage.Origin.LineNumber }).ToArray().Dump("Its trail, for a program to read");
    e.InnerException.GetType().Name.Dump("What the function threw");
}

// So one pass finds all that is wrong.
string ErrorOf(int index)
{
    try
    {
        _ = cities[index];
        return null;
    }
    catch (EvaluationException e)
    {
        return e.InnerException.Message;
    }
}

lines
    .Select((line, index) => new { Line = line, Error = ErrorOf(index) })
    .Where(line => line.Error != null)
    .Dump("All bad lines");

// To stop in a debugger where it happens, let exceptions through as they are.
using (SeqErrors.Use(ErrorMode.Passthrough))
{
    try
    {
        _ = report[2];
    }
    catch (FormatException e)
    {
        e.Message.Dump("As it was thrown");
    }
}
