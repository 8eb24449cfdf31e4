namespace SeqTools.Linq.Tests.Prefetching;

/// <summary>
/// The protocol between a reader, its workers and their slots, as a model whose every interleaving is
/// explored. A step is one access to what is shared; the two locks are modelled as locks, a pulse wakes one worker at
/// most, and a parked worker may time out at any moment.
/// </summary>
public class InterleavingTests
{
    [Test, CancelAfter(240_000)]
    public void In_no_order_of_steps_is_a_wake_up_or_a_value_lost_or_an_element_evaluated_twice(
        [Values(1, 2)] int workers, [Values] bool onWorkersOnly)
    {
        int[][] walks = [[0, 1], [0, 2], [1, 3, 4]];
        foreach (var walk in walks)
        {
            var explorer = new Explorer(new(workers, onWorkersOnly, walk));
            explorer.Explore();

            explorer.Stuck.ShouldBeNull();
            explorer.Endings.ShouldBeGreaterThan(0);
        }
    }

    [Test, CancelAfter(240_000)]
    public void The_model_sees_the_reader_wait_for_ever_if_a_worker_that_leaves_counts_as_at_work_again()
    {
        var explorer = new Explorer(new(1, OnWorkersOnly: true, [0, 2]) { LeaversCount = true });
        explorer.Explore();

        explorer.Stuck.ShouldNotBeNull();
    }

    [Test, CancelAfter(240_000)]
    public void The_model_sees_the_reader_wait_for_ever_if_a_worker_looks_for_work_before_it_says_that_it_parks()
    {
        var explorer = new Explorer(new(1, OnWorkersOnly: true, [0, 2]) { LooksFirst = true });
        explorer.Explore();

        explorer.Stuck.ShouldNotBeNull();
    }

    [Test, CancelAfter(240_000)]
    public void The_model_sees_the_reader_wait_for_ever_if_a_worker_that_has_stopped_does_not_look_once_more()
    {
        var explorer = new Explorer(new(1, OnWorkersOnly: true, [0, 2]) { LeavesForGood = true });
        explorer.Explore();

        explorer.Stuck.ShouldNotBeNull();
    }

    private sealed record Setting(int Workers, bool OnWorkersOnly, int[] Walk)
    {
        public const int Count = 5;
        public const int MaxBuffered = 2;

        public bool LeaversCount { get; init; }

        public bool LooksFirst { get; init; }

        public bool LeavesForGood { get; init; }
    }

    private enum At
    {
        Absent,
        Seeking,
        Evaluating,
        Finishing,
        BeforeGate,
        Settling,
        BeforePark,
        Parking,
        LookingOnce,
        Asleep,
        Woken,
        TimedOut,
        LookingAgain,
        GoingOn,
        Stopping,
        LookingLast,
        Leaving,
        Left,

        Approaching,
        Passing,
        Opening,
        TakingUp,
        Asking,
        Calling,
        AskingInPassing,
        CallingInPassing,
        BeforeLook,
        Looking,
        Waiting,
        EvaluatingItself,
        BeforeFinish,
        Finished,
    }

    private sealed class State(Setting setting)
    {
        public const int Nobody = -1;
        public const int Reader = 9;

        public SlotState[] Slots { get; private init; } = new SlotState[Setting.Count];

        public int[] Evaluations { get; private init; } = new int[Setting.Count];

        public At[] Workers { get; private init; } = new At[setting.Workers];

        public int[] Elements { get; private init; } = new int[setting.Workers];

        public At ReaderAt { get; set; } = At.Approaching;

        public int Read { get; set; }

        public int Head { get; set; }

        public int Limit { get; set; }

        public int AtWork { get; set; }

        public int Gate { get; set; } = Nobody;

        public int WorkersLock { get; set; } = Nobody;

        public int Produced { get; set; }

        public int Delivered { get; set; }

        public int Discarded { get; set; }

        private int KeyLength => Slots.Length + Evaluations.Length + Workers.Length + Elements.Length + 10;

