namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>What is done where fewer workers can be had than were asked for.</summary>
public class WorkerSupplyTests
{
    [Test]
    public void Where_some_can_be_had_nobody_is_told_that_others_can_not()
    {
        var workers = new Scarce(available: 2);

        workers.Call(elements: 8, most: 8).ShouldBeNull();
        workers.Call(elements: 8, most: 8).ShouldBeNull();
        workers.CallOne().ShouldBeNull();

        workers.Attempts.ShouldBe(3, "What could not be had is not tried for again.");
        workers.AreIdle.ShouldBeFalse();
    }

    [Test]
    public void Where_none_can_be_had_it_is_told_why_and_each_call_tries_again()
    {
        var workers = new Scarce(available: 0);

        workers.Call(elements: 8, most: 8).ShouldBeOfType<OutOfMemoryException>();
        workers.CallOne().ShouldBeOfType<OutOfMemoryException>();
        workers.Attempts.ShouldBe(2);
        workers.AreIdle.ShouldBeTrue();

        workers.Available = 1;
        workers.Call(elements: 8, most: 8).ShouldBeNull();
        workers.AreIdle.ShouldBeFalse();
    }

    [Test]
    public async Task Workers_that_could_not_be_had_are_not_waited_for()
    {
        var workers = new Scarce(available: 0);
        workers.CallOne().ShouldNotBeNull();

        workers.Stop();

        await workers.Gone.WaitAsync(Patience.Limit);
    }

    [Test]
    public void No_more_are_started_than_are_of_use()
    {
        var workers = new Scarce(available: 8);

        workers.Call(elements: 2, most: 5).ShouldBeNull();
        workers.Attempts.ShouldBe(2);
        workers.Call(elements: 8, most: 5).ShouldBeNull();
        workers.Attempts.ShouldBe(5);
    }

    private sealed class Scarce(int available)
        : Workers(8, () => true, new PrefetchCounters(null, TimeProvider.System))
    {
        public int Available { get; set; } = available;

        public int Attempts { get; private set; }

        protected override void Start(int number)
        {
            Attempts++;
            if (Available-- <= 0)
            {
                throw new OutOfMemoryException();
            }
        }

        protected override void Wake() => throw new NotSupportedException("None of them parks.");

        protected override void WakeAll()
        {
        }
    }
}
