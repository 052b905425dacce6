using System.Collections.Concurrent;
using System.Diagnostics;
using Hillock.Data;
using Hillock.Playground.Digits;
using Hillock.Playground.Frames;
using Hillock.Playground.Messages;
using Hillock.Tracing;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>
/// One visitor's run and what is asked of it. Everything that touches the run is done in the session's turns on the engine; drawing reads copies
/// of its state on other threads and never holds it up.
/// </summary>
internal sealed class Session : Turns, IAsyncDisposable
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(4);

    // So long may an epoch be that a pause waits for its end.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Engine engine;
    private readonly Limits limits;
    private readonly Func<ServerMessage, Task> tell;
    private readonly Artist artist;
    private readonly Teacher teacher;
    private readonly Delivery delivery;
    private readonly TableDesk desk;
    private readonly Microscope microscope;
    private readonly Surveyor surveyor;
    private readonly ReaderDesk readerDesk;
    private readonly Errands errands;
    private readonly Newest openings = new();
    private readonly Newest states = new();
    private readonly ConcurrentQueue<Action> asked = new();

    // What is about the place that the run is on its way to.
    private readonly Queue<Action> onArrival = new();
    private readonly Timer metronome;
    private readonly Pace pace = new();
    private int lastRun;
    private Travel? destination;
    private Action? turnBack;

    // Whether the run that is travelled to, of other settings, is still being made.
    private bool isLeaving;
    private Run? run;
    private bool playing;

    // How far the run that was told of reached, and how often a part of that was given up.
    private int furthest;
    private int branches;

    // Where playing ends by itself: at the epoch's end, which is waited for up to a moment of the stopwatch; after some steps.
    private long? pauseBy;
    private long? stepsLeft;

    public Session(Engine engine, Limits limits, Func<ServerMessage, Task> tell, Func<ReadOnlyMemory<byte>, Task> show)
    {
        (this.engine, this.limits, this.tell) = (engine, limits, tell);
        errands = new Errands(Refuse);
        artist = new Artist(show, tell, this);
        teacher = new Teacher(tell, (file, content) => artist.ShowFileAsync(file, FrameWriter.OfFile(content)));
        delivery = new Delivery(limits);
        desk = new TableDesk(engine, limits, tell);
        microscope = new Microscope(this, tell, Refuse);
        surveyor = new Surveyor(this, limits, tell, Refuse);
        readerDesk = new ReaderDesk(engine, limits, tell, artist.ShowFileAsync, Refuse);
        metronome = new Timer(_ => engine.Wake(this));
    }

    /// <summary>Does what a message asks for, soon.</summary>
    public void Receive(ClientMessage message)
    {
        switch (message)
        {
            case OpenExperiment open: Open(open); break;
            case Construct construct: Begin(construct, keepsPlaying: false, (id, _) => Task.FromResult(Builder.Build(id, construct, limits))); break;
            case OpenSample sample: Begin(sample, keepsPlaying: false, (id, _) => Task.FromResult<(Run, ServerMessage?)>((Builder.Open(id, sample, limits), null))); break;
            case AskLesson lesson: errands.Do(message, () => teacher.TellAsync(lesson)); break;
            case Judge judge: errands.Do(message, () => teacher.JudgeAsync(judge)); break;
            case AskSheet sheet: errands.Do(message, () => teacher.PrintAsync(sheet)); break;
            case DrawnFrame: artist.IsReady(); break;
            case Play: AskOnArrival(() => Try(message, () => SetPlaying(true))); break;
            case Pause: Ask(message, () => SetPlaying(false)); break;
            case TakeSteps steps: AskOnArrival(() => Try(message, () => Steps(steps.Count, toEpochEnd: false))); break;
            case TakeEpoch: AskOnArrival(() => Try(message, () => Steps(long.MaxValue, toEpochEnd: true))); break;
            case SetPace set: Ask(message, () => pace.Set(set.StepsPerSecond)); break;
            case SetParameter set: AskOnArrival(() => Try(message, () => Change(set))); break;
            case Travel travel: Go(travel); break;
            case Look look: microscope.Look(look); break;
            case PoseQuestion question: microscope.Ask(question); break;
            case GiveAnswer answer: microscope.Judge(answer); break;
            case TakeSampleStep step: AskOnArrival(() => Try(message, () => Step(step))); break;
            case AskSurface ask: surveyor.Draw(ask); break;
            case AskFoot: surveyor.Find(); break;
            case FindRate: OfRun(message, FindRateAsync); break;
            case AskFile file: OfRun(message, glimpse => MakeAsync(file, glimpse)); break;
            case Bring bring: Announce(bring); break;
            case OpenTable open: errands.Watch(message, () => desk.OpenAsync(() => OwnTable.Open(open.Name))); break;
            case Consider consider: errands.Do(message, () => desk.ConsiderAsync(consider)); break;
            case AskVerdict: OfRun(message, glimpse => desk.JudgeAsync(glimpse, errands.Ended)); break;
            case ShowRows show: errands.Do(message, () => desk.ShowAsync(show)); break;
            case OpenGlyph open: Begin(open, keepsPlaying: false, (id, _) => Task.FromResult<(Run, ServerMessage?)>((readerDesk.Open(id, open), null))); break;
            case Repeat repeat: errands.Watch(message, async () => await desk.RepeatAsync(await GlimpseAsync(), repeat.Seeds, errands.Ended)); break;
            default: readerDesk.Receive(message); break;
        }
    }

    /// <summary>Takes the pixels of a picture to read, or a piece of a file that is being brought to the page.</summary>
    public void ReceiveBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (readerDesk.Take(bytes) || delivery.Take(bytes) is not var (bring, file)) return;
            if (bring.ToDigits)
            {
                readerDesk.Take(bring, file);
                return;
            }

            switch (file.Kind)
            {
                case BroughtKind.Picture: throw new HillockException($"{file.Name} is a picture: bring it to the room Digits.");
                case BroughtKind.Table: errands.Watch(bring, () => desk.OpenAsync(() => file.Table(limits))); break;
                case BroughtKind.Model: Begin(bring, keepsPlaying: false, (id, cancellation) => desk.OpenModelAsync(id, file, cancellation)); break;
                default: Begin(bring, keepsPlaying: false, (id, cancellation) => desk.OpenExperimentAsync(id, file, cancellation)); break;
            }
        }
        catch (HillockException e)
        {
            _ = tell(new Refused(nameof(Bring), e.Message));
        }
    }

    /// <summary>Asks for the run's state, from any thread; null: there is no run.</summary>
    public Task<Glimpse?> GlimpseAsync() => OfRunAsync(now => new Glimpse(now, now.Capture(), playing));

    /// <summary>Asks for the run and the states that led to its present one, from any thread; null: there is no run.</summary>
    /// <param name="most">From the number of parameters to how many states there may be.</param>
    public Task<Trodden?> PathAsync(Func<int, int> most) => OfRunAsync(now => new Trodden(now, now.Path(most(now.Definition.ParameterCount))));

    public override bool Take()
    {
        long until = Stopwatch.GetTimestamp() + (long)(Turn.TotalSeconds * Stopwatch.Frequency);
        while (asked.TryDequeue(out Action? action))
        {
            action();
            if (Stopwatch.GetTimestamp() >= until) return true;
        }

        if (run is { IsTravelling: true } traveller)
        {
            if (!traveller.Approach(until)) return true;
            artist.HasNews();
            TellState();
        }

        while (!isLeaving && onArrival.TryDequeue(out Action? action)) action();
        if (run is not { } now) return false;

        if (!playing) return false;
        bool hasGoal = pauseBy is not null || stepsLeft is not null;
        long due = hasGoal ? stepsLeft ?? long.MaxValue : pace.Due();
        if (due > 0)
        {
            bool lookedBack = now.HasLaterSettings;
            long taken = now.Advance(due, until, toEpochEnd: pauseBy is not null);
            pace.Took(taken);
            stepsLeft -= taken;
            artist.HasNews();
            if (lookedBack && !now.HasLaterSettings)
            {
                // Trained beyond where other settings had taken over: what lay ahead is given up.
                branches++;
                furthest = now.FurthestOfAll;
                TellState();
            }
        }

        bool pauseIsOver = pauseBy is { } by && (now.StepInEpoch == 0 || Stopwatch.GetTimestamp() >= by);
        if (now.StopReason is not null || pauseIsOver || stepsLeft == 0)
        {
            SetPlayingNow(false);
            return false;
        }

        if (hasGoal || pace.UntilNext() is not { } wait) return true;
        metronome.Change(wait, Timeout.InfiniteTimeSpan);
        return false;
    }

    public override void Fail(Exception error)
    {
        (run, playing, pauseBy, stepsLeft, isLeaving) = (null, false, null, null, false);
        _ = tell(new Refused("turn", Refusal.OfOurs(error, "The run has ended; reset begins another.")));
    }

    public async ValueTask DisposeAsync()
    {
        await errands.DisposeAsync();
        await metronome.DisposeAsync();
        playing = false;
        Ask(() => (run, playing, isLeaving) = (null, false, false));
        await openings.DisposeAsync();
        await states.DisposeAsync();
        await microscope.DisposeAsync();
        await surveyor.DisposeAsync();
        await readerDesk.DisposeAsync();
        await artist.DisposeAsync();
    }

    private void Ask(Action action)
    {
        asked.Enqueue(action);
        engine.Wake(this);
    }

    // A mistake in what was asked for is answered with a sentence.
    private void Ask(ClientMessage message, Action action) => Ask(() => Try(message, action));

    private void Try(ClientMessage message, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (Refusal.Is(e))
        {
            Refuse(message, e);
        }
    }

    // Who changes something while the run is on its way through time means the place that it goes to.
    private void AskOnArrival(Action action) => Ask(() =>
    {
        if (isLeaving || run is { IsTravelling: true }) onArrival.Enqueue(action);
        else action();
    });

    // In a turn, asked for from any thread.
    private Task<T?> OfRunAsync<T>(Func<Run, T> read)
        where T : class
    {
        var result = new TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously);
        AskOnArrival(() => result.SetResult(run is { } now ? read(now) : null));
        return result.Task;
    }

    private void OfRun(ClientMessage message, Func<Glimpse, Task> work) => errands.Do(message, async () =>
    {
        if (await GlimpseAsync() is { } glimpse) await work(glimpse);
    });

    private void Announce(Bring bring)
    {
        try
        {
            delivery.Announce(bring);
        }
        catch (HillockException e)
        {
            Refuse(bring, e);
        }
    }

    private void Refuse(ClientMessage message, Exception e) => _ = tell(new Refused(message.GetType().Name, Refusal.Sentence(e)));

    private void SetPlaying(bool plays)
    {
        if (run is not { } now) return;
        if (plays == playing)
        {
            (pauseBy, stepsLeft) = (null, null);
            TellState();
            return;
        }

        if (plays)
        {
            if (now.StopReason is { } reason) throw new HillockException(reason);
            SetPlayingNow(true);
        }
        else if (now.StepInEpoch != 0 && pace.IsQuick)
        {
            // To the end of the epoch, where an experiment leads to the same weights.
            pauseBy = Stopwatch.GetTimestamp() + (long)(Patience.TotalSeconds * Stopwatch.Frequency);
        }
        else
        {
            SetPlayingNow(false);
        }
    }

    private void SetPlayingNow(bool plays)
    {
        (playing, pauseBy, stepsLeft) = (plays, null, null);
        pace.Restart();
        TellState();
        artist.HasNews();
    }

    private void Steps(long count, bool toEpochEnd)
    {
        const int most = 1_000_000;
        if (count < 1 || (count > most && !toEpochEnd)) throw new ArgumentException($"Take 1 to {most:N0} steps at once.");
        if (run is not { } now) return;
        if (now.StopReason is { } reason) throw new HillockException(reason);
        (playing, pauseBy, stepsLeft) = (true, toEpochEnd ? long.MaxValue : null, toEpochEnd ? null : count);
        TellState();
    }

    private void Change(SetParameter set)
    {
        if (run is not { } now) return;
        now.SetParameter(set.Index, set.Value);
        artist.HasNews();
        if (!playing) TellState();
    }

    // The step that was looked at, from the very weights that were looked at: nothing trains meanwhile.
    private void Step(TakeSampleStep step)
    {
        if (run is not { } now) return;
        if (playing) throw new HillockException("Pause the run to take a step by hand.");
        now.SetParameters(new Specimen(new Glimpse(now, now.Capture(), playing), step.At, step.Rate).Step().Model);
        artist.HasNews();
        TellState();
    }

    // Who drags through time wants to be where the hand is now, not everywhere it was.
    private void Go(Travel travel)
    {
        if (Interlocked.Exchange(ref destination, travel) is not null) return;
        Ask(travel, () =>
        {
            Travel newest = Interlocked.Exchange(ref destination, null)!;
            if (run is not { } now) return;
            if (now.WayTo(newest.Epoch) is { } journey)
            {
                SetPlayingNow(false);
                isLeaving = true;
                turnBack = Begin(travel, keepsPlaying: false, (id, _) => Task.FromResult<(Run, ServerMessage?)>((Run.TakeUp(id, journey, limits), null)));
            }
            else
            {
                isLeaving = false;
                turnBack?.Invoke(); // a way to other settings that was not at its end yet
                now.Travel(newest.Epoch);
                SetPlayingNow(false);
            }
        });
    }

    private Task MakeAsync(AskFile ask, Glimpse glimpse)
    {
        var file = new Keepsake(glimpse.State, Keepsake.Leading(glimpse.Run, glimpse.State), glimpse.Run.Data, ask.Kind);
        byte[] content = file.Write();
        return artist.ShowFileAsync(new FileMade(file.Name, file.MediaType, content.Length), FrameWriter.OfFile(content));
    }

    // Who goes on with other settings means the place that is travelled to; who starts anew does not care.
    private void Open(OpenExperiment open)
    {
        if (open.Keep) AskOnArrival(Begins);
        else Begins();

        void Begins() => Begin(open, open.Keep, async (id, cancellation) =>
        {
            Experiment experiment = await desk.FillAsync(Experiment.Parse(open.Experiment.GetRawText(), "The experiment"));
            IReadOnlyList<Chapter>? before = open.Keep ? await OfRunAsync(now => now.Leave()) : null;
            return (await Opening.OpenAsync(id, experiment, before ?? [], limits, cancellation), null);
        });
    }

    // It costs a hundred steps.
    private Task FindRateAsync(Glimpse glimpse)
    {
        RateCurve curve = RateFinder.Find(glimpse.Run.Experiment, glimpse.Run.Train, threads: 1, errands.Ended);
        RatePoint[] points = [.. curve.Points.Where(point => double.IsFinite(point.Loss))];
        return tell(new RatesFound(
            glimpse.Run.Id, [.. points.Select(point => point.Rate)], [.. points.Select(point => point.Loss)], curve.TooSmallBelow, curve.Best, curve.DivergesFrom));
    }

    // Data are loaded and networks are made on other threads; the newest wish wins.
    private Action Begin(ClientMessage message, bool keepsPlaying, Func<int, CancellationToken, Task<(Run Run, ServerMessage? Told)>> make)
    {
        desk.Forget();
        return openings.Do(cancellation => Errands.WithHandAsync(
            async () =>
            {
                try
                {
                    (Run made, ServerMessage? told) = await make(Interlocked.Increment(ref lastRun), cancellation);
                    MapPlan? map = made.Train is TableDataset table ? MapGrid.Plan(made.Experiment.Data!.Name, table, made.Preprocessing) : null;
                    UnitMaps? maps = map is null ? null : MapGrid.Maps(map, made);
                    RunOpened description = Description.Of(made, maps is null ? null : map, isGiven: message is not OpenExperiment);
                    var easel = new Easel(made, description, maps);
                    Ask(() => Enter(made, easel, description, told, keepsPlaying, cancellation));
                    ChoicesTried choices = Choices.Try(made);
                    Ask(() => _ = tell(choices)); // after the run itself
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    Refuse(message, e);
                    Ask(() => isLeaving &= cancellation.IsCancellationRequested); // who has ended it is on a way of their own
                }
            },
            cancellation));
    }

    private void Enter(Run made, Easel easel, RunOpened description, ServerMessage? told, bool keepsPlaying, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return;
        isLeaving = false;
        if (!keepsPlaying) (playing, pauseBy, stepsLeft) = (false, null, null);
        run = made;
        if (made.Changes.Count == 0) furthest = 0;
        pace.Restart();
        if (told is not null) _ = tell(told);
        _ = tell(description);
        artist.Take(easel);
        TellState();
        artist.HasNews();
    }

    // The hash takes a moment, so it is computed aside; states are told in their order, the newest at last. Who is on the way is told of on arrival.
    private void TellState()
    {
        if (run is not { IsTravelling: false } now) return;
        if (now.FurthestOfAll < furthest) branches++;
        furthest = now.FurthestOfAll;
        TrainerState? state = playing ? null : now.Capture();
        bool isExact = now.IsExact && now.StepInEpoch == 0;
        var told = new RunState(
            now.Id, playing, now.Epoch, now.StepInEpoch, Hash: null, isExact, now.StopReason, now.EarliestOfAll, furthest, now.Changes, branches);
        states.Do(_ => tell(told with { Hash = state?.CreateModel().Hash }));
    }
}

/// <summary>A run and a copy of its state at one moment.</summary>
internal sealed record Glimpse(Run Run, TrainerState State, bool Playing);

/// <summary>A run and the states that led to its present one.</summary>
internal sealed record Trodden(Run Run, IReadOnlyList<TrainerState> Path);
