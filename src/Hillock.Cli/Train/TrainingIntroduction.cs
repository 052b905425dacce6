using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Cli.Train;

/// <summary>What is said before training begins: the data, the task and why, the network, what looks odd.</summary>
internal static class TrainingIntroduction
{
    public static void Write(Trainer trainer, LoadedData data)
    {
        Experiment experiment = trainer.Experiment;
        string heldOut = (trainer.Validation, data.Test) switch
        {
            (null, null) => "nothing is held out",
            ({ } validation, null) => $"{validation.Count:N0} validate",
            (null, { } test) => $"{test.Count:N0} test",
            ({ } validation, { } test) => $"{validation.Count:N0} validate, {test.Count:N0} test",
        };
        Write(experiment, data.Train);
        Screen.Error.Field("samples", $"{trainer.Train.Count:N0} train, {heldOut}");
        Screen.Error.Field("network", $"{trainer.Definition}: {Figures.Some(trainer.Definition.ParameterCount, "parameter")}");
        string rate = experiment.Optimizer is GradientOptimizer gradient ? $", rate {gradient.LearningRate}" : "";
        string batch = experiment.Optimizer is GradientOptimizer ? $", batches of {experiment.BatchSizeFor(trainer.Train.Count):N0}" : "";
        Screen.Error.Field("method", $"{experiment.Optimizer.Name}{rate}{batch}, up to {Figures.Some(experiment.Epochs, "epoch")}, seed {experiment.Seed}");
    }

    /// <summary>The data and the task only.</summary>
    public static void Write(Experiment experiment, Dataset samples)
    {
        foreach (string note in samples.Notes) Screen.Error.Field("note", note);
        Screen.Error.Field("data", $"{experiment.Data!.Name}: {Inputs(samples)}");
        Screen.Error.Field("task", samples.TaskReason);
    }

    private static string Inputs(Dataset samples) => samples is ImageDataset images
        ? $"images of {images.Shape}"
        : Figures.Some(samples.InputNames.Count, "column") + $" to predict {string.Join(", ", samples.TargetNames)} from";
}
