using Hillock.Naming;

namespace Hillock.Schedules;

/// <summary>η = η₀·(1 − e/E)^power: down to 0 at the end; in a straight line for power 1.</summary>
public sealed record PolynomialSchedule : Schedule
{
    /// <summary>The exponent.</summary>
    public double Power { get; init => field = Require.Positive(value, "power"); } = 1;

    /// <summary>E: over how many epochs; null: over all.</summary>
    public int? Total { get; init => field = value is { } epochs ? Require.AtLeast(1, epochs, "total of epochs") : null; }

    /// <inheritdoc/>
    public override string Name => "polynomial";

    internal static Entry<Schedule> Entry { get; } = new Entry<Schedule, PolynomialSchedule>("polynomial", new(),
    [
        new("power", self => self.Power, (self, value) => self with { Power = value }),
        new("total", self => self.Total, (self, value) => self with { Total = value }),
    ]);

    internal override double Rate(double baseRate, double epoch, int totalEpochs, ReadOnlySpan<double> state) =>
        baseRate * Math.Pow(Math.Max(0, 1 - (epoch / (Total ?? totalEpochs))), Power);
}