        public string Key => string.Create(KeyLength, this, static (key, state) =>
        {
            var place = 0;
            foreach (var slot in state.Slots)
            {
                key[place++] = (char)slot;
            }

            foreach (var worker in state.Workers)
            {
                key[place++] = (char)worker;
            }

            ReadOnlySpan<int> numbers =
            [
                .. state.Evaluations, .. state.Elements, (int)state.ReaderAt, state.Read, state.Head, state.Limit,
                state.AtWork, state.Gate + 1, state.WorkersLock + 1, state.Produced, state.Delivered, state.Discarded,
            ];
            foreach (var number in numbers)
            {
                key[place++] = (char)number;
            }
        });

        public State Copy() => new(setting)
        {
            Slots = [.. Slots],
            Evaluations = [.. Evaluations],
            Workers = [.. Workers],
            Elements = [.. Elements],
            ReaderAt = ReaderAt,
            Read = Read,
            Head = Head,
            Limit = Limit,
            AtWork = AtWork,
            Gate = Gate,
            WorkersLock = WorkersLock,
            Produced = Produced,
            Delivered = Delivered,
            Discarded = Discarded,
        };

        public bool HasWork => Enumerable.Range(0, Limit).Any(i => Slots[i] is SlotState.Empty or SlotState.Called);

        public void Open() =>
            Limit = Math.Min(
                Setting.Count,
                Head + Math.Max(1, Setting.MaxBuffered - Slots[..Head].Count(slot => slot == SlotState.Stale)));
    }

    private sealed class Explorer(Setting setting)
    {
        private readonly HashSet<string> seen = [];
        private readonly Stack<State> open = new();

        public State? Stuck { get; private set; }

        public int Endings { get; private set; }

        public void Explore()
        {
            Add(new(setting));
            while (Stuck is null && open.TryPop(out var state))
            {
                var steps = Enumerable.Range(0, setting.Workers)
                    .SelectMany(worker => WorkerSteps(state, worker))
                    .Concat(ReaderSteps(state))
                    .ToArray();
                Array.ForEach(steps, Add);
                if (steps.Length == 0)
                {
                    End(state);
                }
            }
        }

        private void Add(State state)
        {
            Check(state);
            if (seen.Add(state.Key))
            {
                open.Push(state);
            }
        }

        private static void Check(State state)
        {
            if (state.Evaluations.Max() > 1)
            {
                throw new AssertionException("An element was evaluated twice.");
            }

            if (state.Slots.Count(TakesRoom) > Setting.MaxBuffered)
            {
                throw new AssertionException("There is more in the window than it takes.");
            }
        }

        private void End(State state)
        {
            if (state.Read < setting.Walk.Length)
            {
                Stuck = state;
                return;
            }

            Endings++;
            state.Delivered.ShouldBe(setting.Walk.Length);
            state.Produced.ShouldBe(
                state.Delivered + state.Discarded + state.Slots.Count(slot => slot == SlotState.Ready));
            (state.Gate, state.WorkersLock).ShouldBe((State.Nobody, State.Nobody));
        }

