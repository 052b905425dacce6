using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Files;
using Hillock.Kernels;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Optimizers;

namespace Hillock.Training;

/// <summary>A training run in progress, whatever its precision: position, history, when to stop.</summary>
internal abstract class TrainingRun(Experiment experiment, ModelDefinition definition, Preprocessing preprocessing)
{
    private readonly List<EpochSummary> history = [];

    public Experiment Experiment { get; } = experiment;

    public ModelDefinition Definition { get; } = definition;

    public Preprocessing Preprocessing { get; } = preprocessing;

    /// <summary>The epochs that are complete.</summary>
    public IReadOnlyList<EpochSummary> History => history;

    /// <summary>Why the run is over, in a sentence; null while it is not.</summary>
    public string? StopReason => Verdict ?? (history.Count >= Experiment.Epochs ? Exhausted : null);

    /// <summary>Steps taken in the epoch that is not complete yet.</summary>
    public int StepInEpoch { get; protected set; }

    public abstract int StepsPerEpoch { get; }

    /// <summary>Mean loss of the samples seen in this epoch, or of the last complete one.</summary>
    public abstract double RunningLoss { get; }

    /// <summary>Training samples per second of training.</summary>
    public abstract double SamplesPerSecond { get; }

    /// <summary>What to say when all epochs are done.</summary>
    protected abstract string Exhausted { get; }

    /// <summary>Why more epochs would be of no use, however many are asked for; null while they may be.</summary>
    protected string? Verdict { get; set; }

    protected EarlyStopping EarlyStopping { get; } = new(experiment.Patience);

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

    public abstract void Save(string folder);

    public abstract void Restore(Checkpoint checkpoint);

    /// <summary>The experiment without names of files or rows: the same experiment gives the same bytes wherever they lie.</summary>
    protected JsonObject Description() => (Experiment with { Data = Experiment.Data?.Kept }).ToJson();

    protected void Complete(EpochSummary summary)
    {
        double? before = history.Count > 0 ? history[^1].TrainingLoss : null;
        history.Add(summary);
        if (Experiment.Tolerance > 0 && before is { } last && Math.Abs(last - summary.TrainingLoss) < Experiment.Tolerance)
            Verdict = string.Create(CultureInfo.InvariantCulture, $"The training loss moved by less than {Experiment.Tolerance} in epoch {summary.Epoch}.");
        if (summary.ValidationLoss is not null && EarlyStopping.ShouldStop(summary.Epoch))
            Verdict = $"The validation loss has not improved for {Experiment.Patience} epochs; the weights of epoch {EarlyStopping.BestEpoch} are restored.";
    }

    protected JsonObject HistoryJson() => new()
    {
        ["epochs"] = new JsonArray([.. history.Select(epoch => (JsonNode)new JsonArray(
            epoch.TrainingLoss, epoch.ValidationLoss, epoch.ValidationScore, epoch.LearningRate))]),
    };

    protected void RestoreHistory(JsonFields fields)
    {
        history.Clear();
        foreach (JsonElement epoch in fields.List("epochs"))
        {
            double?[] values = epoch.ValueKind == JsonValueKind.Array ? [.. epoch.EnumerateArray().Select(JsonFields.FiniteNumber)] : [];
            if (values.Length != 4 || values[0] is null || values[3] is null) throw fields.Error("epochs", "must hold four numbers for each epoch");
            history.Add(new EpochSummary(history.Count + 1, values[0]!.Value, values[1], values[2], values[3]!.Value));
        }
    }
}

