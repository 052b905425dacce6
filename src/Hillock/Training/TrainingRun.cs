using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Models;
using Hillock.Optimizers;

namespace Hillock.Training;

/// <summary>A training run in progress, whatever its precision: where it stands, when to stop, its state out and in.</summary>
internal abstract class TrainingRun(Experiment experiment, ModelDefinition definition, Preprocessing preprocessing)
{
    protected const string ScheduleName = "schedule";

    private RunPosition position = new();

    public Experiment Experiment { get; } = experiment;

    public ModelDefinition Definition { get; } = definition;

    public Preprocessing Preprocessing { get; } = preprocessing;

    /// <summary>The epochs that are complete.</summary>
    public EpochHistory History => position.History;

    /// <summary>Why the run is over, in a sentence; null while it is not.</summary>
    public string? StopReason => position.Verdict ?? (History.Count >= Experiment.Epochs ? Exhausted : null);

    /// <summary>Steps taken in the epoch that is not complete yet.</summary>
    public int StepInEpoch => position.StepInEpoch;

    public abstract int StepsPerEpoch { get; }

    /// <summary>Mean loss of the samples seen in this epoch, or of the last complete one.</summary>
    public double RunningLoss => position.RunningLoss;

    /// <summary>Training samples per second of training.</summary>
    public abstract double SamplesPerSecond { get; }

    /// <summary>What a state must be of to be gone on from.</summary>
    public abstract RunIdentity Identity { get; }

    /// <summary>What to say when all epochs are done.</summary>
    protected abstract string Exhausted { get; }

    /// <summary>How far the run has come.</summary>
    protected ref RunPosition Position => ref position;

    /// <summary>One step, and the epoch's end if it was its last; does nothing once the run is over.</summary>
    /// <returns>The step's loss.</returns>
    public abstract double Step();

    /// <summary>A step on a batch of encoded inputs and targets of the caller's own; it belongs to no epoch.</summary>
    public abstract double Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>A step at a rate of the caller's own, outside the run's epochs: for trying rates.</summary>
    /// <param name="number">0 for the first such step; it chooses the samples.</param>
    /// <param name="rate">The learning rate.</param>
    public abstract double Try(int number, double rate);

    /// <summary>The model as it is now: the best so far if validation chooses, else the last.</summary>
    /// <param name="last">The last in any case.</param>
    public abstract Model CreateModel(bool last = false);

    /// <summary>Copies the parameters out, rounded.</summary>
    public abstract void CopyParametersTo<TTo>(Span<TTo> destination)
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>;

    /// <summary>Sets one parameter, rounded to the run's precision.</summary>
    public abstract void SetParameter(int index, double value);

    /// <summary>The whole state.</summary>
    public TrainerState Capture()
    {
        var taking = new StateTaking();
        Transfer(taking);
        return new TrainerState(Identity, position, StopReason, taking.Arrays);
    }

    /// <summary>Goes on from a state of this run.</summary>
    public void Restore(TrainerState state)
    {
        position = state.Position;
        Transfer(new StateReturning(state));
    }

    /// <summary>Goes on from a state of a run of the same network on the same samples, with this run's settings.</summary>
    public void Continue(TrainerState state)
    {
        position = state.StepsPerEpoch == StepsPerEpoch
            ? state.Position with { Verdict = null, Stopping = EarlyStopping.Begin }
            : new RunPosition { History = state.Position.History };
        bool isSameRule = Experiment.Optimizer.GetType() == state.Run.Experiment.Optimizer.GetType();
        Transfer(new StateContinuing(state, name => name == TrainerState.ParametersName || (isSameRule && name != ScheduleName)));
        if (!isSameRule) ParametersChanged();
    }

    /// <summary>Lists every array that the run changes; which they are depends on its position.</summary>
    protected abstract void Transfer(IStateTransfer state);

    /// <summary>Takes note of parameters that were set from outside.</summary>
    protected abstract void ParametersChanged();

