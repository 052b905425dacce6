using Hillock.Naming;

namespace Hillock.Schedules;

/// <summary>Half waves down from η₀ to ηₘᵢₙ, each followed by a jump back (SGDR; Loshchilov &amp; Hutter 2017).</summary>
/// <remarks>η = ηₘᵢₙ + ½(η₀ − ηₘᵢₙ)(1 + cos(πt/T)) where t of the T epochs of the present wave are done.</remarks>
public sealed record CosineWarmRestarts : Schedule
{
    /// <summary>T of the first wave.</summary>
    public int FirstPeriod { get; init => field = Require.AtLeast(1, value, "first period"); } = 10;

    /// <summary>What T is multiplied by from wave to wave.</summary>
    public double Multiplier { get; init => field = Require.AtLeast(1, value, "multiplier"); } = 2;

    /// <summary>ηₘᵢₙ: the rate at the end of a wave.</summary>
    public double Minimum { get; init => field = Require.NotNegative(value, "minimum"); }

    /// <inheritdoc/>
    public override string Name => "cosine_warm_restarts";

    internal static Entry<Schedule> Entry { get; } = new Entry<Schedule, CosineWarmRestarts>("cosine_warm_restarts", new(),
    [
        new("first_period", self => self.FirstPeriod, (self, value) => self with { FirstPeriod = value }),
        new("multiplier", self => self.Multiplier, (self, value) => self with { Multiplier = value }),
        new("minimum", self => self.Minimum, (self, value) => self with { Minimum = value }),
    ]);

    internal override double Rate(double baseRate, double epoch, int totalEpochs, ReadOnlySpan<double> state)
    {
        double done = epoch, period = FirstPeriod;
        while (done >= period)
        {
            done -= period;
            period *= Multiplier;
        }

        return CosineSchedule.Wave(baseRate, Minimum, done / period);
    }
}