/// <inheritdoc cref="TrainingRun"/>
internal sealed class TrainingRun<T> : TrainingRun
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TrainingTask<T> task;
    private readonly TrainingMethod<T> method;
    private readonly Samples<T>? held;
    private readonly Evaluator<T>? validation;
    private readonly int[] validationClasses;
    private readonly double[] validationTargets;
    private readonly double[] validationWeights = [];
    private readonly T[] best;
    private readonly double[] scheduleState;
    private readonly Lazy<string> fingerprint;
    private double lossSum;
    private int samplesSeen;
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
        task = new TrainingTask<T>(
            experiment, definition, Plan<T>.Compile(definition), parameters, samples, SampleWeights.Create(experiment.ClassWeights, samples.Classes, samples.Weights, preprocessing.Labels.Count), pool);
        method = TrainingMethod<T>.Create(task);
        best = new T[definition.ParameterCount];
        scheduleState = new double[experiment.Schedule.StateLength];
        experiment.Schedule.Begin(scheduleState);
        fingerprint = new Lazy<string>(Fingerprint);
        if (validation is { Count: > 0 })
        {
            held = preprocessing.Encode<T>(validation);
            this.validation = new Evaluator<T>(task.Plan, held, pool);
            validationClasses = held.Classes.ToArray();
            validationTargets = held.RegressionTargets();
            validationWeights = SampleWeights.Create(experiment.ClassWeights, held.Classes, held.Weights, preprocessing.Labels.Count);
        }
        else
        {
            (validationClasses, validationTargets) = ([], []);
        }
    }

    public override int StepsPerEpoch => method.StepsPerEpoch;

    protected override string Exhausted => method.Exhausted(Experiment.Epochs);

    public override double RunningLoss => samplesSeen > 0 ? lossSum / samplesSeen : History.Count > 0 ? History[^1].TrainingLoss : double.NaN;

    public override double SamplesPerSecond => ticksTraining > 0 ? samplesTrained / Stopwatch.GetElapsedTime(0, ticksTraining).TotalSeconds : 0;

    public override double Step()
    {
        if (StopReason is not null) return RunningLoss;
        long start = Stopwatch.GetTimestamp();
        lastRate = Rate();
        (double loss, int samples) = method.Step(History.Count, StepInEpoch, lastRate);
        ticksTraining += Stopwatch.GetTimestamp() - start;
        lossSum += loss * samples;
        samplesSeen += samples;
        samplesTrained += samples;
        if (++StepInEpoch == method.StepsPerEpoch) EndEpoch();
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
            for (int i = 0; i < converted.Length; i++) converted[i] = T.CreateTruncating(values[i]);
            return converted;
        }
    }

    public override double Try(int number, double rate) =>
        method.Step(number / method.StepsPerEpoch, number % method.StepsPerEpoch, rate).Loss;

    public override Model CreateModel(bool last = false)
    {
        bool chosen = !last && validation is not null && Experiment.Patience > 0 && EarlyStopping.BestEpoch > 0;
        var parameters = new T[task.Parameters.Length];
        (chosen ? best : task.Parameters).AsSpan(0, Definition.ParameterCount).CopyTo(parameters);
        int epoch = chosen ? EarlyStopping.BestEpoch : History.Count;
        EpochSummary? summary = epoch > 0 ? History[epoch - 1] : null;
        TrainingSummary? training = summary is null && samplesSeen == 0
            ? null
            : new TrainingSummary(
                task.Samples.Count, History.Count, epoch, summary?.TrainingLoss ?? RunningLoss, summary?.ValidationLoss, StopReason ?? "Training was stopped.");

        return new Model(Definition, new ModelCore<T>(Definition, parameters), Preprocessing, Description(), training);
    }

    public override void Save(string folder)
    {
        var tensors = new List<NamedTensor> { Checkpoint.Tensor("parameters", task.Parameters) };
        if (EarlyStopping.BestEpoch > 0) tensors.Add(Checkpoint.Tensor("best", best));
        if (scheduleState.Length > 0) tensors.Add(Checkpoint.Tensor("schedule", scheduleState));
        method.Save(tensors);
        var state = new Dictionary<string, JsonNode>(StringComparer.Ordinal)
        {
            ["experiment"] = Description(),
            ["preprocessing"] = Preprocessing.ToJson(),
            ["history"] = HistoryJson(),
            ["early_stopping"] = EarlyStopping.ToJson(),
            ["position"] = new JsonObject
            {
                ["data"] = fingerprint.Value,
                ["step"] = StepInEpoch,
                ["loss_sum"] = lossSum,
                ["samples_seen"] = samplesSeen,
                ["verdict"] = Verdict,
            },
        };
        Checkpoint.Write(folder, ((long)History.Count * StepsPerEpoch) + StepInEpoch, state, tensors);
    }

    public override void Restore(Checkpoint checkpoint)
    {
        // Everything that shapes the run must be the same; only the number of epochs may grow.
        Experiment saved = ExperimentJson.Read(checkpoint.State("experiment"));
        if (saved with { Epochs = 1, Data = null } != Experiment with { Epochs = 1, Data = null })
            throw checkpoint.Error("this checkpoint is of another experiment: only --epochs may change when a run is resumed.");
        if (Experiment.Epochs < saved.Epochs && Experiment.Epochs < checkpoint.State("history").List("epochs").Count)
            throw checkpoint.Error($"{checkpoint.State("history").List("epochs").Count} epochs are already done, more than the {Experiment.Epochs} asked for.");
        JsonFields position = checkpoint.State("position");
        if (position.Text("data") != fingerprint.Value || Preprocessing.FromJson(checkpoint.State("preprocessing")) != Preprocessing)
            throw checkpoint.Error("this checkpoint was made on other training data.");

        checkpoint.CopyTo("parameters", task.Parameters.AsSpan());
        if (checkpoint.Has("best")) checkpoint.CopyTo("best", best.AsSpan());
        if (scheduleState.Length > 0) checkpoint.CopyTo("schedule", scheduleState.AsSpan());
        method.Restore(checkpoint);
        RestoreHistory(checkpoint.State("history"));
        EarlyStopping.Restore(checkpoint.State("early_stopping"));
        StepInEpoch = position.Integer("step");
        lossSum = position.Number("loss_sum");
        samplesSeen = position.Integer("samples_seen");
        Verdict = position.Text("verdict");
        bool isSound = EarlyStopping.BestEpoch >= 0 && EarlyStopping.BestEpoch <= History.Count
            && StepInEpoch >= 0 && StepInEpoch < StepsPerEpoch && samplesSeen >= StepInEpoch;
        if (!isSound || (EarlyStopping.BestEpoch > 0 && !checkpoint.Has("best")))
            throw checkpoint.Error("its parts contradict each other.");
    }

    private double Rate()
    {
        if (Experiment.Optimizer is not GradientOptimizer optimizer) return 0;
        double epoch = History.Count + ((double)StepInEpoch / method.StepsPerEpoch);
        return Experiment.Schedule.Rate(optimizer.LearningRate, epoch, Experiment.Epochs, scheduleState);
    }

    private void EndEpoch()
    {
        double trainingLoss = lossSum / samplesSeen;
        (StepInEpoch, lossSum, samplesSeen) = (0, 0, 0);
        int epoch = History.Count + 1;
        Divergence.CheckParameters(task, epoch, lastRate);
        double? loss = null, score = null;
        if (validation is not null)
        {
            loss = validation.Loss(task.Parameters, validationWeights);
            score = Score(validation.Outputs);
            if (!double.IsFinite(loss.Value))
                throw new HillockException($"The validation loss became {loss} in epoch {epoch}: the learning rate {lastRate:G3} is too high, or the validation data hold huge numbers.");
            if (EarlyStopping.Observe(epoch, loss.Value)) task.Parameters.AsSpan(0, best.Length).CopyTo(best);
        }

        if (scheduleState.Length > 0) Experiment.Schedule.Observe(scheduleState, loss ?? trainingLoss);
        Complete(new EpochSummary(epoch, trainingLoss, loss, score, lastRate));
        Verdict = method.Finished ?? Verdict;
    }

    // Accuracy, or R², which scaling of the targets leaves as it is.
    private double Score(double[] outputs)
    {
        int width = task.Plan.OutputWidth;
        if (validationClasses.Length == 0)
            return validation!.Outputs.Length > width ? RegressionEvaluation.Determination(validationTargets, outputs, width) : 0;

        int right = 0;
        for (int i = 0; i < validationClasses.Length; i++)
        {
            ReadOnlySpan<double> row = outputs.AsSpan(i * width, width);
            int answer = width == 1 ? row[0] >= Definition.Loss.DecisionBoundary ? 1 : 0 : Model.ArgMax(row);
            if (answer == validationClasses[i]) right++;
        }

        return (double)right / validationClasses.Length;
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
