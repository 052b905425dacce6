using System.Text.Json.Nodes;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Models;

namespace Hillock.Training;

/// <summary>What stays the same in a run from its first step to its last, and what a state must be of to be gone on from.</summary>
/// <param name="Experiment">What is done.</param>
/// <param name="Definition">The network.</param>
/// <param name="Preprocessing">How samples are encoded.</param>
/// <param name="Samples">Samples learned from.</param>
/// <param name="StepsPerEpoch">Steps in an epoch.</param>
/// <param name="ThresholdSamples">Samples that a decision threshold is chosen on.</param>
/// <param name="Fingerprint">A hash of all encoded samples; computed when it is first asked for.</param>
internal sealed record RunIdentity(
    Experiment Experiment, ModelDefinition Definition, Preprocessing Preprocessing, int Samples, int StepsPerEpoch, Dataset ThresholdSamples, Lazy<string> Fingerprint)
{
    /// <summary>Why this run cannot go on from a state: the end of a sentence that begins with what the state is called; null if it can.</summary>
    /// <param name="experiment">The state's.</param>
    /// <param name="preprocessing">The state's.</param>
    /// <param name="fingerprint">The state's.</param>
    /// <param name="epochs">Epochs that are done in it.</param>
    public string? Objection(Experiment experiment, Preprocessing preprocessing, Lazy<string> fingerprint, int epochs)
    {
        // Everything that shapes the run must be the same; only the number of epochs may change.
        if (experiment with { Epochs = 1, Data = null } != Experiment with { Epochs = 1, Data = null })
            return "is of another experiment: only --epochs may change when a run is resumed.";
        if (epochs > Experiment.Epochs)
            return $"goes too far: {epochs} epochs are already done, more than the {Experiment.Epochs} asked for.";
        return preprocessing != Preprocessing || (fingerprint != Fingerprint && fingerprint.Value != Fingerprint.Value) ? "was made on other training data." : null;
    }

    /// <summary>The experiment without names of files or rows: the same experiment gives the same bytes wherever they lie.</summary>
    public JsonObject Description() => (Experiment with { Data = Experiment.Data?.Kept }).ToJson();

    /// <summary>A model of the run.</summary>
    /// <param name="core">Its parameters.</param>
    /// <param name="position">How far the run has come.</param>
    /// <param name="epoch">The epoch that the parameters are of; 0: none is complete.</param>
    /// <param name="stopReason">Why the run is over; null while it is not.</param>
    public Model CreateModel(ModelCore core, RunPosition position, int epoch, string? stopReason)
    {
        EpochSummary? summary = epoch > 0 ? position.History[epoch - 1] : null;
        TrainingSummary? training = summary is null && position.SamplesSeen == 0
            ? null
            : new TrainingSummary(
                Samples, position.History.Count, epoch, summary?.TrainingLoss ?? position.RunningLoss, summary?.ValidationLoss, stopReason ?? "Training was stopped.");
        return new Model(Definition, core, Preprocessing, Description(), training);
    }

    /// <summary>The model with the decision threshold that the experiment asks for.</summary>
    public Model WithThreshold(Model model) => Experiment.Threshold is { } choice ? choice.Apply(model, ThresholdSamples) : model;
}
