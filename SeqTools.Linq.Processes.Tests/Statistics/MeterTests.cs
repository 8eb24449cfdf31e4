using System.Diagnostics.Metrics;

namespace SeqTools.Linq.Processes.Tests;

[Platform("Linux")]
internal sealed class MeterTests
{
    [Test]
    public void The_meter_tells_of_workers_and_bytes_by_the_name_of_their_view()
    {
        const string Name = "meter test";
        using var scratch = new Scratch();
        using (var deaths = Recipe.Of(Deaths.SeveralTimes, (scratch.Folder, 1))
            .InProcesses(1, 1, new() { Prefetch = new() { Name = Name } }))
        {
            deaths[Deaths.Deadly].ShouldBe(Deaths.Deadly);
        }

        using (var blocks = Recipe.Of(Recipes.Blocks, 10_000)
            .InProcesses(1, 1, new() { Prefetch = new() { Name = Name } }))
        {
            _ = blocks[0];
        }

        Children.AwaitNone();
        var figures = Figures(Name);

        figures["seqtools.processes.workers.started"].ShouldBe(3);
        figures["seqtools.processes.workers.lost"].ShouldBe(1);
        figures["seqtools.processes.elements.tried_again"].ShouldBe(1);
        figures["seqtools.processes.pipe.bytes"].ShouldBe(sizeof(int));
        figures["seqtools.processes.shared_memory.bytes"].ShouldBe(10_000);
    }

    private static Dictionary<string, long> Figures(string name)
    {
        Dictionary<string, long> figures = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "SeqTools.Linq"
                    && instrument.Name.StartsWith("seqtools.processes.", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags.ToArray().Contains(new("seqtools.prefetch.name", name)))
            {
                figures.Add(instrument.Name, value);
            }
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return figures;
    }
}