        private IEnumerable<State> WorkerSteps(State state, int worker)
        {
            var (at, element) = (state.Workers[worker], state.Elements[worker]);
            switch (at)
            {
                case At.Seeking when element >= state.Limit:
                    yield return Go(setting.LooksFirst ? At.LookingOnce : At.BeforePark);
                    break;
                case At.Seeking when state.Slots[element] is SlotState.Empty or SlotState.Called:
                    yield return Go(
                        At.Evaluating,
                        next => next.Slots[element] =
                            state.Slots[element] == SlotState.Empty ? SlotState.Started : SlotState.Awaited);
                    break;
                case At.Seeking:
                    yield return Go(At.Seeking, next => next.Elements[worker]++);
                    break;
                case At.Evaluating:
                    yield return Go(
                        At.Finishing,
                        next => (next.Evaluations[element], next.Produced) =
                            (state.Evaluations[element] + 1, state.Produced + 1));
                    break;
                case At.Finishing when state.Slots[element] == SlotState.Started:
                    yield return Go(
                        At.Seeking, next => (next.Slots[element], next.Elements[worker]) = (SlotState.Ready, 0));
                    break;
                case At.Finishing:
                    yield return Go(At.BeforeGate);
                    break;
                case At.BeforeGate when state.Gate == State.Nobody:
                    yield return Go(At.Settling, next => next.Gate = worker);
                    break;
                case At.Settling:
                    yield return Go(At.Seeking, next => Settle(next, worker, element));
                    break;
                case At.BeforePark when state.WorkersLock == State.Nobody:
                    yield return Go(At.Parking, next => next.WorkersLock = worker);
                    break;
                case At.Parking:
                    yield return Go(setting.LooksFirst ? At.Asleep : At.LookingOnce, next =>
                    {
                        next.AtWork--;
                        next.WorkersLock = setting.LooksFirst ? State.Nobody : worker;
                    });
                    break;
                case At.LookingOnce when setting.LooksFirst:
                    yield return state.HasWork ? Go(At.Seeking, next => next.Elements[worker] = 0) : Go(At.BeforePark);
                    break;
                case At.LookingOnce:
                    yield return state.HasWork
                        ? Go(At.GoingOn)
                        : Go(At.Asleep, next => next.WorkersLock = State.Nobody);
                    break;
                case At.Asleep:
                    yield return Go(At.TimedOut);
                    break;
                case At.Woken when state.WorkersLock == State.Nobody:
                    yield return Go(At.GoingOn, next => next.WorkersLock = worker);
                    break;
                case At.TimedOut when state.WorkersLock == State.Nobody:
                    yield return Go(setting.LooksFirst ? At.Left : At.LookingAgain, next => next.WorkersLock = worker);
                    break;
                case At.LookingAgain:
                    yield return state.HasWork
                        ? Go(At.GoingOn)
                        : Go(At.Stopping, next => next.WorkersLock = State.Nobody);
                    break;
                case At.Stopping when state.WorkersLock == State.Nobody:
                    yield return Go(At.LookingLast, next => next.WorkersLock = worker);
                    break;
                case At.LookingLast:
                    yield return Go(
                        state.HasWork && !setting.LeavesForGood ? At.GoingOn
                        : setting.LeaversCount ? At.Leaving
                        : At.Left);
                    break;
                case At.GoingOn:
                    yield return Go(
                        At.Seeking,
                        next => (next.AtWork, next.WorkersLock, next.Elements[worker]) =
                            (state.AtWork + 1, State.Nobody, 0));
                    break;
                case At.Leaving:
                    yield return Go(At.Left, next => next.AtWork++);
                    break;
                case At.Left:
                    yield return Go(
                        At.Absent,
                        next => (next.AtWork, next.WorkersLock) =
                            (state.AtWork - (setting.LeaversCount ? 1 : 0), State.Nobody));
                    break;
            }

            State Go(At to, Action<State>? change = null)
            {
                var next = state.Copy();
                next.Workers[worker] = to;
                change?.Invoke(next);
                return next;
            }
        }

        private static void Settle(State next, int worker, int element)
        {
            if (next.Slots[element] == SlotState.Stale)
            {
                next.Slots[element] = SlotState.Spent;
                next.Discarded++;
                next.Open();
            }
            else
            {
                next.Slots[element] = SlotState.Ready;
                next.ReaderAt = next.ReaderAt == At.Waiting ? At.BeforeLook : next.ReaderAt;
            }

            next.Gate = State.Nobody;
            next.Elements[worker] = 0;
        }

