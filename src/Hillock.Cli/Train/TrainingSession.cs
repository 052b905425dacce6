using System.Diagnostics;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Reports;
using Hillock.Tracing.Diagnosis;
using Hillock.Training;

namespace Hillock.Cli.Train;

/// <summary>One run of <c>train</c>: from the request to the saved model and its figures.</summary>
internal sealed class TrainingSession(TrainRequest request, CancellationToken interruption)
{
    private readonly RunSettings run = request.Run;

    public async Task<int> RunAsync()
    {
        Model? start = request.From is { } from ? Model.Load(from) : null;
        Experiment experiment = Describe(start);
        CheckOutputs();
        LoadedData data;
        using (var download = new DownloadDisplay()) data = await Source(experiment.Data!).LoadAsync(experiment.Seed, start?.Preprocessing, download, interruption);
        experiment = Complete(experiment, data.Train, start);
        if (run.Folds > 0 || run.FindRate)
        {
            SaveExperiment(experiment);
            return run.FindRate
                ? new RateSession(request, experiment, data, interruption).Run()
                : await new FoldsSession(request, experiment, data, interruption).RunAsync();
        }

        var trainer = new Trainer(experiment, data.Train, data.Validation, start, run.Threads);
        SaveExperiment(experiment);
        Resume(trainer);
        TrainingIntroduction.Write(trainer, data);
        var clock = Stopwatch.StartNew();
        var doctor = new TrainingDoctor(trainer);
        bool interrupted = !await TrainAsync(trainer, doctor);
        clock.Stop();
        Model model = trainer.CreateModel();
        model.Save(request.Output);
        if (run.Report is { } page && !interrupted)
            TrainingReport.Create(model, trainer.History, trainer.Train, trainer.Validation, data.Test, request.CommandLine).Save(page);

        var outcome = new TrainingOutcome(request, trainer, model, data, doctor.Findings, interrupted, clock.Elapsed.TotalSeconds);
        if (run.Json) outcome.WriteJson();
        else outcome.Write();
        return interrupted ? ExitCode.Interrupted : ExitCode.Done;
    }

    // The experiment as far as it is known before the data are.
    private Experiment Describe(Model? start)
    {
        Experiment experiment = request.Source is { } source ? new Experiment { Data = source } : Experiment.Load(request.Data);
        if (experiment.Data is null)
            throw new HillockException($"{request.Data} does not say which data to learn from: it needs a field such as \"data\": {{ \"name\": \"iris\" }}.");
        if (start is not null)
            experiment = experiment with { Layers = start.Definition.Layers, InitialValues = [], Loss = start.Definition.Loss, Precision = start.Precision };
        return request.Apply(experiment);
    }

    // Cross-validation tests on every row once: none is held out beforehand.
    private DataSource Source(DataSource source) => run.Folds > 0 ? source with { Test = 0, TestFile = null } : source;

    // What depends on the data: the layers' sizes, the loss that label smoothing belongs to.
    private Experiment Complete(Experiment experiment, Dataset train, Model? start)
    {
        if (request.Network is { } network) experiment = experiment with { Layers = network.Layers(train, experiment.Loss, experiment.Optimizer) };
        if (request.Smoothing > 0)
        {
            bool classes = experiment.Loss is CrossEntropy || (experiment.Loss is null && train.Task == LearningTask.Multiclass);
            if (!classes) throw new HillockException("Label smoothing belongs to the loss cross_entropy of more than two classes: leave out --label-smoothing.");
            experiment = experiment with { Loss = new CrossEntropy(request.Smoothing) };
        }

        try
        {
            return experiment.Freeze(request.Frozen);
        }
        catch (ArgumentException e)
        {
            throw new HillockException(e.Message, e);
        }
    }

    private void CheckOutputs()
    {
        if (run.Folds == 0 && !run.FindRate) OutputFile.CheckModel(request.Output);
        if (run.Report is { } report) OutputFile.CheckPage(report);
        if (run.SaveExperiment is { } experiment) OutputFile.CheckExperiment(experiment);
        if (run is { Checkpoint: { } folder, Resume: false } && Trainer.HasCheckpoint(folder))
            throw new HillockException($"{folder} holds checkpoints of another run: go on from them with --resume, or choose another folder.");
    }

    private void SaveExperiment(Experiment experiment)
    {
        if (run.SaveExperiment is not { } path) return;
        experiment.Save(path);
        if (request.From is { } from) Screen.Error.Field("note", $"{path} does not hold the weights to start from: repeat it with --from {from}.");
    }

    private void Resume(Trainer trainer)
    {
        if (!run.Resume) return;
        Screen.Error.Line(trainer.Resume(run.Checkpoint!)
            ? $"Going on from the checkpoint after epoch {trainer.History.Count} in {run.Checkpoint}."
            : $"There is no checkpoint in {run.Checkpoint} yet: starting from the beginning.");
    }

    // Whether the training came to its end.
    private async Task<bool> TrainAsync(Trainer trainer, TrainingDoctor doctor)
    {
        var display = TrainingDisplay.Create(trainer.Preprocessing.Task, trainer.Experiment.Epochs);
        try
        {
            await display.ShowAsync(async report =>
            {
                await foreach (TrainingProgress progress in trainer.RunAsync(interruption))
                {
                    foreach (Finding finding in doctor.Examine(progress)) display.Tell(finding);
                    report(progress);
                    if (progress.Completed is { } epoch && run.Checkpoint is { } folder && (epoch.Epoch % run.Every == 0 || trainer.StopReason is not null))
                        trainer.SaveCheckpoint(folder);
                }
            });
            return true;
        }
        catch (OperationCanceledException)
        {
            if (run.Checkpoint is { } folder) trainer.SaveCheckpoint(folder);
            return false;
        }
    }
}
