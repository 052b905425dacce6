using System.Text.Json.Nodes;
using Hillock.Files;

namespace Hillock.Training;

/// <summary>Watches the validation loss: remembers the best epoch, and when it has not been bettered for too long says stop.</summary>
internal sealed class EarlyStopping(int patience)
{
    /// <summary>The epoch of the best loss, 1 for the first; 0 before any.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>The best loss.</summary>
    public double BestLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>Takes the loss after an epoch.</summary>
    /// <returns>Whether it is the best so far.</returns>
    public bool Observe(int epoch, double loss)
    {
        if (!(loss < BestLoss)) return false;
        (BestEpoch, BestLoss) = (epoch, loss);
        return true;
    }

    /// <summary>Whether patience has run out after this epoch.</summary>
    public bool ShouldStop(int epoch) => patience > 0 && epoch - BestEpoch >= patience;

    public JsonObject ToJson() => new() { ["best_epoch"] = BestEpoch, ["best_loss"] = BestEpoch == 0 ? null : BestLoss };

    public void Restore(JsonFields fields)
    {
        BestEpoch = fields.Integer("best_epoch");
        BestLoss = fields.OptionalNumber("best_loss") ?? double.PositiveInfinity;
    }
}
