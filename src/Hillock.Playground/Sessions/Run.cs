using System.Diagnostics;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Models;
using Hillock.Tensors;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>An experiment under way: its trainer, its data, its past. Only the engine's turns and what they are asked to do touch it.</summary>
internal sealed class Run
{
    // Changes of settings that can be travelled back past; before them lies what is forgotten.
    private const int MostChapters = 32;

    private readonly Limits limits;
    private readonly Trainer trainer;
    private readonly Timeline timeline;
    private readonly Model? start;
    private readonly IReadOnlyList<Chapter> past;

    // How far these settings led, and what came after them, while one looks back; gone once the future is another.
    private TrainerState? end;
    private IReadOnlyList<Chapter> ahead = [];
    private int? destination;
    private TimeSpan engineTime;
    private TimeSpan markedAt;

    private Run(int id, Experiment experiment, LoadedData data, Limits limits, Model? start, IReadOnlyList<Chapter> past, bool isExact, Func<Trainer, Timeline> begin)
    {
        (Id, Experiment, Data, this.limits, this.start, this.past, IsExact) = (id, experiment, data, limits, start, past, isExact);
        trainer = new Trainer(experiment, data.Train, data.Validation, start, threads: 1);
        timeline = begin(trainer);
        (Furthest, StopReason) = (trainer.Epoch, trainer.StopReason);
    }

    public int Id { get; }

    public Experiment Experiment { get; }

    public LoadedData Data { get; }

    /// <summary>Whether the experiment alone leads to these weights: nothing was set by hand or kept from other settings.</summary>
    public bool IsExact { get; private set; }

    public int Epoch => trainer.Epoch;

    public int StepInEpoch => trainer.StepInEpoch;

    public int StepsPerEpoch => trainer.StepsPerEpoch;

    public double SamplesPerSecond => trainer.SamplesPerSecond;

    public string? StopReason { get; private set; }

    /// <summary>The last epoch that was reached with these settings, and can be travelled to.</summary>
    public int Furthest { get; private set; }

    /// <summary>The first epoch that can be travelled to, whatever the settings were.</summary>
    public int EarliestOfAll => past.Count > 0 ? past[0].First : timeline.First.Epoch;

    /// <summary>The last.</summary>
    public int FurthestOfAll => ahead.Count > 0 ? ahead[^1].Furthest : Furthest;

    /// <summary>The epochs in which settings were changed.</summary>
    public IReadOnlyList<int> Changes => [.. past.Skip(1).Select(chapter => chapter.First), .. past.Count > 0 ? [timeline.First.Epoch] : Array.Empty<int>(), .. ahead.Select(chapter => chapter.First)];

    /// <summary>Whether other settings took over later: one looks back.</summary>
    public bool HasLaterSettings => ahead.Count > 0;

    /// <summary>Whether it is on its way to an epoch.</summary>
    public bool IsTravelling => destination is not null;

    public Dataset Train => trainer.Train;

    public ModelDefinition Definition => trainer.Definition;

    public Preprocessing Preprocessing => trainer.Preprocessing;

    /// <summary>Begins a run.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="experiment">Its settings.</param>
    /// <param name="data">Its samples.</param>
    /// <param name="limits">What a visitor may ask for.</param>
    /// <param name="start">A model to go on from; null: the experiment's first weights.</param>
    /// <exception cref="HillockException">The network does not fit the data.</exception>
    public static Run Begin(int id, Experiment experiment, LoadedData data, Limits limits, Model? start = null) =>
        new(id, experiment, data, limits, start, past: [], isExact: start is null, trainer => new Timeline(trainer.Capture(), limits.TimelineBytes));

    /// <summary>Goes on from where a run stood, with other settings.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="experiment">Its settings.</param>
    /// <param name="chapters">The run's past; the last is what to go on from.</param>
    /// <param name="limits">What a visitor may ask for.</param>
    /// <exception cref="HillockException">The network does not fit the data.</exception>
    public static Run GoOn(int id, Experiment experiment, IReadOnlyList<Chapter> chapters, Limits limits)
    {
        Chapter before = chapters[^1];

        // Settings that nothing was done with are no chapter.
        if (chapters.Count > 1 && before.Timeline.First.Steps == before.Last.Steps && before.Timeline.First.Epoch == before.Last.Epoch) chapters = [.. chapters.SkipLast(1)];
        if (chapters.Count > MostChapters) chapters = [.. chapters.TakeLast(MostChapters)];
        while (chapters.Count > 1 && chapters.Sum(chapter => chapter.LeastBytes) > limits.TimelineBytes) chapters = [.. chapters.Skip(1)];
        long share = Share(chapters, limits);
        chapters = [.. chapters.Select(chapter => chapter with { Timeline = chapter.Timeline.Until(chapter.Last, share) })];
        return new Run(id, experiment, before.Data, limits, before.Last.CreateModel(), chapters, isExact: false, trainer =>
        {
            trainer.ContinueFrom(before.Last);
            return new Timeline(trainer.Capture(), share);
        });
    }

    /// <summary>Takes a chapter up again, at the end of an epoch.</summary>
    /// <param name="id">The run's number.</param>
    /// <param name="journey">Which chapter, and where to.</param>
    /// <param name="limits">What a visitor may ask for.</param>
    public static Run TakeUp(int id, Journey journey, Limits limits)
    {
        Chapter chapter = journey.Chapters[journey.Number];
        long share = Share(journey.Chapters, limits);
        var run = new Run(id, chapter.Experiment, chapter.Data, limits, chapter.Start, [.. journey.Chapters.Take(journey.Number)], chapter.IsExact, trainer =>
        {
            trainer.Restore(chapter.Last);
            return chapter.Timeline.Until(chapter.Last, share);
        })
        {
            ahead = [.. journey.Chapters.Skip(journey.Number + 1)],
            end = chapter.Last,
        };
        run.Travel(journey.Epoch);
        return run;
    }

