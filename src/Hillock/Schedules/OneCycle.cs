using Hillock.Naming;

namespace Hillock.Schedules;

/// <summary>Up to η₀ and far down again in half waves (Smith &amp; Topin 2019).</summary>
/// <remarks>
/// From η₀/division up to η₀ at epoch rise·E − 1, down to η₀/(division·finalDivision) at epoch E − 1: the last epoch is spent at the final
/// rate. Short trainings that have no room for that rise during the share rise of what is there.
/// </remarks>
public sealed record OneCycle : Schedule
{
    /// <summary>The share of the training in which the rate rises.</summary>
    public double Rise { get; init => field = Require.Fraction(value, "rise"); } = 0.3;

    /// <summary>How many times smaller than η₀ the first rate is.</summary>
    public double Division { get; init => field = Require.AtLeast(1, value, "division"); } = 25;

    /// <summary>How many times smaller than the first rate the last one is.</summary>
    public double FinalDivision { get; init => field = Require.AtLeast(1, value, "final division"); } = 1e4;

    /// <summary>E: over how many epochs; null: over all.</summary>
    public int? Total { get; init => field = value is { } epochs ? Require.AtLeast(1, epochs, "total of epochs") : null; }

    /// <inheritdoc/>
    public override string Name => "one_cycle";

    internal static Entry<Schedule> Entry { get; } = new Entry<Schedule, OneCycle>("one_cycle", new(),
    [
        new("rise", self => self.Rise, (self, value) => self with { Rise = value }),
        new("division", self => self.Division, (self, value) => self with { Division = value }),
        new("final_division", self => self.FinalDivision, (self, value) => self with { FinalDivision = value }),
        new("total", self => self.Total, (self, value) => self with { Total = value }),
    ]);

    internal override double Rate(double baseRate, double epoch, int totalEpochs, ReadOnlySpan<double> state)
    {
        double total = Total ?? totalEpochs;
        double end = total > 1 ? total - 1 : 1;
        double peak = (Rise * total) - 1 > 0 ? (Rise * total) - 1 : Rise * end;
        double first = baseRate / Division;
        return epoch < peak
            ? CosineSchedule.Wave(first, baseRate, epoch / peak)
            : CosineSchedule.Wave(baseRate, first / FinalDivision, (epoch - peak) / (end - peak));
    }
}
