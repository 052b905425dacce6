using System.Text;
using System.Text.Json;
using Hillock.Data;
using Hillock.Models;
using Hillock.Playground.Messages;
using Hillock.Reports;
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
