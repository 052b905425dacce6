using System.Diagnostics;
using System.Runtime.CompilerServices;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Losses;
using Hillock.Models;

namespace Hillock.Training;

/// <summary>Trains a model, step by step or as a loop of progress reports; the loop is yours.</summary>
public sealed class Trainer
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(100);

    private readonly TrainingRun run;

    /// <summary>Prepares a run: holds out validation samples, fits the preprocessing on the rest, initializes the parameters.</summary>
    /// <param name="experiment">What to do.</param>
    /// <param name="train">Samples to learn from.</param>
    /// <param name="validation">Samples that choose when to stop; null: the experiment's share of <paramref name="train"/>.</param>
    /// <param name="start">A model to go on from, keeping its preprocessing; null: start from the experiment's initial values and its seed.</param>
    /// <param name="threads">Threads to compute with; 0: as many as there are processors. The result does not depend on it.</param>
    /// <exception cref="HillockException">The network does not fit the data.</exception>
    public Trainer(Experiment experiment, Dataset train, Dataset? validation = null, Model? start = null, int threads = 0)
    {
        if (start is not null) experiment = experiment with { InitialValues = [] };
        Experiment = experiment;
        (Train, Validation) = validation is null && experiment.Validation > 0 ? train.Split(experiment.Validation, experiment.Seed) : (train, validation);
        if (Validation is { Count: 0 }) Validation = null;
        if (Train.Count == 0) throw new HillockException("There are no samples to learn from.");
        Preprocessing preprocessing = start?.Preprocessing ?? experiment.Data?.Preprocessing ?? TargetScaling.Fit(Train, experiment);
        ModelDefinition definition = experiment.Define(preprocessing);
        CheckTask(experiment, preprocessing.Task);
        if (experiment.Augmentation is not null && preprocessing.Pixels is null)
            throw new HillockException("Only pictures can be augmented; the samples are rows of a table: leave the augmentation out.");
        double[] parameters = start is null ? experiment.Initialize(definition) : StartFrom(start, definition);
        if (threads <= 0) threads = Environment.ProcessorCount;
        run = experiment.Precision == Precision.Double
            ? new TrainingRun<double>(experiment, definition, preprocessing, Train, Validation, parameters, threads)
            : new TrainingRun<float>(experiment, definition, preprocessing, Train, Validation, parameters, threads);
    }

    /// <summary>What is done.</summary>
    public Experiment Experiment { get; }

    /// <summary>The network.</summary>
    public ModelDefinition Definition => run.Definition;

    /// <summary>How samples are encoded, fitted on <see cref="Train"/>.</summary>
    public Preprocessing Preprocessing => run.Preprocessing;

    /// <summary>The samples learned from.</summary>
    public Dataset Train { get; }

    /// <summary>The samples that choose when to stop; null: none.</summary>
    public Dataset? Validation { get; }

    /// <summary>The epochs that are complete. What was read stays as it is while the trainer goes on.</summary>
    public IReadOnlyList<EpochSummary> History => run.History;

    /// <summary>How many epochs are complete.</summary>
    public int Epoch => run.History.Count;

    /// <summary>Steps taken in the epoch that is not complete yet.</summary>
    public int StepInEpoch => run.StepInEpoch;

    /// <summary>Steps in an epoch.</summary>
    public int StepsPerEpoch => run.StepsPerEpoch;

    /// <summary>Mean loss of the samples seen in this epoch, or of the last complete one; NaN before the first step.</summary>
    public double RunningLoss => run.RunningLoss;

    /// <summary>Why the run is over, in a sentence; null while it is not.</summary>
    public string? StopReason => run.StopReason;

    /// <summary>Training samples per second of time spent in steps.</summary>
    public double SamplesPerSecond => run.SamplesPerSecond;

    /// <summary>The next step of the run: a mini-batch for gradient optimizers.</summary>
    /// <returns>The loss of its samples before the step.</returns>
    /// <exception cref="HillockException">The loss is no longer a number.</exception>
    public double Step() => run.Step();

    /// <summary>A step on a batch of your own, already encoded; it counts for no epoch.</summary>
    /// <param name="inputs">[rows, inputs] as the first layer gets them; no more rows than the experiment's batches have.</param>
    /// <param name="targets">[rows, outputs].</param>
    /// <returns>The batch's loss before the step.</returns>
    /// <exception cref="ArgumentException">Inputs and targets are not as many whole rows, or more than a batch has.</exception>
    /// <exception cref="InvalidOperationException">The optimizer works on all samples at once, or without gradients.</exception>
    /// <exception cref="HillockException">The loss is no longer a number.</exception>
    public double Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => run.Step(inputs, targets);

    /// <inheritdoc cref="TrainingRun.Try"/>
    internal double Try(int number, double rate) => run.Try(number, rate);

    /// <summary>Runs to the end of the experiment, reporting about ten times a second and after every epoch.</summary>
    /// <remarks>Cancelling stops it within a step with <see cref="OperationCanceledException"/>; the trainer stays usable and can go on.</remarks>
    /// <exception cref="HillockException">The loss is no longer a number.</exception>
    public async IAsyncEnumerable<TrainingProgress> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        double before = Done;
        while (run.StopReason is null)
            yield return await Task.Run(() => Advance(clock, before, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The model as it is now: the best so far if validation chooses (patience above 0), else the last.</summary>
    public Model CreateModel() => run.Identity.WithThreshold(run.CreateModel());

    /// <summary>The model with the parameters of the last step, whatever validation says.</summary>
    internal Model LastModel() => run.CreateModel(last: true);

    /// <summary>Copies the parameters as they are now, rounded to single precision. Between two steps, not during one.</summary>
    /// <param name="destination">One number for each of <see cref="ModelDefinition.ParameterCount"/>, in the order of <see cref="ModelDefinition.Parameters"/>.</param>
    /// <exception cref="ArgumentException">The destination is shorter or longer.</exception>
    public void CopyParametersTo(Span<float> destination) => run.CopyParametersTo(destination);

    /// <summary>Copies the parameters as they are now. Between two steps, not during one.</summary>
    /// <inheritdoc cref="CopyParametersTo(Span{float})"/>
    public void CopyParametersTo(Span<double> destination) => run.CopyParametersTo(destination);

    /// <summary>Sets one parameter by hand, frozen or not; what the optimizer remembers of it stays.</summary>
    /// <param name="index">Its place in the order of <see cref="ModelDefinition.Parameters"/>, from 0.</param>
    /// <param name="value">Its value, rounded to the experiment's precision.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such parameter.</exception>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public void SetParameter(int index, double value) => run.SetParameter(index, value);

    /// <summary>The run's whole state: to look at on any thread, and to come back to. It takes a copy of the parameters, however long the run was.</summary>
    public TrainerState Capture() => run.Capture();

    /// <summary>Goes on from a state, an earlier or a later one, of this trainer or another of the same experiment and data: with the same bits.</summary>
    /// <exception cref="HillockException">The state is of another experiment or other data, or of more epochs than the experiment asks for.</exception>
    public void Restore(TrainerState state)
    {
        RunIdentity other = state.Run;
        if (run.Identity.Objection(other.Experiment, other.Preprocessing, other.Fingerprint, state.Epoch) is { } objection)
            throw new HillockException($"{state.Source} {objection}");
        run.Restore(state);
    }

    /// <summary>Goes on from a state of a run with other settings: from here on this trainer's hold.</summary>
    /// <remarks>
    /// Epochs count on. What the optimizer remembers is taken over if it is of the same kind; an epoch that was begun is ended if epochs have as
    /// many steps here, else it begins anew. Early stopping and what a schedule remembers begin anew. To go on with the same settings, use
    /// <see cref="Restore"/>.
    /// </remarks>
    /// <exception cref="HillockException">The state is of another network or of data encoded otherwise.</exception>
    public void ContinueFrom(TrainerState state)
    {
        RunIdentity other = state.Run;
        if (!SameShapes(other.Definition, Definition)) throw new HillockException($"{state.Source} is of {other.Definition}, this network is {Definition}: their parameters differ.");
        if (other.Preprocessing != Preprocessing) throw new HillockException($"{state.Source} is of samples that were encoded otherwise.");
        run.Continue(state);
    }

    /// <summary>Whether a folder holds checkpoints that <see cref="Resume"/> could go on from.</summary>
    public static bool HasCheckpoint(string folder) => Checkpoint.Exists(folder);

    /// <summary>Writes the run's whole state to a folder; the last two checkpoints are kept.</summary>
    /// <exception cref="HillockException">The folder cannot be written to.</exception>
    public void SaveCheckpoint(string folder) => Checkpoint.Write(folder, run.Capture());

    /// <summary>Goes on from the newest checkpoint in a folder, with the same bits as if there had been no stop.</summary>
    /// <returns>Whether there was a checkpoint.</returns>
    /// <exception cref="HillockException">It is broken, or of another experiment or other data.</exception>
    public bool Resume(string folder)
    {
        if (Checkpoint.ReadNewest(folder) is not { } checkpoint) return false;
        run.Restore(checkpoint.StateOf(run.Identity));
        return true;
    }

    // What is about classes has no meaning for numbers, and would be passed over without a word.
    private static void CheckTask(Experiment experiment, LearningTask task)
    {
        if (experiment.Threshold is not null && task != LearningTask.Binary)
            throw new HillockException($"Only two classes have a decision threshold; this task is {Names.Of(task)}.");
        if (task != LearningTask.Regression) return;
        if (experiment.ClassWeights != ClassWeights.None)
            throw new HillockException("Only classes have class weights; this task is regression: leave them out, or weigh the samples by a column.");
        if (experiment.Loss is Hinge)
            throw new HillockException("The loss 'hinge' asks only on which side of 0 a target lies; this task is regression: use mean_squared_error or huber.");
    }

    // Epochs done, counting parts.
    private double Done => Epoch + ((double)run.StepInEpoch / run.StepsPerEpoch);

    private TrainingProgress Advance(Stopwatch clock, double before, CancellationToken cancellationToken)
    {
        TimeSpan until = clock.Elapsed + ReportEvery;
        int epochs = run.History.Count;
        while (run.History.Count == epochs && run.StopReason is null && clock.Elapsed < until)
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Step();
        }

        bool ended = run.History.Count > epochs;
        double done = Done;
        return new TrainingProgress
        {
            Epoch = ended ? run.History.Count : run.History.Count + 1,
            Epochs = Experiment.Epochs,
            Step = ended ? run.StepsPerEpoch : run.StepInEpoch,
            StepsPerEpoch = run.StepsPerEpoch,
            Loss = run.RunningLoss,
            SamplesPerSecond = run.SamplesPerSecond,
            Elapsed = clock.Elapsed,
            Remaining = run.StopReason is null && done > before ? Scaled(clock.Elapsed, (Experiment.Epochs - done) / (done - before)) : TimeSpan.Zero,
            Completed = ended ? run.History[^1] : null,
        };
    }

    // Two billion epochs may be asked for: a time that no TimeSpan can hold.
    private static TimeSpan Scaled(TimeSpan time, double factor) =>
        time.Ticks * factor < TimeSpan.MaxValue.Ticks ? time * factor : TimeSpan.MaxValue;

    private static double[] StartFrom(Model start, ModelDefinition definition)
    {
        if (!SameShapes(start.Definition, definition))
            throw new HillockException($"The model to go on from is {start.Definition}, the experiment's network is {definition}: their parameters differ.");
        return start.AllParameters();
    }

    private static bool SameShapes(ModelDefinition a, ModelDefinition b) =>
        a.Parameters.Count == b.Parameters.Count && a.Parameters.Zip(b.Parameters).All(pair => pair.First.Shape.Equals(pair.Second.Shape));
}
