using System.Text.Json.Nodes;
using Hillock.Files;

namespace Hillock.Models;

/// <summary>How a model came to its parameters: what stays in its file. No time, place or thread count: the same run, the same bytes.</summary>
/// <param name="Samples">Samples it was trained on.</param>
/// <param name="Epochs">Epochs it was trained for.</param>
/// <param name="BestEpoch">The epoch whose parameters these are.</param>
/// <param name="TrainingLoss">Mean training loss of that epoch.</param>
/// <param name="ValidationLoss">Validation loss after that epoch; null without validation.</param>
/// <param name="StopReason">Why training ended, in a sentence.</param>
public sealed record TrainingSummary(
    int Samples, int Epochs, int BestEpoch, double TrainingLoss, double? ValidationLoss, string StopReason)
{
    internal JsonObject ToJson() => new()
    {
        ["samples"] = Samples,
        ["epochs"] = Epochs,
        ["best_epoch"] = BestEpoch,
        ["training_loss"] = TrainingLoss,
        ["validation_loss"] = ValidationLoss,
        ["stop_reason"] = StopReason,
    };

    internal static TrainingSummary FromJson(JsonFields fields)
    {
        var summary = new TrainingSummary(
            fields.Integer("samples"),
            fields.Integer("epochs"),
            fields.Integer("best_epoch"),
            fields.Number("training_loss"),
            fields.OptionalNumber("validation_loss"),
            fields.Text("stop_reason") ?? "");
        fields.End();
        return summary;
    }
}
