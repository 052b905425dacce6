using Hillock.Naming;

namespace Hillock.Schedules;

/// <summary>η = η₀·γᵉ.</summary>
public sealed record ExponentialSchedule : Schedule
{
    /// <summary>γ: what the rate is multiplied by in each epoch.</summary>
    public double Gamma { get; init => field = Require.Share(value, "setting gamma"); } = 0.95;

    /// <inheritdoc/>
    public override string Name => "exponential";

    internal static Entry<Schedule> Entry { get; } = new Entry<Schedule, ExponentialSchedule>("exponential", new(),
    [
        new("gamma", self => self.Gamma, (self, value) => self with { Gamma = value }),
    ]);

    internal override double Rate(double baseRate, double epoch, int totalEpochs, ReadOnlySpan<double> state) =>
        baseRate * Math.Pow(Gamma, epoch);
}
