using System.Text.Json;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Cli.See;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Tracing.Diagnosis;
using Hillock.Training;

namespace Hillock.Cli.Train;

/// <summary>What a training run came to, for people and as JSON.</summary>
internal sealed class TrainingOutcome
{
    private readonly TrainRequest request;
    private readonly Trainer trainer;
    private readonly Model model;
    private readonly IReadOnlyList<Finding> findings;
    private readonly bool interrupted;
    private readonly double seconds;
    private readonly Evaluation train;
    private readonly Evaluation? validation;
    private readonly Evaluation? test;
    private readonly Evaluation? baseline;

    public TrainingOutcome(TrainRequest request, Trainer trainer, Model model, LoadedData data, IReadOnlyList<Finding> findings, bool interrupted, double seconds)
    {
        (this.request, this.trainer, this.model, this.findings, this.interrupted, this.seconds) = (request, trainer, model, findings, interrupted, seconds);
        train = model.Evaluate(trainer.Train, request.Run.Threads);
        validation = trainer.Validation is null ? null : model.Evaluate(trainer.Validation, request.Run.Threads);
        test = data.Test is null ? null : model.Evaluate(data.Test, request.Run.Threads);
        baseline = data.Test is null ? null : new TrivialPredictor(model, trainer.Train).Evaluate(data.Test);
    }

    private string StopReason => trainer.StopReason ?? $"Training was stopped in epoch {trainer.History.Count + 1} of {trainer.Experiment.Epochs}.";

    public void Write()
    {
        Screen screen = Screen.Output;
        screen.Line();
        screen.Line($"{StopReason} ({Figures.Duration(TimeSpan.FromSeconds(seconds))}, {trainer.SamplesPerSecond:N0} samples/s)");
        screen.Line();
        List<(string, Evaluation)> columns = [("train", train)];
        if (validation is not null) columns.Add(("validation", validation));
        if (test is not null) columns.Add(("test", test));
        if (baseline is not null) columns.Add(("guessing", baseline));
        EvaluationView.WriteFigures(screen, columns);
        if (baseline is not null)
            screen.Line(baseline is ClassificationEvaluation
                ? "guessing looks at no column: it predicts the classes' shares of the training rows"
                : "guessing looks at no column: it predicts the mean of the training rows", Tone.Quiet);
        if (trainer.Train.HasWeights) screen.Line("every row counts the same here, whatever its weight", Tone.Quiet);
        if (trainer.Experiment.Threshold is not null)
            screen.Line($"decision threshold: '{model.Preprocessing.Labels[1]}' from a probability of {Figures.Number(model.DecisionThreshold)} on");
        if ((test ?? validation) is ClassificationEvaluation shown)
        {
            screen.Line();
            screen.Line(test is null ? "Validation" : "Test", Tone.Strong);
            EvaluationView.WriteClasses(screen, shown);
        }

        screen.Line();
        WriteSaved(screen);
    }

    /// <summary>The object of the contract, and nothing else.</summary>
    public void WriteJson()
    {
        JsonOutput.Write(json =>
        {
            json.WriteString("model", request.Output);
            json.WriteNumber("parameters", model.Definition.ParameterCount);
            json.WriteNumber("epochs", trainer.History.Count);
            json.WriteNumber("bestEpoch", model.Training?.BestEpoch ?? 0);
            json.WriteNumber("seed", trainer.Experiment.Seed);
            json.WriteString("hash", model.Hash);
            json.WriteString("task", JsonNamingPolicy.SnakeCaseLower.ConvertName($"{model.Preprocessing.Task}"));
            json.WriteString("stopReason", StopReason);
            if (trainer.Experiment.Threshold is not null) json.WriteNumber("decisionThreshold", model.DecisionThreshold);
            JsonOutput.WriteSet(json, "train", train);
            JsonOutput.WriteSet(json, "validation", validation);
            JsonOutput.WriteSet(json, "test", test);
            JsonOutput.WriteSet(json, "baseline", baseline);
            FindingView.WriteJson(json, findings);
            json.WriteNumber("seconds", Math.Round(seconds, 3));
            json.WriteNumber("samplesPerSecond", Math.Round(trainer.SamplesPerSecond));
        });
        if (interrupted) WriteSaved(Screen.Error);
    }

    private void WriteSaved(Screen screen)
    {
        string size = File.Exists(request.Output) ? $", {Figures.Bytes(new FileInfo(request.Output).Length)}" : "";
        screen.Line(interrupted
            ? $"Stopped. The best model so far is in {request.Output}."
            : $"The model is in {request.Output} ({Figures.Some(model.Definition.ParameterCount, "parameter")}{size}).", Tone.Good);
        if (!interrupted && request.Run.Report is { } page) screen.Line($"The report is in {page}.");
        if (interrupted && request.Run.Checkpoint is { } folder) screen.Line($"The same command with --resume goes on from the checkpoint in {folder}.");
        if (!interrupted) screen.Line($"Use it: hillock predict {request.Output} DATA", Tone.Quiet);
    }
}
