using SeqTools.Linq;

namespace Samples.Tables;

/// <summary>A row of the table: what a weather station measured in one hour.</summary>
internal sealed class Reading
{
    private const int HoursOfYear = 8766;

    private static readonly DateTime Start = new(2004, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public DateTime Time { get; set; }

    public string Station { get; set; } = "";

    public double Celsius { get; set; }

    /// <summary>The readings of so many hours, one after the other: the same ones on every machine.</summary>
    public static SeqView<Reading> Of(int hours) => Seq.Generate(hours, hour => At(hour, new(hour)));

    public override string ToString() => $"{Time:yyyy-MM-dd HH:mm}  {Station,-7} {Celsius,6:0.0} °C";

    private static Reading At(int hour, Random random)
    {
        var season = -11 * Math.Cos(Math.Tau * hour / HoursOfYear);
        var day = -4 * Math.Cos(Math.Tau * (hour - 3) / 24);
        return new()
        {
            Time = Start.AddHours(hour),
            Station = (hour % 3) switch { 0 => "harbour", 1 => "hill", _ => "town" },
            Celsius = Math.Round(12 + season + day + (6 * (random.NextDouble() - 0.5)), 1),
        };
    }
}
