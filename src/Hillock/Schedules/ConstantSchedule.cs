using Hillock.Naming;

namespace Hillock.Schedules;

/// <summary>η = η₀.</summary>
public sealed record ConstantSchedule : Schedule
{
    /// <inheritdoc/>
    public override string Name => "constant";

    internal static Entry<Schedule> Entry { get; } = new Entry<Schedule, ConstantSchedule>("constant", new(), []);

    internal override double Rate(double baseRate, double epoch, int totalEpochs, ReadOnlySpan<double> state) => baseRate;
}
