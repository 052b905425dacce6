using System.Text;
using System.Text.Json;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Models;
using Hillock.Playground.Messages;
using Hillock.Reports;
using Hillock.Schedules;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>A file of a run, to take away.</summary>
internal sealed class Keepsake(TrainerState state, Experiment experiment, LoadedData data, FileKind kind)
{
    private static readonly JsonSerializerOptions Indented = new(MessageContext.Default.Options) { WriteIndented = true };

    public string Name => kind switch
    {
        FileKind.Model => "model.safetensors",
        FileKind.Experiment => "experiment.json",
        FileKind.Program => "Program.cs",
        _ => "report.html",
    };

    public string MediaType => kind switch
    {
        FileKind.Model => "application/octet-stream",
        FileKind.Experiment => "application/json",
        FileKind.Program => "text/plain",
        _ => "text/html",
    };

    /// <summary>The experiment that gives a run's present network: its own as far as it has come, or, where that would not lead there, one that begins with these weights.</summary>
    public static Experiment Leading(Run run, TrainerState state)
    {
        Experiment experiment = run.Experiment;
        if (run.IsExact && state.Steps == 0) return experiment;
        if (run.IsExact && state.StepInEpoch == 0) return experiment with { Epochs = state.Epoch, Schedule = Lasting(experiment.Schedule, experiment.Epochs) };
        double[] parameters = new double[run.Definition.ParameterCount];
        state.CopyParametersTo(parameters);

        // How samples are encoded is said only where fitting would find something else: in a network that was constructed or brought.
        Preprocessing fitted = new Trainer(experiment, run.Data.Train, run.Data.Validation, threads: 1).Preprocessing;
        return experiment with
        {
            Data = fitted == run.Preprocessing ? experiment.Data : experiment.Data! with { Preprocessing = run.Preprocessing },
            InitialValues = [.. run.Definition.Parameters.Select(slice => new ParameterValues(slice.Name, slice.Shape, parameters.AsSpan(slice.Offset, slice.Length)))],
        };
    }

    // A schedule that is spread over all epochs stays as it was, though the run ends earlier.
    private static Schedule Lasting(Schedule schedule, int epochs) => schedule switch
    {
        CosineSchedule cosine => cosine with { Total = cosine.Total ?? epochs },
        OneCycle cycle => cycle with { Total = cycle.Total ?? epochs },
        PolynomialSchedule polynomial => polynomial with { Total = polynomial.Total ?? epochs },
        StepSchedule step => step with { Size = step.Size ?? Math.Max(1, (epochs + 2) / 3) },
        MultiStepSchedule { Milestones: null } steps => steps with { Milestones = [epochs / 2, epochs * 3 / 4] },
        _ => schedule,
    };

    /// <summary>Makes the file.</summary>
    /// <exception cref="HillockException">It cannot be made.</exception>
    public byte[] Write() => kind switch
    {
        FileKind.Model => Model(),
        FileKind.Experiment => Encoding.UTF8.GetBytes(experiment.ToJson().ToJsonString(Indented)),
        FileKind.Program => Encoding.UTF8.GetBytes(experiment.ToProgram()),
        _ => Encoding.UTF8.GetBytes(Report()),
    };

    private byte[] Model()
    {
        using var stream = new MemoryStream();
        state.CreateModel().Save(stream);
        return stream.ToArray();
    }

    private string Report() => TrainingReport.Create(state.CreateModel(), state.History, data.Train, data.Validation, data.Test).Html;
}
