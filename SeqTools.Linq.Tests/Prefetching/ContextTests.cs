using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>Functions run in the context of the code that called AsPrefetched, whoever runs them.</summary>
internal sealed class ContextTests
{
    private static readonly AsyncLocal<object?> Local = new();

    public enum Kind
    {
        /// <summary>Readers evaluate, and nobody else.</summary>
        Readers,

        /// <summary>Threads and readers.</summary>
        Threads,

        WorkersOnly,
        Producers,
    }

    private static string Here =>
        $"{Local.Value} {CultureInfo.CurrentCulture.Name} {CultureInfo.CurrentUICulture.Name}";

    [Test, CancelAfter(120_000)]
    public async Task Elements_and_callbacks_see_what_the_code_saw_that_made_the_view(
        [Values] Kind kind, [Values("[]", "GetAsync", "foreach", "await foreach")] string way)
    {
        var seen = new ConcurrentDictionary<string, ConcurrentBag<string>>();
        PrefetchedView<int> view;
        using (new Surroundings("caller", "fr-CH"))
        {
            view = Prefetch(kind, seen, OnNote);
        }

        using (new Surroundings("reader", "de-DE"))
        {
            await ReadAsync(view, way);
            _ = view[0] + view[50];
            Here.ShouldBe("reader de-DE de-DE");
        }

        using (new Surroundings("end", "es-ES"))
        {
            view.Dispose();
            await view.DisposeAsync();
        }

        seen.SelectMany(notes => notes.Value.Select(note => $"{notes.Key}: {note}")).Distinct()
            .ShouldBe(seen.Keys.Select(key => $"{key}: caller fr-CH fr-CH"), ignoreOrder: true);
        string[] expected = kind switch
        {
            Kind.Readers => ["element"],
            Kind.Threads => ["element", "discard", "discard error"],
            Kind.WorkersOnly => ["element", "discard", "discard error", "start", "stop"],
            _ => ["element", "awaited", "discard", "discard error", "start", "stop", "awaited start", "awaited stop"],
        };
        expected.ShouldBeSubsetOf(seen.Keys);

        void OnNote(string what) => seen.GetOrAdd(what, _ => []).Add(Here);
    }

