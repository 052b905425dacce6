using System.Collections.Concurrent;
using System.Diagnostics;
using Hillock.Data;
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
    private static readonly TimeSpan PaceGrain = TimeSpan.FromMilliseconds(16);

    // Files that may be made at once for a page that does not take them.
    private const int MostFiles = 4;

    // So long may an epoch be that a pause waits for its end.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Engine engine;
    private readonly Limits limits;
    private readonly Func<ServerMessage, Task> tell;
    private readonly Artist artist;
    private readonly Teacher teacher;
    private readonly TableDesk desk;
    private readonly Microscope microscope;
    private readonly Surveyor surveyor;
    private readonly ConcurrentQueue<Action> asked = new();
    private readonly Timer metronome;
    private readonly CancellationTokenSource ended = new();
    private readonly Lock openingGate = new();
    private CancellationTokenSource? opening;
    private int lastRun;
    private int searching;
    private int making;
    private Travel? destination;
    private Run? run;
    private bool playing;

    // Where playing ends by itself: at the epoch's end, which is waited for up to a moment of the stopwatch; after some steps.
    private long? pauseBy;
    private long? stepsLeft;
    private double? pace;
    private long paceStart;
    private double paceDone;

    public Session(Engine engine, Limits limits, Func<ServerMessage, Task> tell, Func<ReadOnlyMemory<byte>, Task> show)
    {
        (this.engine, this.limits, this.tell) = (engine, limits, tell);
        artist = new Artist(show, tell, this);
        teacher = new Teacher(tell, (file, content) => artist.ShowFileAsync(file, FrameWriter.OfFile(content)));
        desk = new TableDesk(engine, limits, tell);
        microscope = new Microscope(this, tell, Refuse);
        surveyor = new Surveyor(this, limits, tell, Refuse);
        metronome = new Timer(_ => engine.Wake(this));
    }

    /// <summary>Does what a message asks for, soon.</summary>
    public void Receive(ClientMessage message)
    {
        switch (message)
        {
            case OpenExperiment open: Open(open); break;
            case FindRate: AsideOfRun(message, FindRateAsync); break;
            case Construct construct: Build(construct); break;
            case OpenSample sample: Begin(sample, keepsPlaying: false, (id, _) => Task.FromResult<(Run, ServerMessage?)>((Builder.Open(id, sample, limits), null))); break;
            case AskLesson or Judge or AskSheet: _ = Task.Run(() => teacher.HearAsync(message)); break;
            case DrawnFrame: artist.IsReady(); break;
            case Play: Ask(message, () => SetPlaying(true)); break;
            case Pause: Ask(message, () => SetPlaying(false)); break;
            case TakeSteps steps: Ask(message, () => Steps(steps.Count, toEpochEnd: false)); break;
            case TakeEpoch: Ask(message, () => Steps(long.MaxValue, toEpochEnd: true)); break;
            case SetPace set: Ask(message, () => Pace(set.StepsPerSecond)); break;
            case SetParameter set: Ask(message, () => Change(set)); break;
            case Travel travel: Go(travel); break;
            case Look look: microscope.Look(look); break;
            case PoseQuestion question: microscope.Ask(question); break;
            case GiveAnswer answer: microscope.Judge(answer); break;
            case TakeSampleStep step: Ask(message, () => Step(step)); break;
            case AskSurface ask: surveyor.Draw(ask); break;
            case AskFoot: surveyor.Find(); break;
            case AskFile file: Ask(message, () => Make(file)); break;
            case Bring bring: Announce(bring); break;
            case OpenTable open: _ = WatchAsync(message, desk.OpenAsync(() => OwnTable.Open(open.Name))); break;
            case Consider consider: Aside(message, () => desk.ConsiderAsync(consider)); break;
            case AskVerdict: AsideOfRun(message, glimpse => desk.JudgeAsync(glimpse, ended.Token)); break;
            case ShowRows show: Aside(message, () => desk.ShowAsync(show)); break;
            case Repeat repeat: AsideOfRun(message, glimpse => desk.RepeatAsync(glimpse, repeat.Seeds, ended.Token)); break;
        }
    }

    /// <summary>Takes a piece of a file that is being brought to the page.</summary>
    public void ReceiveBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (desk.Take(bytes) is not { } file) return;
            var bring = new Bring(file.Name, 0);
            switch (file.Kind)
            {
                case BroughtKind.Table: _ = WatchAsync(bring, desk.OpenAsync(() => file.Table(limits))); break;
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
    public Task<Glimpse?> GlimpseAsync()
    {
        var result = new TaskCompletionSource<Glimpse?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Ask(() => result.SetResult(run is { } now ? new Glimpse(now, now.Capture(), playing) : null));
        return result.Task;
    }

    /// <summary>Asks for the run and the states that led to its present one, from any thread; null: there is no run.</summary>
    /// <param name="most">From the number of parameters to how many states there may be.</param>
    public Task<(Run Run, IReadOnlyList<TrainerState> Path)?> PathAsync(Func<int, int> most)
    {
        var result = new TaskCompletionSource<(Run, IReadOnlyList<TrainerState>)?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Ask(() => result.SetResult(run is { } now ? (now, now.Path(most(now.Definition.ParameterCount))) : null));
        return result.Task;
    }

    public override bool Take()
    {
        while (asked.TryDequeue(out Action? action)) action();
        if (!playing || run is not { } now) return false;

        long until = Stopwatch.GetTimestamp() + (long)(Turn.TotalSeconds * Stopwatch.Frequency);
        bool hasGoal = pauseBy is not null || stepsLeft is not null;
        long due = hasGoal ? stepsLeft ?? long.MaxValue : Due();
        if (due > 0)
        {
            long taken = now.Advance(due, until, toEpochEnd: pauseBy is not null);
            paceDone += taken;
            stepsLeft -= taken;
            artist.HasNews();
        }

        bool pauseIsOver = pauseBy is { } by && (now.StepInEpoch == 0 || Stopwatch.GetTimestamp() >= by);
        if (now.StopReason is not null || pauseIsOver || stepsLeft == 0)
        {
            SetPlayingNow(false);
            return false;
        }

        if (pace is not { } perSecond || hasGoal) return true;
        double missing = paceDone + 1 - DueSoFar();
        if (missing <= 0) return true;
        var untilNext = TimeSpan.FromSeconds(missing / perSecond);
        metronome.Change(untilNext > PaceGrain ? untilNext : PaceGrain, Timeout.InfiniteTimeSpan);
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await metronome.DisposeAsync();
        playing = false;
        Ask(() => (run, playing) = (null, false));
        await microscope.DisposeAsync();
        await surveyor.DisposeAsync();
        await artist.DisposeAsync();
        teacher.Dispose();
        ended.Dispose();
    }

    // Steps that the pace asks for by now.
    private double DueSoFar() => pace is { } perSecond ? perSecond * Stopwatch.GetElapsedTime(paceStart).TotalSeconds : double.PositiveInfinity;

    private long Due()
    {
        if (pace is null) return long.MaxValue;
        double due = DueSoFar() - paceDone;

        // What was missed while others had their turns is not made up for by a rush.
        double most = Math.Max(1, pace.Value / 4);
        if (due > most)
        {
            paceDone += due - most;
            due = most;
        }

        return (long)due;
    }

    public override void Fail(Exception error)
    {
        (run, playing, pauseBy, stepsLeft) = (null, false, null, null);
        _ = tell(new Refused("turn", $"An error in the program itself, for which we are sorry ({error.GetType().Name}). The run has ended; reset begins another."));
    }

    private void Ask(Action action)
    {
        asked.Enqueue(action);
        engine.Wake(this);
    }

    // A mistake in what was asked for is answered with a sentence.
    private void Ask(ClientMessage message, Action action) => Ask(() =>
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is HillockException or ArgumentException or InvalidOperationException)
        {
            Refuse(message, e);
        }
    });

    /// <summary>Whether an exception says that what was asked for cannot be; all others are mistakes of ours.</summary>
    internal static bool IsRefusal(Exception e) => e is HillockException or ArgumentException or InvalidOperationException or IOException or FormatException or OverflowException;

    // Work that does not touch the run goes on beside it, until the visitor leaves.
    private void Aside(ClientMessage message, Func<Task> work) => _ = WatchAsync(message, Task.Run(work));

    private async Task WatchAsync(ClientMessage message, Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // Another wish came, or the visitor left.
        }
        catch (Exception e) when (IsRefusal(e))
        {
            Refuse(message, e);
        }
    }

    private void AsideOfRun(ClientMessage message, Func<Glimpse, Task> work) => Aside(message, async () =>
    {
        if (await GlimpseAsync() is { } glimpse) await work(glimpse);
    });

    private void Announce(Bring bring)
    {
        try
        {
            desk.Announce(bring);
        }
        catch (HillockException e)
        {
            Refuse(bring, e);
        }
    }

    private void Refuse(ClientMessage message, Exception e)
    {
        string sentence = e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;
        _ = tell(new Refused(message.GetType().Name, sentence));
    }

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
        else if (now.StepInEpoch != 0 && pace is null or >= 100)
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
        StartPace();
        TellState();
        artist.HasNews();
    }

    private void StartPace() => (paceStart, paceDone) = (Stopwatch.GetTimestamp(), 0);

    private void Pace(double? stepsPerSecond)
    {
        if (stepsPerSecond is { } perSecond && !(perSecond is >= 0.01 and <= 1e7)) throw new ArgumentException("A pace is a number of steps a second, from 0.01 to 10,000,000.");
        pace = stepsPerSecond;
        StartPace();
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
            now.Travel(newest.Epoch - now.FirstEpoch);
            SetPlayingNow(false);
        });
    }

    private void Make(AskFile ask)
    {
        if (run is not { } now) return;
        if (Interlocked.Increment(ref making) > MostFiles)
        {
            Interlocked.Decrement(ref making);
            throw new HillockException($"{MostFiles} files are still on their way.");
        }

        TrainerState state = now.Capture();
        var file = new Keepsake(state, Keepsake.Leading(now, state), now.Data, ask.Kind);
        Aside(ask, async () =>
        {
            try
            {
                byte[] content = file.Write();
                await artist.ShowFileAsync(new FileMade(file.Name, file.MediaType, content.Length), FrameWriter.OfFile(content));
            }
            finally
            {
                Interlocked.Decrement(ref making);
            }
        });
    }

    private void Open(OpenExperiment open) => Begin(open, open.Keep, async (id, cancellation) =>
    {
        Experiment experiment = await desk.FillAsync(Experiment.Parse(open.Experiment.GetRawText(), "The experiment"));
        return (await Opening.OpenAsync(id, experiment, open.Keep ? await GlimpseAsync() : null, limits, cancellation), null);
    });

    private void Build(Construct asked) => Begin(asked, keepsPlaying: false, (id, _) =>
    {
        (Constructed told, Run built) = Builder.Build(id, asked, limits);
        return Task.FromResult<(Run, ServerMessage?)>((built, told));
    });

    // One search at a time; it costs a hundred steps.
    private async Task FindRateAsync(Glimpse glimpse)
    {
        if (Interlocked.Exchange(ref searching, 1) == 1) return;
        try
        {
            RateCurve curve = RateFinder.Find(glimpse.Run.Experiment, glimpse.Run.Train, threads: 1, ended.Token);
            RatePoint[] points = [.. curve.Points.Where(point => double.IsFinite(point.Loss))];
            await tell(new RatesFound(
                glimpse.Run.Id, [.. points.Select(point => point.Rate)], [.. points.Select(point => point.Loss)], curve.TooSmallBelow, curve.Best, curve.DivergesFrom));
        }
        finally
        {
            searching = 0;
        }
    }

    // Data are loaded and networks are made on other threads; the newest wish wins.
    private void Begin(ClientMessage message, bool keepsPlaying, Func<int, CancellationToken, Task<(Run Run, ServerMessage? Told)>> make)
    {
        CancellationToken cancellation;
        lock (openingGate)
        {
            opening?.Cancel();
            desk.Forget();
            opening = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
            cancellation = opening.Token;
        }

        Aside(message, async () =>
        {
            (Run made, ServerMessage? told) = await make(Interlocked.Increment(ref lastRun), cancellation);
            MapPlan? map = made.Train is TableDataset table ? MapGrid.Plan(made.Experiment.Data!.Name, table, made.Preprocessing) : null;
            UnitMaps? maps = map is null ? null : MapGrid.Maps(map, made);
            RunOpened description = Description.Of(made, maps is null ? null : map, isKept: made.FirstEpoch > 0);
            var easel = new Easel(made, description, maps);
            Ask(() =>
            {
                if (cancellation.IsCancellationRequested) return;
                if (!keepsPlaying) (playing, pauseBy, stepsLeft) = (false, null, null);
                run = made;
                StartPace();
                if (told is not null) _ = tell(told);
                _ = tell(description);
                artist.Take(easel);
                TellState();
                artist.HasNews();
            });
        });
    }

    private void TellState()
    {
        if (run is not { } now) return;
        string? hash = playing ? null : now.Capture().CreateModel().Hash;
        bool isExact = now.IsExact && now.StepInEpoch == 0;
        _ = tell(new RunState(now.Id, playing, now.FirstEpoch + now.Epoch, now.StepInEpoch, hash, isExact, now.StopReason, now.FirstEpoch, now.FirstEpoch + now.Furthest));
    }
}

/// <summary>A run and a copy of its state at one moment.</summary>
internal sealed record Glimpse(Run Run, TrainerState State, bool Playing);
