using Hillock.Naming;

namespace Hillock.Schedules;

/// <summary>η = η₀·γᵏ after k of the milestones: steps down at chosen epochs.</summary>
public sealed record MultiStepSchedule : Schedule
{
    /// <summary>The epochs after which the rate falls; null: after half and three quarters of the training.</summary>
    public ValueList<int>? Milestones
    {
        get;
        init => field = value is null ? null : [.. value.Select(epoch => Require.AtLeast(1, epoch, "epoch of a milestone"))];
    }

    /// <summary>γ: what the rate is multiplied by.</summary>
    public double Gamma { get; init => field = Require.Share(value, "setting gamma"); } = 0.1;

    /// <inheritdoc/>
    public override string Name => "multi_step";

    internal static Entry<Schedule> Entry { get; } = new Entry<Schedule, MultiStepSchedule>("multi_step", new(),
    [
        new("milestones", self => self.Milestones, (self, value) => self with { Milestones = value }),
        new("gamma", self => self.Gamma, (self, value) => self with { Gamma = value }),
    ]);

    internal override double Rate(double baseRate, double epoch, int totalEpochs, ReadOnlySpan<double> state)
    {
        int count = Milestones?.Count ?? 2, reached = 0;
        for (int i = 0; i < count; i++)
        {
            double milestone = Milestones is { } given ? given[i] : totalEpochs * (i + 2) / 4.0;
            if (epoch >= milestone) reached++;
        }

        return baseRate * Math.Pow(Gamma, reached);
    }
}
