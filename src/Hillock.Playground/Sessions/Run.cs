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
    private readonly Limits limits;
    private readonly Trainer trainer;
    private readonly Timeline timeline;
    private TimeSpan engineTime;
    private TimeSpan markedAt;

    private Run(int id, Experiment experiment, LoadedData data, Limits limits, Trainer trainer, int firstEpoch, bool isExact)
    {
        (Id, Experiment, Data, this.limits, this.trainer) = (id, experiment, data, limits, trainer);
        (FirstEpoch, IsExact) = (firstEpoch, isExact);
        timeline = new Timeline(limits.TimelineBytes);
        timeline.Add(trainer.Capture());
    }

    public int Id { get; }

    public Experiment Experiment { get; }

    public LoadedData Data { get; }

    /// <summary>Epochs that were done before this run, with other settings.</summary>
    public int FirstEpoch { get; }

    /// <summary>Whether the experiment alone leads to these weights: nothing was set by hand or kept from other settings.</summary>
    public bool IsExact { get; private set; }

    public int Epoch => trainer.Epoch;

    public int StepInEpoch => trainer.StepInEpoch;

    public int StepsPerEpoch => trainer.StepsPerEpoch;

    public double SamplesPerSecond => trainer.SamplesPerSecond;

    public string? StopReason { get; private set; }

    /// <summary>The last epoch that was reached, and can be travelled to.</summary>
    public int Furthest { get; private set; }

    public Dataset Train => trainer.Train;

    public ModelDefinition Definition => trainer.Definition;

    public Preprocessing Preprocessing => trainer.Preprocessing;

    /// <summary>Begins a run.</summary>
    /// <exception cref="HillockException">The network does not fit the data.</exception>
    public static Run Begin(int id, Experiment experiment, LoadedData data, Limits limits) =>
        new(id, experiment, data, limits, new Trainer(experiment, data.Train, data.Validation, threads: 1), firstEpoch: 0, isExact: true);

    /// <summary>Goes on from a model with other settings.</summary>
    public static Run GoOn(int id, Experiment experiment, LoadedData data, Limits limits, Model from, int firstEpoch) =>
        new(id, experiment, data, limits, new Trainer(experiment, data.Train, data.Validation, from, threads: 1), firstEpoch, isExact: false);

    /// <summary>Trains some steps, or up to a moment of the stopwatch, whichever is first.</summary>
    /// <returns>The steps taken.</returns>
    public long Advance(long steps, long until, bool toEpochEnd = false)
    {
        long taken = 0, start = Stopwatch.GetTimestamp();
        while (taken < steps && StopReason is null)
        {
            Step();
            taken++;
            if ((toEpochEnd && trainer.StepInEpoch == 0) || Stopwatch.GetTimestamp() >= until) break;
        }

        engineTime += Stopwatch.GetElapsedTime(start);
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

    /// <summary>Goes to the end of an epoch that was reached before.</summary>
    public void Travel(int epoch)
    {
        epoch = Math.Clamp(epoch, 0, Furthest);
        trainer.Restore(timeline.Before(epoch));
        long start = Stopwatch.GetTimestamp();
        while (trainer.Epoch < epoch) trainer.Step();
        engineTime += Stopwatch.GetElapsedTime(start);
        StopReason = trainer.StopReason;
    }

    /// <summary>The state as it is now, for other threads to read.</summary>
    public TrainerState Capture() => trainer.Capture();

    private void BranchOff()
    {
        IsExact = false;
        timeline.Set(trainer.Capture());
        Furthest = trainer.Epoch;
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

        if (trainer.Epoch <= Furthest) return;
        Furthest = trainer.Epoch;
        TimeSpan now = engineTime;
        if (!timeline.IsDue(now - markedAt)) return;
        timeline.Add(trainer.Capture());
        markedAt = now;
    }
}