    [Test, CancelAfter(120_000)]
    public void What_flows_with_a_reader_is_not_kept(
        [Values(Kind.Threads, Kind.WorkersOnly, Kind.Producers)] Kind kind,
        [Values("[]", "GetAsync", "foreach", "await foreach")] string way)
    {
        using var view = Prefetch(kind, [], _ => { }, Timeout.InfiniteTimeSpan);

        var request = Patience.Await(Patience.Start(() => ReadWithin(view, way)));

        Patience.Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !request.IsAlive;
        });
        view[50].ShouldBe(50);
    }

    [Test, CancelAfter(120_000)]
    public void What_a_function_begins_keeps_the_view_no_longer_than_it_is_used()
    {
        var (data, flow) = Patience.Await(Patience.Start(CaptureFlow));

        Patience.Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !data.IsAlive;
        });
        GC.KeepAlive(flow);
    }

    [Test, CancelAfter(120_000)]
    public void What_an_element_changes_reaches_neither_another_one_nor_the_reader([Values] Kind kind)
    {
        var seen = new ConcurrentBag<string>();
        Local.Value = "caller";
        using var view = Prefetched(kind, Seq.Generate(60, n =>
        {
            seen.Add(Here);
            Local.Value = n;
            CultureInfo.CurrentCulture = new("it-IT");
            return n;
        }));
        var before = Here;

        view.Sum().ShouldBe(1770);
        (view[30], view[31], view[7]).ShouldBe((30, 31, 7));

        Here.ShouldBe(before);
        seen.ShouldAllBe(context => context == before);
    }

    [Test, CancelAfter(120_000)]
    public void What_the_start_of_a_worker_sets_is_there_for_its_elements([Values] bool isAwaited)
    {
        PrefetchOptions<object?> options = new() { OnWorkerStart = number => Local.Value = $"worker {number}" };
        var elements = Seq.Generate(40, n =>
        {
            var mine = Local.Value;
            Local.Value = n;
            return mine;
        });
        using var view = isAwaited
            ? elements.SelectAsync((mine, _) => ValueTask.FromResult(mine)).AsPrefetched(1, 4, options)
            : elements.AsPrefetched(1, 4, options);

        view.ShouldAllBe(mine => Equals(mine, "worker 0"));
    }

    [Test, CancelAfter(120_000)]
    public async Task Where_the_flow_was_suppressed_nothing_flows_but_the_culture([Values] Kind kind)
    {
        var seen = new ConcurrentBag<string>();
        using var surroundings = new Surroundings("caller", "fr-CH");
        PrefetchedView<int> view;
        using (ExecutionContext.SuppressFlow())
        {
            view = Prefetched(kind, Seq.Generate(60, Note));
            view[0].ShouldBe(0);
            view.Skip(1).First().ShouldBe(1);
            ExecutionContext.IsFlowSuppressed().ShouldBeTrue();
        }

        view.Sum().ShouldBe(1770);
        Here.ShouldBe("caller fr-CH fr-CH");
        await view.DisposeAsync();

        seen.ShouldAllBe(context => context == " fr-CH fr-CH");

        int Note(int n)
        {
            seen.Add(Here);
            return n;
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task Nor_does_anything_flow_out_of_a_producer_that_has_suppressed_it()
    {
        using var surroundings = new Surroundings("caller", "fr-CH");
        await using var outer = Seq.Range(0, 3)
            .SelectAsync((_, _) =>
            {
                using (ExecutionContext.SuppressFlow())
                {
                    var inner = Seq.Generate(3, _ => Here).AsPrefetched(1, 1);
                    return ValueTask.FromResult<SeqView<string>>(inner);
                }
            })
            .AsPrefetched(1, 2);

        using var made = (PrefetchedView<string>)await outer.GetAsync(1);
        made[0].ShouldBe(" fr-CH fr-CH");
    }

    [Test, CancelAfter(120_000)]
    public void A_reader_whose_flow_is_suppressed_keeps_it_so([Values] Kind kind)
    {
        var seen = new ConcurrentBag<string>();
        using var surroundings = new Surroundings("caller", "fr-CH");
        using var view = Prefetched(kind, Seq.Generate(60, n =>
        {
            seen.Add(Here);
            return n;
        }));

        Local.Value = "reader";
        using (ExecutionContext.SuppressFlow())
        {
            view[0].ShouldBe(0);
            foreach (var _ in view)
            {
                ExecutionContext.IsFlowSuppressed().ShouldBeTrue();
            }

            Here.ShouldBe("reader fr-CH fr-CH");
        }

        seen.ShouldAllBe(context => context == "caller fr-CH fr-CH");
    }

    [Test, CancelAfter(120_000)]
    public void The_error_mode_is_the_reader_s_whatever_it_was_where_the_view_was_made([Values] Kind kind)
    {
        PrefetchedView<int> view;
        using (SeqErrors.Use(ErrorMode.Passthrough))
        {
            view = Prefetched(kind, Seq.Generate(9, n => n == 3 ? throw new FormatException() : n));
            Should.Throw<FormatException>(() => view[3]);
        }

        using (view)
        {
            Should.Throw<EvaluationException>(() => view[3]).Trail.Count.ShouldBe(kind == Kind.Producers ? 3 : 2);
            using (SeqErrors.Use(ErrorMode.Passthrough))
            {
                Should.Throw<FormatException>(() => view[3]);
            }
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task A_function_that_reads_itself_by_way_of_a_view_made_elsewhere_is_refused()
    {
        PrefetchedView<int> awaited = null!;
        var between = Seq.Generate(10, n => awaited[n]).AsPrefetched(1, 1);
        Local.Value = "changed";
        awaited = Seq.Range(0, 10)
            .SelectAsync(async (n, _) =>
            {
                await Task.Yield();
                return between[n];
            })
            .AsPrefetched(1, 1);
        await using var disposal = awaited;

        var failure = await Should.ThrowAsync<EvaluationException>(async () => await awaited.GetAsync(2));
        failure.InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    [Test, CancelAfter(120_000)]
    public void A_view_that_an_element_has_made_is_no_part_of_it_afterwards()
    {
        PrefetchedView<int> outer = null!;
        Lazy<PrefetchedView<int>> inner = new(() => Seq.Generate(4, i => 10 * outer[i]).AsPrefetched(1, 1));
        outer = Seq.Range(0, 4)
            .SelectAsync((n, _) =>
            {
                inner.Value.Count.ShouldBe(4);
                return ValueTask.FromResult(n);
            })
            .AsPrefetched(1, 1);
        using var outerEnding = outer;
        outer[0].ShouldBe(0);
        using var innerEnding = inner.Value;

        inner.Value[3].ShouldBe(30);
    }

    private static PrefetchedView<int> Prefetched(Kind kind, SeqView<int> elements) => kind switch
    {
        Kind.Readers => elements.AsPrefetched(1, 1),
        Kind.Threads => elements.AsPrefetched(2, 4),
        Kind.WorkersOnly => elements.AsPrefetched(2, 4, new() { OnWorkerStart = _ => { } }),
        _ => elements.SelectAsync((n, _) => ValueTask.FromResult(n)).AsPrefetched(2, 4),
    };

    private static PrefetchedView<int> Prefetch(
        Kind kind, ConcurrentDictionary<string, ConcurrentBag<string>> seen, Action<string> note,
        TimeSpan? idleTimeout = null)
    {
        var elements = Seq.Generate(100, n =>
        {
            note("element");
            return n;
        });
        PrefetchOptions<int> options = new()
        {
            OnWorkerStart = kind >= Kind.WorkersOnly ? _ => note("start") : null,
            OnWorkerStop = _ => note("stop"),
            OnWorkerStartAsync = kind != Kind.Producers ? null : async (_, _) =>
            {
                await Task.Yield();
                note("awaited start");
            },
            OnWorkerStopAsync = kind != Kind.Producers ? null : async _ =>
            {
                await Task.Yield();
                note("awaited stop");
            },
            OnDiscard = _ =>
            {
                note("discard");
                throw new TimeoutException();
            },
            OnDiscardError = _ => note("discard error"),
            IdleTimeout = idleTimeout ?? TimeSpan.FromSeconds(30),
        };
        return kind == Kind.Producers
            ? elements.SelectAsync(async (n, _) =>
            {
                await Task.Yield();
                note("awaited");
                return n;
            }).AsPrefetched(2, 4, options)
            : elements.AsPrefetched(2, kind == Kind.Readers ? 1 : 4, options);
    }

    /// <summary>Reads the beginning, and waits until there is something to discard.</summary>
    private static async Task ReadAsync(PrefetchedView<int> view, string way)
    {
        var ahead = view.Origin.Arguments.EndsWith('1') ? 0 : 3;
        switch (way)
        {
            case "[]":
                view[0].ShouldBe(0);
                Patience.Until(() => view.Statistics.Ready == ahead);
                break;
            case "GetAsync":
                (await view.GetAsync(0)).ShouldBe(0);
                Patience.Until(() => view.Statistics.Ready == ahead);
                break;
            case "foreach":
                foreach (var element in view)
                {
                    element.ShouldBe(0);
                    Patience.Until(() => view.Statistics.Ready == ahead);
                    break;
                }

                break;
            default:
                await foreach (var element in view)
                {
                    element.ShouldBe(0);
                    Patience.Until(() => view.Statistics.Ready == ahead);
                    break;
                }

                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ReadWithin(PrefetchedView<int> view, string way)
    {
        object request = new();
        Local.Value = request;
        Patience.Await(ReadAsync(view, way));
        return new(request);
    }

    /// <summary>Something that a pipeline holds, and a flow of execution in which one of its functions ran.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Data, ExecutionContext Flow) CaptureFlow()
    {
        object data = new();
        var flows = new ConcurrentQueue<ExecutionContext>();
        using (var view = Seq.Repeat(data, 3).SelectAsync(async (one, _) =>
        {
            await Task.Yield();
            flows.Enqueue(ExecutionContext.Capture()!);
            return one.GetHashCode();
        }).AsPrefetched(1, 1))
        {
            _ = view[0];
        }

        flows.TryPeek(out var flow).ShouldBeTrue();
        return (new(data), flow!);
    }

    /// <summary>A value that flows and a culture, for as long as it is not disposed of.</summary>
    private sealed class Surroundings : IDisposable
    {
        private readonly (object? Local, CultureInfo Culture, CultureInfo Language) before =
            (Local.Value, CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

        public Surroundings(string value, string culture)
        {
            Local.Value = value;
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new(culture);
        }

        public void Dispose() =>
            (Local.Value, CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
    }
}
