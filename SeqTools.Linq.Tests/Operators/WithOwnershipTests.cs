namespace SeqTools.Linq.Tests;

internal sealed class WithOwnershipTests
{
    [Test]
    public void It_has_the_elements_and_the_place_of_a_stage()
    {
        using var view = Stages.FailingAt(2, 4).Select(n => n + 1).WithOwnership();

        view.Take(2).ShouldBe([1, 2]);
        view.Count.ShouldBe(4);
        Stages.Of(() => view[2]).ShouldBe("WithOwnership[2] Select[2] Generate[2]");
        Stages.Of(() => view.Sum()).ShouldBe("WithOwnership[2] Select[2] Generate[2]");
        Stages.Of(() => view.ToArray()).ShouldBe("WithOwnership[2] Select[2] Generate[2]");
    }

    [Test]
    public void Stages_that_hold_something_are_disposed_of_with_it()
    {
        var prefetched = new[] { 1, 2, 3 }.AsPrefetched(1, 2);
        var cached = prefetched.Select(n => n + 1).AsCached(2);
        var view = cached.Select(n => n + 1).WithOwnership();
        view[0].ShouldBe(3);

        view.Dispose();

        Should.Throw<ObjectDisposedException>(() => prefetched[0]);
        Should.Throw<ObjectDisposedException>(() => cached[0]);
    }

    [Test]
    public void Each_is_disposed_of_once_the_outermost_first_and_lists_are_not()
    {
        List<string> log = [];
        var list = new Holder(log, "list");
        var bottom = new Stage(log, "bottom", list);
        var left = new Stage(log, "left", bottom);
        var right = new Stage(log, "right", left, bottom);
        var view = left.Zip(right, (a, b) => a + b).Reverse().WithOwnership();

        view.Dispose();
        view.Dispose();
        view.DisposeAsync().IsCompletedSuccessfully.ShouldBeTrue();

        log.ShouldBe(["right", "left", "bottom"]);
    }

    [Test]
    public void Asynchronous_disposal_is_preferred_where_it_is_awaited()
    {
        List<string> log = [];
        var both = new AsyncStage(log, "both");

        both.WithOwnership().Dispose();
        both.WithOwnership().DisposeAsync().IsCompletedSuccessfully.ShouldBeTrue();

        log.ShouldBe(["both", "both, awaited"]);
    }

    [Test]
    public void What_can_only_be_awaited_is_waited_for()
    {
        List<string> log = [];
        var view = new Awaited(log).Select(n => n).AsPrefetched(1, 2).Select(n => n).WithOwnership();
        view[0].ShouldBe(0);

        view.Dispose();

        log.ShouldBe(["awaited"]);
    }

    [Test]
    public async Task An_awaited_view_owns_lists_that_are_views_too()
    {
        List<string> log = [];
        var prefetched = new[] { 1, 2, 3 }.AsPrefetched(1, 2);
        var view = prefetched.SelectAsync((n, _) => ValueTask.FromResult(n)).Concat(new Awaited(log)).WithOwnership();
        await using (view)
        {
            (await view.GetAsync(1)).ShouldBe(2);
            view.ToString().ShouldStartWith("WithOwnership()");
        }

        await view.DisposeAsync();
        Should.Throw<ObjectDisposedException>(() => prefetched[0]);
        log.ShouldBe(["awaited"]);
    }

    [Test]
    public void All_are_disposed_of_even_if_one_throws()
    {
        List<string> log = [];
        var inner = new Stage(log, "inner", new Stage(log, "innermost"));
        var single = new Stage(log, "outer!", inner).WithOwnership();
        var several = new Stage(log, "outer!", new Stage(log, "middle", new Stage(log, "inner!"))).WithOwnership();

        Should.Throw<IOException>(() => single.Dispose()).Message.ShouldBe("outer!");
        log.ShouldBe(["outer!", "inner", "innermost"]);
        log.Clear();
        Should.Throw<AggregateException>(() => several.Dispose())
            .InnerExceptions.Select(e => e.Message)
            .ShouldBe(["outer!", "inner!"]);
        log.ShouldBe(["outer!", "middle", "inner!"]);
        Should.NotThrow(several.Dispose);
    }

    [Test]
    public void So_it_is_where_it_is_awaited()
    {
        List<string> log = [];
        var view = new Stage(log, "outer!", new Stage(log, "inner")).WithOwnership();

        Should.Throw<IOException>(async () => await view.DisposeAsync()).Message.ShouldBe("outer!");

        log.ShouldBe(["outer!", "inner"]);
    }

    [Test]
    public void Stages_of_an_operator_of_ones_own_are_among_them()
    {
        List<string> log = [];
        var view = new Stage(log, "inner").Select(n => n).WithOrigin(new("Own"));
        var ahead = new[] { 1, 2 }.Ahead();

        view.WithOwnership().Dispose();
        ahead.WithOwnership().Dispose();

        log.ShouldBe(["inner"]);
        Should.Throw<ObjectDisposedException>(() => ahead[0]);
    }

    [Test]
    public void A_view_that_owns_stages_disposes_of_them_itself()
    {
        List<string> log = [];
        var inner = new Stage(log, "inner").WithOwnership();
        var outer = new Stage(log, "outer", inner).WithOwnership();

        inner.Dispose();
        outer.Dispose();

        log.ShouldBe(["inner", "outer"]);
    }

    /// <summary>A list that must be left alone.</summary>
    private sealed class Holder(List<string> log, string name) : List<int>, IDisposable
    {
        public void Dispose() => log.Add(name);
    }

    private sealed class Stage(List<string> log, string name, params object[] sources) : SeqView<int>, IDisposable
    {
        public override int Count => 1;

        protected override IReadOnlyList<object> Sources => sources;

        public void Dispose()
        {
            log.Add(name);
            if (name.EndsWith('!'))
            {
                throw new IOException(name);
            }
        }

        protected override int GetItem(int index) => index;
    }

    private sealed class AsyncStage(List<string> log, string name) : SeqView<int>, IDisposable, IAsyncDisposable
    {
        public override int Count => 1;

        public void Dispose() => log.Add(name);

        public ValueTask DisposeAsync()
        {
            log.Add($"{name}, awaited");
            return default;
        }

        protected override int GetItem(int index) => index;
    }

    private sealed class Awaited(List<string> log) : AsyncSeqView<int>, IAsyncDisposable
    {
        public override int Count => 2;

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            log.Add("awaited");
        }

        protected override ValueTask<int> GetItemAsync(int index, CancellationToken cancellationToken) => new(index);
    }
}