    /// <summary>Trains some steps, or up to a moment of the stopwatch, whichever is first.</summary>
    /// <returns>The steps taken.</returns>
    public long Advance(long steps, long until, bool toEpochEnd = false)
    {
        long taken = 0, begin = Stopwatch.GetTimestamp();
        while (taken < steps && StopReason is null)
        {
            Step();
            taken++;
            if ((toEpochEnd && trainer.StepInEpoch == 0) || Stopwatch.GetTimestamp() >= until) break;
        }

        engineTime += Stopwatch.GetElapsedTime(begin);
        if (engineTime > limits.TrainingTime) StopReason ??= $"This run has had {limits.TrainingTime.TotalMinutes:N0} minutes of the engine, the most that a run gets.";
        return taken;
    }

    /// <summary>Sets one parameter: from here on the future is another.</summary>
    public void SetParameter(int index, double value)
    {
        trainer.SetParameter(index, value);
        BranchOff();
    }

    /// <summary>Sets all parameters to those of a model of the same network.</summary>
    public void SetParameters(Model model)
    {
        foreach (ParameterSlice slice in Definition.Parameters)
        {
            double[] values = model.Parameter(slice.Name);
            for (int i = 0; i < values.Length; i++) trainer.SetParameter(slice.Offset + i, values[i]);
        }

        BranchOff();
    }

    /// <summary>The states that led to the present one, evenly thinned out to at most so many; the first and the present are among them.</summary>
    public IReadOnlyList<TrainerState> Path(int most) => timeline.Path(trainer.Capture(), most);

    /// <summary>The run's chapters up to its present state.</summary>
    public IReadOnlyList<Chapter> Leave() => [.. past, Present(trainer.Capture())];

    /// <summary>The way to the end of an epoch that was reached with other settings; null: it was reached with these.</summary>
    public Journey? WayTo(int epoch)
    {
        bool isEarlier = past.Count > 0 && epoch <= past[^1].Furthest;
        bool isLater = ahead.Count > 0 && epoch > Furthest;
        if (!isEarlier && !isLater) return null;
        Chapter[] all = [.. past, Present(end ?? trainer.Capture()), .. ahead];
        int number = Array.FindIndex(all, chapter => chapter.Furthest >= epoch);
        return new Journey(all, number < 0 ? all.Length - 1 : number, epoch);
    }

    /// <summary>Sets out for the end of an epoch that was reached before; <see cref="Approach"/> goes there.</summary>
    public void Travel(int epoch)
    {
        epoch = Math.Clamp(epoch, Math.Min(timeline.First.Epoch, Furthest), Furthest);
        TrainerState mark = timeline.Before(epoch);
        end ??= trainer.Capture();
        bool isOnTheWay = trainer.Epoch >= mark.Epoch && trainer.Epoch < epoch;
        if (!isOnTheWay) trainer.Restore(mark);
        destination = epoch;
        StopReason = trainer.StopReason;
    }

    /// <summary>Goes on towards the destination, up to a moment of the stopwatch.</summary>
    /// <returns>Whether it has been reached.</returns>
    public bool Approach(long until)
    {
        long begin = Stopwatch.GetTimestamp();
        while (trainer.Epoch < destination && Stopwatch.GetTimestamp() < until) trainer.Step();
        engineTime += Stopwatch.GetElapsedTime(begin);
        if (trainer.Epoch < destination) return false;
        destination = null;
        StopReason = trainer.StopReason;
        return true;
    }

    /// <summary>The state as it is now, for other threads to read.</summary>
    public TrainerState Capture() => trainer.Capture();

    // As many as there are share the memory of the past.
    private static long Share(IReadOnlyList<Chapter> chapters, Limits limits) => limits.TimelineBytes / (chapters.Count + 1);

    private Chapter Present(TrainerState last) => new(Experiment, Data, start, timeline.Until(last, limits.TimelineBytes), last, IsExact);

    private void BranchOff()
    {
        IsExact = false;
        timeline.Set(trainer.Capture());
        Furthest = trainer.Epoch;
        (ahead, end, destination, StopReason) = ([], null, null, trainer.StopReason);
    }

    private void Step()
    {
        try
        {
            trainer.Step();
            StopReason = trainer.StopReason;
        }
        catch (HillockException e)
        {
            StopReason = e.Message; // the loss is no longer a number
        }

        if (end is { } was && (trainer.Epoch > was.Epoch || (trainer.Epoch == was.Epoch && trainer.StepInEpoch > was.StepInEpoch))) (ahead, end) = ([], null);
        if (trainer.Epoch <= Furthest) return;
        Furthest = trainer.Epoch;
        TimeSpan now = engineTime;
        if (!timeline.IsDue(now - markedAt)) return;
        timeline.Add(trainer.Capture());
        markedAt = now;
    }
}

/// <summary>A way through time to settings of before.</summary>
/// <param name="Chapters">All there are.</param>
/// <param name="Number">The one to take up.</param>
/// <param name="Epoch">The epoch to go to.</param>
internal sealed record Journey(IReadOnlyList<Chapter> Chapters, int Number, int Epoch);
