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
    public void In_no_order_of_steps_is_a_value_delivered_twice_where_it_is_its_reader_s_alone(
        [Values(1, 2)] int workers)
    {
        int[][] walks = [[0, 0], [0, 1, 1], [1, 1, 3]];
        foreach (var walk in walks)
        {
            var explorer = new Explorer(new(workers, OnWorkersOnly: false, walk) { DeliversOnce = true });
            explorer.Explore();

            explorer.Stuck.ShouldBeNull();
            explorer.Endings.ShouldBeGreaterThan(0);
        }
    }

    [TestCase(1, false, 2)]
    [TestCase(1, true, 2)]
    [TestCase(2, false, 1, Category = "Long")]
    [TestCase(2, true, 1, Category = "Long")]
    [TestCase(2, false, 2, Category = "Long")]
    [TestCase(2, true, 2, Category = "Long")]
    [CancelAfter(240_000)]
    public void In_no_order_of_steps_does_a_read_that_is_interrupted_harm_another(
        int workers, bool onWorkersOnly, int interrupts)
    {
        int[][] walks = [[0, 1], [0, 2], [1, 3, 4]];
        foreach (var walk in walks)
        {
            var explorer = new Explorer(new(workers, onWorkersOnly, walk) { Interrupts = interrupts });
            explorer.Explore();

            explorer.Stuck.ShouldBeNull();
            explorer.Endings.ShouldBeGreaterThan(0);
        }
    }

    [Test, CancelAfter(240_000)]
    public void The_model_sees_the_next_read_wait_for_ever_if_an_interrupted_one_keeps_what_it_has_begun()
    {
        var explorer = new Explorer(new(1, OnWorkersOnly: false, [0, 1]) { Interrupts = 1, KeepsBegun = true });
        explorer.Explore();

        explorer.Stuck.ShouldNotBeNull();
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

    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(false, true, Category = "Long")]
    [TestCase(true, true, Category = "Long")]
    [CancelAfter(240_000)]
    public void In_no_order_of_steps_does_an_enumeration_lose_an_element_or_stop_before_a_full_buffer(
        bool inPlace, bool ends)
    {
        int[][] walks = ends ? [[0, 1, 2]] : [[0, 1], [0, 1, 2], [0, 1, 3, 4]];
        foreach (var walk in walks)
        {
            var explorer = new Explorer(new(1, OnWorkersOnly: false, walk)
            {
                Enumerates = true,
                InPlace = inPlace,
                Ends = ends,
                MaxBuffered = 4,
            });
            explorer.Explore();

            explorer.Stuck.ShouldBeNull();
            explorer.Endings.ShouldBeGreaterThan(0);
        }
    }

    [Test, CancelAfter(240_000), Category("Long")]
    public void Nor_with_two_workers_of_whom_one_looks_after_the_reader([Values] bool inPlace, [Values] bool ends)
    {
        var explorer = new Explorer(new(2, OnWorkersOnly: false, ends ? [0, 1] : [0, 1, 2])
        {
            Enumerates = true,
            InPlace = inPlace,
            Ends = ends,
            MaxBuffered = 3,
            Count = ends ? 3 : 4,
            TimesOut = false,
        });
        explorer.Explore();

        explorer.Stuck.ShouldBeNull();
        explorer.Endings.ShouldBeGreaterThan(0);
    }

    [Test, CancelAfter(240_000)]
    public void The_model_sees_the_buffer_stay_empty_if_a_worker_parks_without_a_look_at_what_the_reader_has_taken(
        [Values] bool inPlace)
    {
        var explorer = new Explorer(new(1, OnWorkersOnly: false, [0, 1])
        {
            Enumerates = true,
            InPlace = inPlace,
            MaxBuffered = 4,
            ForgetsTheReader = true,
        });
        explorer.Explore();

        explorer.Stuck.ShouldNotBeNull();
    }

    [Test, CancelAfter(240_000)]
    public void The_model_sees_an_element_evaluated_twice_if_a_reservation_is_ended_carelessly([Values] bool hasNoFence)
    {
        var explorer = new Explorer(new(1, OnWorkersOnly: false, [0, 1, 2])
        {
            Enumerates = true,
            InPlace = true,
            MaxBuffered = 4,
            HasNoFence = hasNoFence,
            GivesBackAll = !hasNoFence,
        });

        Should.Throw<AssertionException>(explorer.Explore).Message.ShouldBe("An element was evaluated twice.");
    }

    private sealed record Setting(int Workers, bool OnWorkersOnly, int[] Walk)
    {
        public int Count { get; init; } = 5;

        /// <summary>How far the reader of an enumeration goes without the gate.</summary>
        public const int Stride = 2;

        public int MaxBuffered { get; init; } = 2;

        /// <summary>Whether a value is its reader's alone, and its element evaluated again for the next.</summary>
        public bool DeliversOnce { get; init; }

        /// <summary>Whether the reader is that of an enumeration, and its elements are cheap.</summary>
        public bool Enumerates { get; init; }

        /// <summary>Whether elements cost less than to hand over.</summary>
        public bool InPlace { get; init; }

        /// <summary>Whether the session is ended at some moment.</summary>
        public bool Ends { get; init; }

        /// <summary>How often a read is interrupted while it waits or evaluates; it or the next one follows.</summary>
        public int Interrupts { get; init; }

        /// <summary>Whether an element stays begun when the read that evaluated it was interrupted.</summary>
        public bool KeepsBegun { get; init; }

        public bool ForgetsTheReader { get; init; }

        /// <summary>Whether who ends a reservation gives back the element that the reader has, too.</summary>
        public bool GivesBackAll { get; init; }

        /// <summary>Whether who ends a reservation looks for what the reader asks for without a fence.</summary>
        public bool HasNoFence { get; init; }

        /// <summary>Whether a parked worker leaves after some time.</summary>
        public bool TimesOut { get; init; } = true;

        public bool LeaversCount { get; init; }

        public bool LooksFirst { get; init; }

        public bool LeavesForGood { get; init; }
    }

    private enum At
    {
        Absent,
        Seeking,
        Claiming,
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
        Resting,
        Following,
        Fencing,
        GoingOnWithWindow,
        GivingBackReserved,
        Moving,
        BeforeDoze,
        FallingAsleep,
        LookingBeforeDoze,
        Dozing,
        Roused,
        Rousing,
        AtWorkAgain,

        Approaching,
        Taking,
        AskingWhoIsAtWork,
        AskingWhoDozes,
        CallingOne,
        EvaluatingInPlace,
        LookingAtReservation,
        EvaluatingReserved,
        Withholding,
        GivingBack,
        Taken,
        AtGate,
        Thrown,
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
        EvaluatingAlone,
        HandingBack,
        BeforeFinish,
        Finished,
    }

    private sealed class State(Setting setting)
    {
        public const int Nobody = -1;
        public const int Reader = 9;
        public const int Ender = 8;

        public SlotState[] Slots { get; private init; } = new SlotState[setting.Count];

        public int[] Evaluations { get; private init; } = new int[setting.Count];

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

        public int Interrupted { get; set; }

        /// <summary>How many reads were interrupted and not repeated.</summary>
        public int GivenUp { get; set; }

        /// <summary>The element that the one reader has asked for last, and that each worker has seen.</summary>
        public int Asked { get; set; } = Nobody;

        public int[] Seen { get; private init; } = [.. Enumerable.Repeat(Nobody, setting.Workers)];

        /// <summary>What the reader has asked for and others do not see yet: it has no fence behind that.</summary>
        public int Unseen { get; set; } = Nobody;

        /// <summary>The elements before this one are reserved for the reader.</summary>
        public int ReservedEnd { get; set; }

        /// <summary>Whether the window is retired, and what follows the reader is reserved.</summary>
        public bool IsReserved { get; set; }

        /// <summary>The next slot that the reader is to withhold from workers, or to give back.</summary>
        public int Withheld { get; set; }

        public int Dozing { get; set; }

        public bool IsHeldBack { get; set; }

        /// <summary>Whether the element that the reader has, or evaluates, is in no slot.</summary>
        public bool HoldsTaken { get; set; }

        public bool IsOver { get; set; }

        /// <summary>What the reader does after it has seen to it that a worker looks after it.</summary>
        public At Afterwards { get; set; }

        /// <summary>The slot that the end of the session has come to; then it stops the workers.</summary>
        public int Ended { get; set; }

        private int KeyLength =>
            Slots.Length + Evaluations.Length + Workers.Length + Elements.Length + Seen.Length + 23;

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
                state.Interrupted, state.GivenUp, state.Asked + 1, .. state.Seen.Select(seen => seen + 1),
                state.Dozing, state.IsHeldBack ? 1 : 0, (int)state.Afterwards, state.HoldsTaken ? 1 : 0,
                state.IsOver ? 1 : 0, state.Ended, state.Unseen + 1, state.ReservedEnd, state.IsReserved ? 1 : 0,
                state.Withheld,
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
            Interrupted = Interrupted,
            GivenUp = GivenUp,
            Asked = Asked,
            Seen = [.. Seen],
            Unseen = Unseen,
            ReservedEnd = ReservedEnd,
            IsReserved = IsReserved,
            Withheld = Withheld,
            Dozing = Dozing,
            IsHeldBack = IsHeldBack,
            HoldsTaken = HoldsTaken,
            Afterwards = Afterwards,
            IsOver = IsOver,
            Ended = Ended,
        };

        public bool HasWork => !IsOver
            && (Enumerable.Range(0, Limit).Any(i => Slots[i] is SlotState.Empty or SlotState.Called)
                || (HasRoomUnattended && !setting.ForgetsTheReader));

        private bool HasRoomUnattended =>
            setting.Enumerates && (IsHeldBack || Asked > Head) && AtWork == 0 && Dozing == 0;

        /// <summary>Opens the window; for a reader in place, it is closed.</summary>
        public void OpenForReader()
        {
            IsHeldBack = setting.InPlace || IsReserved;
            if (IsHeldBack)
            {
                Limit = Math.Min(Limit, Head);
            }
            else
            {
                Open();
            }
        }

        /// <summary>Retires the window, and reserves what follows an element.</summary>
        public void Reserve(int index) =>
            (IsReserved, ReservedEnd, Limit) = (true, index + Setting.Stride, 0);

        /// <summary>Has the window that was reserved go on at an element.</summary>
        public void GoOnAt(int index)
        {
            (Head, IsReserved, ReservedEnd) = (index, false, 0);
            Array.Fill(Slots, SlotState.Empty, index, Slots.Length - index);
        }

        public void Open() =>
            Limit = IsOver ? 0 : Math.Min(
                setting.Count,
                Head + Math.Max(1, setting.MaxBuffered - Slots[..Head].Count(slot => slot == SlotState.Stale)));
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
                    .Concat(EndSteps(state))
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

        private void Check(State state)
        {
            if (state.Evaluations.Max() > 1)
            {
                throw new AssertionException("An element was evaluated twice.");
            }

            // What is asked for waits for nothing that an interrupted read has left behind.
            var leftBehind = state.Interrupted == 0 ? 0 : state.Slots.Count(slot => slot == SlotState.Stale);
            var most = Math.Max(setting.MaxBuffered, leftBehind + 1);
            if (state.Slots.Count(TakesRoom) + (state.HoldsTaken ? 1 : 0) > most)
            {
                throw new AssertionException("There is more in the window than it takes.");
            }
        }

        private void End(State state)
        {
            if (state.ReaderAt != At.Thrown && (state.Read < setting.Walk.Length || !IsFilled(state)))
            {
                Stuck = state;
                return;
            }

            Endings++;
            (state.Delivered + state.GivenUp).ShouldBe(state.Read);
            state.Produced.ShouldBe(
                state.Delivered + state.Discarded + state.Slots.Count(slot => slot == SlotState.Ready));
            (state.Gate, state.WorkersLock).ShouldBe((State.Nobody, State.Nobody));
        }

        /// <summary>Whether a reader that has stopped finds ahead of it what the buffer takes.</summary>
        private bool IsFilled(State state) => !setting.Enumerates || state.IsOver || state.Slots
            .Skip(setting.Walk[^1] + 1)
            .Take(setting.MaxBuffered - 1)
            .All(slot => slot == SlotState.Ready);

        /// <summary>The end of the session, slot by slot under the gate; then the workers are stopped.</summary>
        private IEnumerable<State> EndSteps(State state)
        {
            if (!setting.Ends || state.Ended > setting.Count + 1)
            {
                yield break;
            }

            var next = state.Copy();
            next.Ended++;
            if (state.Ended == 0 && state.Gate == State.Nobody)
            {
                (next.Gate, next.IsOver, next.Limit, next.ReservedEnd) = (State.Ender, true, 0, 0);
                yield return next;
            }
            else if (state.Ended > 0 && state.Ended <= setting.Count && state.Gate == State.Ender)
            {
                if (state.Slots[state.Ended - 1] is SlotState.Empty or SlotState.Started or SlotState.Ready)
                {
                    Pass(next, state.Ended - 1);
                }

                if (next.Ended > setting.Count)
                {
                    next.Gate = State.Nobody;
                    next.ReaderAt = next.ReaderAt == At.Waiting ? At.BeforeLook : next.ReaderAt;
                }

                yield return next;
            }
            else if (state.Ended > setting.Count && state.WorkersLock == State.Nobody)
            {
                for (var worker = 0; worker < setting.Workers; worker++)
                {
                    next.Workers[worker] = state.Workers[worker] switch
                    {
                        At.Asleep => At.Woken,
                        At.Dozing => At.Roused,
                        var other => other,
                    };
                }

                yield return next;
            }
        }

        private IEnumerable<State> WorkerSteps(State state, int worker)
        {
            var (at, element) = (state.Workers[worker], state.Elements[worker]);
            switch (at)
            {
                case At.Seeking when element >= state.Limit:
                    yield return Go(
                        setting.LooksFirst ? At.LookingOnce
                        : setting.Enumerates && !state.IsOver ? At.Resting
                        : At.BeforePark);
                    break;
                case At.Resting when state.Asked != state.Seen[worker]:
                    yield return Go(
                        state.Dozing > 0 ? At.BeforePark : At.BeforeDoze, next => next.Seen[worker] = state.Asked);
                    break;
                case At.Resting:
                    yield return Go(At.Following);
                    break;
                case At.Following when state.Gate == State.Nobody:
                    yield return Go(At.Moving, next => next.Gate = worker);
                    break;
                case At.Moving when !state.IsOver && state.IsReserved:
                    yield return Go(
                        setting.HasNoFence ? At.GoingOnWithWindow : At.Fencing, next => next.ReservedEnd = 0);
                    break;
                case At.Fencing:
                    yield return Go(At.GoingOnWithWindow, Show);
                    break;
                case At.GoingOnWithWindow:
                    yield return Go(At.GivingBackReserved, next =>
                        (next.Head, next.Withheld) = (state.Asked, state.Asked + (setting.GivesBackAll ? 0 : 1)));
                    break;
                case At.GivingBackReserved when state.Withheld < setting.Count:
                    yield return Go(
                        At.GivingBackReserved, next => next.Slots[next.Withheld++] = SlotState.Empty);
                    break;
                case At.GivingBackReserved:
                    yield return Go(At.Moving, next => next.IsReserved = false);
                    break;
                case At.Moving when !state.IsOver && FirstNotPassed(state, state.Asked) is var passed
                    && passed < state.Asked:
                    yield return Go(At.Moving, next => Pass(next, passed));
                    break;
                case At.Moving:
                    yield return Go(At.BeforePark, next =>
                    {
                        if (!state.IsOver)
                        {
                            (next.Head, next.IsHeldBack) = (Math.Max(state.Head, state.Asked), false);
                            next.Open();
                        }

                        next.Gate = State.Nobody;
                        if (next.HasWork)
                        {
                            (next.Workers[worker], next.Elements[worker]) = (At.Seeking, 0);
                        }
                    });
                    break;
                case At.BeforeDoze when state.WorkersLock == State.Nobody:
                    yield return Go(
                        At.FallingAsleep, next => (next.WorkersLock, next.Dozing) = (worker, state.Dozing + 1));
                    break;
                case At.FallingAsleep:
                    yield return Go(At.LookingBeforeDoze, next => next.AtWork--);
                    break;
                case At.LookingBeforeDoze:
                    yield return state.HasWork || state.Ended > setting.Count + 1
                        ? Go(At.Rousing)
                        : Go(At.Dozing, next => next.WorkersLock = State.Nobody);
                    break;
                case At.Dozing:
                    yield return Go(At.Roused);
                    break;
                case At.Roused when state.WorkersLock == State.Nobody:
                    yield return Go(At.Rousing, next => next.WorkersLock = worker);
                    break;
                case At.Rousing:
                    yield return Go(At.AtWorkAgain, next => next.AtWork++);
                    break;
                case At.AtWorkAgain:
                    yield return Go(
                        At.Seeking,
                        next => (next.Dozing, next.WorkersLock, next.Elements[worker]) =
                            (state.Dozing - 1, State.Nobody, 0));
                    break;
                case At.Seeking:
                    yield return Go(At.Claiming);
                    break;
                case At.Claiming when state.Slots[element] is SlotState.Empty or SlotState.Called:
                    yield return Go(
                        At.Evaluating,
                        next => next.Slots[element] =
                            state.Slots[element] == SlotState.Empty ? SlotState.Started : SlotState.Awaited);
                    break;
                case At.Claiming:
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
                case At.Asleep when setting.TimesOut:
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

        private void Settle(State next, int worker, int element)
        {
            if (next.Slots[element] == SlotState.Stale)
            {
                next.Slots[element] = SlotState.Spent;
                next.Discarded++;
                Reopen(next);
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
            if (state.Read == setting.Walk.Length && state.ReaderAt == At.Approaching)
            {
                yield break;
            }

            if (state.Unseen != State.Nobody)
            {
                yield return Go(state.ReaderAt, Show);
            }

            var index = setting.Walk[Math.Min(state.Read, setting.Walk.Length - 1)];
            switch (state.ReaderAt)
            {
                case At.Approaching when index < state.ReservedEnd:
                    yield return Go(At.AtGate, next => next.HoldsTaken = false);
                    yield return Go(At.LookingAtReservation, next =>
                    {
                        Show(next);
                        (next.Unseen, next.HoldsTaken) = (index, false);
                    });
                    break;
                case At.LookingAtReservation when index < state.ReservedEnd:
                    yield return Go(At.EvaluatingReserved, next => next.HoldsTaken = true);
                    break;
                case At.LookingAtReservation:
                    yield return Go(At.AtGate);
                    break;
                case At.EvaluatingReserved:
                    yield return Go(At.Taken, next =>
                        (next.Evaluations[index], next.Produced) = (state.Evaluations[index] + 1, state.Produced + 1));
                    break;
                case At.Approaching when setting.Enumerates && state.Read > 0 && !state.IsReserved
                    && index - state.Head < Setting.Stride:
                    yield return Go(At.Taking, next => (next.Asked, next.HoldsTaken) = (index, false));
                    break;
                case At.Taking when state.Slots[index] is SlotState.Ready or SlotState.Empty:
                    yield return Go(At.AskingWhoIsAtWork, next =>
                    {
                        (next.Slots[index], next.HoldsTaken) = (SlotState.Spent, true);
                        next.Afterwards = state.Slots[index] == SlotState.Ready ? At.Taken : At.EvaluatingInPlace;
                    });
                    break;
                case At.Taking:
                    yield return Go(At.AtGate);
                    break;
                case At.AskingWhoIsAtWork:
                    yield return Go(state.AtWork > 0 ? state.Afterwards : At.AskingWhoDozes);
                    break;
                case At.AskingWhoDozes:
                    yield return Go(state.Dozing > 0 ? state.Afterwards : At.CallingOne);
                    break;
                case At.CallingOne when state.WorkersLock == State.Nobody:
                    foreach (var called in CallsOne(state))
                    {
                        yield return called;
                    }

                    break;
                case At.EvaluatingInPlace:
                    yield return Go(At.Taken, next =>
                        (next.Evaluations[index], next.Produced) = (state.Evaluations[index] + 1, state.Produced + 1));
                    break;
                case At.Taken:
                    yield return Go(
                        At.Approaching, next => (next.Delivered, next.Read) = (state.Delivered + 1, state.Read + 1));
                    break;
                case At.Approaching or At.AtGate when state.Gate == State.Nobody && state.IsOver:
                    yield return Go(At.Thrown);
                    break;
                case At.Approaching or At.AtGate when state.Gate == State.Nobody:
                    if (state.IsReserved)
                    {
                        yield return Go(At.AskingWhoIsAtWork, next =>
                        {
                            AskAtGate(next);
                            next.Reserve(index);
                            BeginReserved(next);
                        });
                    }

                    yield return Go(At.Passing, next =>
                    {
                        AskAtGate(next);
                        if (state.IsReserved)
                        {
                            next.GoOnAt(index);
                        }

                        next.Limit = index - state.Head < setting.MaxBuffered ? state.Limit : 0;
                    });
                    break;
                case At.Passing when FirstNotPassed(state, index) is var passed && passed < index:
                    yield return Go(At.Passing, next => Pass(next, passed));
                    break;
                case At.Passing:
                    yield return Go(At.Opening, next => next.Head = index);
                    break;
                case At.Opening:
                    yield return Go(setting.InPlace ? At.Withholding : At.TakingUp, next =>
                    {
                        Reopen(next);
                        next.Withheld = index;
                    });
                    break;
                case At.Withholding when state.Withheld == setting.Count:
                    yield return Go(At.AskingWhoIsAtWork, next =>
                    {
                        next.Reserve(index);
                        BeginReserved(next);
                    });
                    break;
                case At.Withholding when state.Slots[state.Withheld] == SlotState.Empty
                    && !state.Slots.Take(index).Contains(SlotState.Stale):
                    yield return Go(
                        At.Withholding, next => next.Slots[next.Withheld++] = SlotState.Spent);
                    break;
                case At.Withholding or At.GivingBack when state.Withheld > index:
                    yield return Go(At.GivingBack, next => next.Slots[--next.Withheld] = SlotState.Empty);
                    break;
                case At.Withholding or At.GivingBack:
                    yield return Go(At.TakingUp);
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
                case At.Looking when state.IsOver:
                    yield return Go(
                        At.AtGate, next => (next.Slots[index], next.Gate) = (SlotState.Stale, State.Nobody));
                    break;
                case At.Looking:
                    yield return Go(At.Waiting, next => next.Gate = State.Nobody);
                    break;
                case At.Waiting when state.Interrupted < setting.Interrupts && state.Gate == State.Nobody:
                    yield return Go(At.Approaching, Interrupt);
                    yield return Go(At.Approaching, (Action<State>)Interrupt + GiveUp);
                    break;
                case At.EvaluatingItself:
                    yield return Go(At.BeforeFinish, next =>
                        (next.Evaluations[index], next.Produced) = (state.Evaluations[index] + 1, state.Produced + 1));
                    if (state.Interrupted < setting.Interrupts)
                    {
                        yield return Go(At.HandingBack, Interrupt);
                    }

                    break;
                case At.HandingBack when state.Gate == State.Nobody:
                    yield return Go(At.Approaching, HandBack);
                    yield return Go(At.Approaching, (Action<State>)HandBack + GiveUp);
                    break;
                case At.EvaluatingAlone:
                    yield return Go(At.Approaching, next =>
                        (next.Evaluations[index], next.Produced, next.Delivered, next.Read) =
                            (state.Evaluations[index] + (setting.Enumerates ? 1 : 0), state.Produced + 1,
                            state.Delivered + 1, state.Read + 1));
                    break;
                case At.BeforeFinish when state.Gate == State.Nobody:
                    yield return Go(At.Finished, next => next.Gate = State.Reader);
                    break;
                case At.Finished:
                    yield return Go(At.Approaching, next => Deliver(next, index));
                    break;
            }

            void AskAtGate(State next) =>
                (next.Gate, next.Asked, next.Unseen, next.HoldsTaken) = (State.Reader, index, State.Nobody, false);

            void HandBack(State next) =>
                next.Slots[index] = setting.KeepsBegun ? SlotState.Awaited : SlotState.Empty;

            State Go(At to, Action<State> change = null!)
            {
                var next = state.Copy();
                next.ReaderAt = to;
                change?.Invoke(next);
                return next;
            }
        }

        /// <summary>Others see from now on what the reader has asked for.</summary>
        private static void Show(State next) =>
            (next.Asked, next.Unseen) = (next.Unseen == State.Nobody ? next.Asked : next.Unseen, State.Nobody);

        /// <summary>The reader leaves the gate, and evaluates what it has reserved.</summary>
        private static void BeginReserved(State next) =>
            (next.IsHeldBack, next.HoldsTaken, next.Afterwards, next.Gate) =
                (true, true, At.EvaluatingAlone, State.Nobody);

        private static void Interrupt(State next) => next.Interrupted++;

        private static void GiveUp(State next)
        {
            next.Read++;
            next.GivenUp++;
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

            if (now == SlotState.Spent)
            {
                (next.ReaderAt, next.Gate) = (At.EvaluatingAlone, State.Nobody);
                return next;
            }

            var evaluates = now is SlotState.Empty or SlotState.Called && !setting.OnWorkersOnly;
            next.Slots[index] = now is SlotState.Empty or SlotState.Called && !evaluates
                ? SlotState.Called
                : SlotState.Awaited;
            next.ReaderAt = !evaluates ? At.Asking : setting.Enumerates ? At.AskingWhoIsAtWork : At.AskingInPassing;
            next.Afterwards = At.EvaluatingItself;
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
                    (next.Workers[worker], next.Elements[worker], next.Seen[worker]) = (At.Seeking, 0, State.Nobody);
                    next.AtWork++;
                }
            }

            return WakesOne(next);
        }

        /// <summary>Starts a worker, or wakes one of those who sleep, if not all of them are absent.</summary>
        private State[] CallsOne(State state)
        {
            var next = state.Copy();
            next.ReaderAt = state.Afterwards;
            var absent = Array.IndexOf(next.Workers, At.Absent);
            var parked = setting.Workers - next.Workers.Count(worker => worker == At.Absent) - next.AtWork;
            if (state.Ended > setting.Count + 1)
            {
                return [next];
            }

            if (parked == 0 && absent >= 0)
            {
                (next.Workers[absent], next.Elements[absent]) = (At.Seeking, 0);
                next.Seen[absent] = State.Nobody;
                next.AtWork++;
                return [next];
            }

            return WakesOne(next);
        }

        private static State[] WakesOne(State state)
        {
            State[] woken = [.. Enumerable.Range(0, state.Workers.Length)
                .Where(worker => state.Workers[worker] is At.Asleep or At.Dozing)
                .Select(worker =>
                {
                    var next = state.Copy();
                    next.Workers[worker] = state.Workers[worker] == At.Asleep ? At.Woken : At.Roused;
                    return next;
                })];
            return woken is [] ? [state] : woken;
        }

        private void Reopen(State next)
        {
            if (setting.Enumerates)
            {
                next.OpenForReader();
            }
            else
            {
                next.Open();
            }
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

        private void Deliver(State next, int index)
        {
            if (setting.Enumerates)
            {
                (next.Slots[index], next.HoldsTaken) = (SlotState.Spent, true);
                (next.ReaderAt, next.Afterwards) = (At.AskingWhoIsAtWork, At.Approaching);
                next.OpenForReader();
            }
            else
            {
                next.Slots[index] = setting.DeliversOnce ? SlotState.Spent : SlotState.Delivered;
            }

            next.Delivered++;
            next.Gate = State.Nobody;
            next.Read++;
        }
    }
}
