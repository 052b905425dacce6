using Hillock.Naming;

namespace Hillock.Schedules;

/// <summary>η rises in a straight line from start·η₀ to η₀ in the first epochs and stays there.</summary>
public sealed record LinearWarmup : Schedule
{
    /// <summary>The share of η₀ to start with.</summary>
    public double Start { get; init => field = Require.Share(value, "start"); } = 0.1;

    /// <summary>How many epochs the rise takes.</summary>
    public int Epochs { get; init => field = Require.AtLeast(1, value, "number of warm-up epochs"); } = 5;

    /// <inheritdoc/>
    public override string Name => "linear_warmup";

    internal static Entry<Schedule> Entry { get; } = new Entry<Schedule, LinearWarmup>("linear_warmup", new(),
    [
        new("epochs", self => self.Epochs, (self, value) => self with { Epochs = value }),
        new("start", self => self.Start, (self, value) => self with { Start = value }),
    ]);

    internal override double Rate(double baseRate, double epoch, int totalEpochs, ReadOnlySpan<double> state) =>
        baseRate * (Start + ((1 - Start) * Math.Min(1, epoch / Epochs)));
}
