using Hillock.Naming;

namespace Hillock.Schedules;

/// <summary>η = η₀·γ^⌊e / size⌋: a step down every so many epochs.</summary>
public sealed record StepSchedule : Schedule
{
    /// <summary>Epochs between steps; null: a third of the training, so that there are two steps.</summary>
    public int? Size { get; init => field = value is { } size ? Require.AtLeast(1, size, "size of a step") : null; }

    /// <summary>γ: what the rate is multiplied by.</summary>
    public double Gamma { get; init => field = Require.Share(value, "setting gamma"); } = 0.1;

    /// <inheritdoc/>
    public override string Name => "step";

    internal static Entry<Schedule> Entry { get; } = new Entry<Schedule, StepSchedule>("step", new(),
    [
        new("size", self => self.Size, (self, value) => self with { Size = value }),
        new("gamma", self => self.Gamma, (self, value) => self with { Gamma = value }),
    ]);

    internal override double Rate(double baseRate, double epoch, int totalEpochs, ReadOnlySpan<double> state)
    {
        int size = Size ?? Math.Max(1, (totalEpochs + 2) / 3);
        return baseRate * Math.Pow(Gamma, Math.Floor(epoch / size));
    }
}