    protected void Complete(EpochSummary summary)
    {
        double? before = History.Count > 0 ? History[^1].TrainingLoss : null;
        position.History = History.With(summary);
        if (Experiment.Tolerance > 0 && before is { } last && Math.Abs(last - summary.TrainingLoss) < Experiment.Tolerance)
            position.Verdict = string.Create(CultureInfo.InvariantCulture, $"The training loss moved by less than {Experiment.Tolerance} in epoch {summary.Epoch}.");
        if (summary.ValidationLoss is not null && position.Stopping.ShouldStop(summary.Epoch, Experiment.Patience))
            position.Verdict = $"The validation loss has not improved for {Experiment.Patience} epochs; the weights of epoch {position.Stopping.BestEpoch} are restored.";
    }
}

/// <inheritdoc cref="TrainingRun"/>
internal sealed class TrainingRun<T> : TrainingRun
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TrainingTask<T> task;
    private readonly TrainingMethod<T> method;
    private readonly Samples<T>? held;
    private readonly Scorer<T>? validation;
    private readonly T[] best;
    private readonly double[] scheduleState;
    private double lastRate;
    private long samplesTrained;
    private long ticksTraining;

    public TrainingRun(
        Experiment experiment, ModelDefinition definition, Preprocessing preprocessing, Dataset train, Dataset? validation, double[] start, int threads)
        : base(experiment, definition, preprocessing)
    {
        var pool = WorkerPool.Shared(threads);
        Samples<T> samples = preprocessing.Encode<T>(train);
        T[] parameters = ModelCore.Convert<T>(start);
        task = new TrainingTask<T>(experiment, definition, Plan<T>.Compile(definition), parameters, samples, Weights(samples), pool);
        method = TrainingMethod<T>.Create(task);
        best = new T[definition.ParameterCount];
        scheduleState = new double[experiment.Schedule.StateLength];
        experiment.Schedule.Begin(scheduleState);
        if (validation is { Count: > 0 })
        {
            held = preprocessing.Encode<T>(validation);
            this.validation = new Scorer<T>(task.Plan, held, pool, Weights(held));
        }

        Identity = new RunIdentity(
            experiment, definition, preprocessing, samples.Count, method.StepsPerEpoch, validation ?? train, new Lazy<string>(Fingerprint));

        double[] Weights(Samples<T> of) => SampleWeights.Create(experiment.ClassWeights, of.Classes, of.Weights, preprocessing.Labels.Count);
    }

    public override int StepsPerEpoch => method.StepsPerEpoch;

    public override RunIdentity Identity { get; }

    protected override string Exhausted => method.Exhausted(Experiment.Epochs);

    public override double SamplesPerSecond => ticksTraining > 0 ? samplesTrained / Stopwatch.GetElapsedTime(0, ticksTraining).TotalSeconds : 0;

    public override double Step()
    {
        if (StopReason is not null) return RunningLoss;
        long start = Stopwatch.GetTimestamp();
        lastRate = Rate();
        (double loss, int samples) = method.Step(History.Count, StepInEpoch, lastRate);
        ticksTraining += Stopwatch.GetTimestamp() - start;
        Position.LossSum += loss * samples;
        Position.SamplesSeen += samples;
        samplesTrained += samples;
        if (++Position.StepInEpoch == method.StepsPerEpoch) EndEpoch();
        return loss;
    }

    public override double Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        if (method is not MiniBatches<T> batches)
            throw new InvalidOperationException($"Optimizer '{Experiment.Optimizer.Name}' does not work on batches of the caller's own.");
        return batches.Step(Convert(inputs), Convert(targets), Rate());

        static ReadOnlySpan<T> Convert(ReadOnlySpan<float> values)
        {
            if (typeof(T) == typeof(float)) return MemoryMarshal.Cast<float, T>(values);
            var converted = new T[values.Length];
            Rounding.Copy(values, converted.AsSpan());
            return converted;
        }
    }

    public override double Try(int number, double rate) =>
        method.Step(number / method.StepsPerEpoch, number % method.StepsPerEpoch, rate).Loss;

    public override Model CreateModel(bool last = false)
    {
        bool chosen = !last && validation is not null && Experiment.Patience > 0 && Position.Stopping.BestEpoch > 0;
        var parameters = new T[task.Parameters.Length];
        (chosen ? best : task.Parameters).AsSpan(0, Definition.ParameterCount).CopyTo(parameters);
        return Identity.CreateModel(new ModelCore<T>(Definition, parameters), Position, chosen ? Position.Stopping.BestEpoch : History.Count, StopReason);
    }

    public override void CopyParametersTo<TTo>(Span<TTo> destination)
    {
        Definition.RequireParameters(destination.Length);
        Rounding.Copy<T, TTo>(task.Parameters.AsSpan(0, destination.Length), destination);
    }

    public override void SetParameter(int index, double value)
    {
        if (index < 0 || index >= Definition.ParameterCount)
            throw new ArgumentOutOfRangeException(nameof(index), $"There is no parameter {index:N0} among {Definition.ParameterCount:N0}.");
        T rounded = T.CreateTruncating(value);
        if (!T.IsFinite(rounded)) throw new ArgumentException($"A parameter cannot be {value}: nothing can be computed with it.", nameof(value));
        task.Parameters[index] = rounded;
        Position.Verdict = null; // it was about other weights
        method.Changed(index);
    }

    protected override void Transfer(IStateTransfer state)
    {
        state.Transfer(TrainerState.ParametersName, task.Parameters.AsSpan());
        if (Position.Stopping.BestEpoch > 0) state.Transfer("best", best.AsSpan());
        state.Transfer(ScheduleName, scheduleState.AsSpan());
        method.Transfer(state);
    }

    protected override void ParametersChanged()
    {
        for (int i = 0; i < Definition.ParameterCount; i++) method.Changed(i);
    }

    private double Rate()
    {
        if (Experiment.Optimizer is not GradientOptimizer optimizer) return 0;
        double epoch = History.Count + ((double)StepInEpoch / method.StepsPerEpoch);
        return Experiment.Schedule.Rate(optimizer.LearningRate, epoch, Experiment.Epochs, scheduleState);
    }

    private void EndEpoch()
    {
        double trainingLoss = Position.LossSum / Position.SamplesSeen;
        (Position.StepInEpoch, Position.LossSum, Position.SamplesSeen) = (0, 0, 0);
        int epoch = History.Count + 1;
        Divergence.CheckParameters(task, epoch, lastRate);
        double? loss = null, score = null;
        if (validation is not null)
        {
            (loss, score) = validation.Evaluate(task.Parameters);
            if (!double.IsFinite(loss.Value))
                throw new HillockException($"The validation loss became {loss} in epoch {epoch}: the learning rate {lastRate:G3} is too high, or the validation data hold huge numbers.");
            if (Position.Stopping.IsBettered(loss.Value))
            {
                Position.Stopping = new EarlyStopping(epoch, loss.Value);
                task.Parameters.AsSpan(0, best.Length).CopyTo(best);
            }
        }

        if (scheduleState.Length > 0) Experiment.Schedule.Observe(scheduleState, loss ?? trainingLoss);
        Complete(new EpochSummary(epoch, trainingLoss, loss, score, lastRate));
        Position.Verdict = method.Finished ?? Position.Verdict;
    }

    // What the samples are, to tell whether a checkpoint was made on them: all inputs and targets, encoded, and the weights.
    private string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(task.Samples);
        hash.AppendData(MemoryMarshal.AsBytes(task.SampleWeights.AsSpan()));
        if (held is not null) Append(held);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(Samples<T> samples)
        {
            Span<int> row = [0];
            var values = new T[samples.InputWidth + samples.TargetWidth];
            for (int i = 0; i < samples.Count; i++)
            {
                row[0] = i;
                samples.CopyInputs(row, values);
                samples.CopyTargets(row, values.AsSpan(samples.InputWidth));
                hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
            }
        }
    }
}