        private IEnumerable<State> ReaderSteps(State state)
        {
            if (state.Read == setting.Walk.Length)
            {
                yield break;
            }

            var index = setting.Walk[state.Read];
            switch (state.ReaderAt)
            {
                case At.Approaching when state.Gate == State.Nobody:
                    yield return Go(At.Passing, next =>
                    {
                        next.Gate = State.Reader;
                        next.Limit = index - state.Head < Setting.MaxBuffered ? state.Limit : 0;
                    });
                    break;
                case At.Passing when FirstNotPassed(state, index) is var passed && passed < index:
                    yield return Go(At.Passing, next => Pass(next, passed));
                    break;
                case At.Passing:
                    yield return Go(At.Opening, next => next.Head = index);
                    break;
                case At.Opening:
                    yield return Go(At.TakingUp, next => next.Open());
                    break;
                case At.TakingUp:
                    yield return TakeUp(state, index);
                    break;
                case At.Asking:
                    yield return Go(state.AtWork == setting.Workers ? At.BeforeLook : At.Calling);
                    break;
                case At.Calling when state.WorkersLock == State.Nobody:
                    foreach (var called in Calls(state, At.BeforeLook))
                    {
                        yield return called;
                    }

                    break;
                case At.AskingInPassing:
                    yield return Go(state.AtWork == setting.Workers ? At.EvaluatingItself : At.CallingInPassing);
                    yield return Go(At.EvaluatingItself);
                    break;
                case At.CallingInPassing when state.WorkersLock == State.Nobody:
                    foreach (var called in Calls(state, At.EvaluatingItself))
                    {
                        yield return called;
                    }

                    break;
                case At.BeforeLook when state.Gate == State.Nobody:
                    yield return Go(At.Looking, next => next.Gate = State.Reader);
                    break;
                case At.Looking when state.Slots[index] == SlotState.Ready:
                    yield return Go(At.Approaching, next => Deliver(next, index));
                    break;
                case At.Looking:
                    yield return Go(At.Waiting, next => next.Gate = State.Nobody);
                    break;
                case At.EvaluatingItself:
                    yield return Go(At.BeforeFinish, next =>
                        (next.Evaluations[index], next.Produced) = (state.Evaluations[index] + 1, state.Produced + 1));
                    break;
                case At.BeforeFinish when state.Gate == State.Nobody:
                    yield return Go(At.Finished, next => next.Gate = State.Reader);
                    break;
                case At.Finished:
                    yield return Go(At.Approaching, next => Deliver(next, index));
                    break;
            }

            State Go(At to, Action<State> change = null!)
            {
                var next = state.Copy();
                next.ReaderAt = to;
                change?.Invoke(next);
                return next;
            }
        }

        private State TakeUp(State state, int index)
        {
            var next = state.Copy();
            var now = state.Slots[index];
            if (now == SlotState.Ready)
            {
                next.ReaderAt = At.Approaching;
                Deliver(next, index);
                return next;
            }

            var evaluates = now == SlotState.Empty && !setting.OnWorkersOnly;
            next.Slots[index] = now == SlotState.Empty && !evaluates ? SlotState.Called : SlotState.Awaited;
            next.ReaderAt = evaluates ? At.AskingInPassing : At.Asking;
            next.Gate = State.Nobody;
            return next;
        }

        /// <summary>Starts who is absent, and wakes one of those who sleep: which one is anybody's guess.</summary>
        private static IEnumerable<State> Calls(State state, At afterwards)
        {
            var next = state.Copy();
            next.ReaderAt = afterwards;
            for (var worker = 0; worker < next.Workers.Length; worker++)
            {
                if (next.Workers[worker] == At.Absent)
                {
                    (next.Workers[worker], next.Elements[worker]) = (At.Seeking, 0);
                    next.AtWork++;
                }
            }

            var sleepers = Enumerable.Range(0, next.Workers.Length)
                .Where(worker => next.Workers[worker] == At.Asleep)
                .ToArray();
            if (sleepers is [])
            {
                return [next];
            }

            return sleepers.Select(sleeper =>
            {
                var woken = next.Copy();
                woken.Workers[sleeper] = At.Woken;
                return woken;
            });
        }

        private static bool TakesRoom(SlotState slot) => slot is SlotState.Started or SlotState.Awaited
            or SlotState.Stale or SlotState.Ready or SlotState.Delivered;

        private static int FirstNotPassed(State state, int index) =>
            Enumerable.Range(state.Head, index - state.Head).FirstOrDefault(i => !IsPassed(state.Slots[i]), index);

        private static bool IsPassed(SlotState slot) => slot is SlotState.Spent or SlotState.Stale;

        private static void Pass(State next, int index)
        {
            var now = next.Slots[index];
            next.Discarded += now == SlotState.Ready ? 1 : 0;
            next.Slots[index] = now is SlotState.Started or SlotState.Awaited ? SlotState.Stale : SlotState.Spent;
        }

        private static void Deliver(State next, int index)
        {
            next.Slots[index] = SlotState.Delivered;
            next.Delivered++;
            next.Gate = State.Nobody;
            next.Read++;
        }
    }
}
