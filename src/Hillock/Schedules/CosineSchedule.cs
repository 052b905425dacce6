using Hillock.Naming;

namespace Hillock.Schedules;

/// <summary>η = ηₘᵢₙ + ½(η₀ − ηₘᵢₙ)(1 + cos(πe/E)): half a wave down (Loshchilov &amp; Hutter 2017).</summary>
/// <remarks>Beyond E the rate stays at ηₘᵢₙ.</remarks>
public sealed record CosineSchedule : Schedule
{
    /// <summary>ηₘᵢₙ: the rate at the end.</summary>
    public double Minimum { get; init => field = Require.NotNegative(value, "minimum"); }

    /// <summary>E: over how many epochs; null: over all.</summary>
    public int? Total { get; init => field = value is { } epochs ? Require.AtLeast(1, epochs, "total of epochs") : null; }

    /// <inheritdoc/>
    public override string Name => "cosine";

    internal static Entry<Schedule> Entry { get; } = new Entry<Schedule, CosineSchedule>("cosine", new(),
    [
        new("minimum", self => self.Minimum, (self, value) => self with { Minimum = value }),
        new("total", self => self.Total, (self, value) => self with { Total = value }),
    ]);

    /// <summary>Half a wave from one rate to another as the share done goes from 0 to 1.</summary>
    internal static double Wave(double from, double to, double share) =>
        to + ((from - to) * (1 + Math.Cos(Math.PI * Math.Min(1, share))) / 2);

    internal override double Rate(double baseRate, double epoch, int totalEpochs, ReadOnlySpan<double> state) =>
        Wave(baseRate, Minimum, epoch / (Total ?? totalEpochs));
}
