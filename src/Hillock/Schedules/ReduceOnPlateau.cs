using Hillock.Naming;

namespace Hillock.Schedules;

/// <summary>η is multiplied by a factor whenever the loss has not improved for a while.</summary>
/// <remarks>
/// The loss is that of the validation set if there is one. It improves when it falls below best − threshold·|best|; after more than
/// patience epochs in a row without, the rate falls and the count starts again.
/// </remarks>
public sealed record ReduceOnPlateau : Schedule
{
    /// <summary>What the rate is multiplied by.</summary>
    public double Factor { get; init => field = Require.Share(value, "factor"); } = 0.1;

    /// <summary>How many epochs without improvement are borne.</summary>
    public int Patience { get; init => field = Require.AtLeast(0, value, "patience"); } = 10;

    /// <summary>The share of the best loss by which it must fall to count as improved.</summary>
    public double Threshold { get; init => field = Require.Fraction(value, "threshold"); } = 1e-4;

    /// <summary>The smallest rate.</summary>
    public double Minimum { get; init => field = Require.NotNegative(value, "minimum"); }

    /// <inheritdoc/>
    public override string Name => "reduce_on_plateau";

    internal static Entry<Schedule> Entry { get; } = new Entry<Schedule, ReduceOnPlateau>("reduce_on_plateau", new(),
    [
        new("factor", self => self.Factor, (self, value) => self with { Factor = value }),
        new("patience", self => self.Patience, (self, value) => self with { Patience = value }),
        new("threshold", self => self.Threshold, (self, value) => self with { Threshold = value }),
        new("minimum", self => self.Minimum, (self, value) => self with { Minimum = value }),
    ]);

    // What is kept: the best loss, the epochs in a row without improvement, what η₀ is multiplied by.
    private const int Best = 0, Waited = 1, Scale = 2;

    internal override int StateLength => 3;

    internal override void Begin(Span<double> state)
    {
        state[Best] = double.PositiveInfinity;
        state[Waited] = 0;
        state[Scale] = 1;
    }

    internal override void Observe(Span<double> state, double loss)
    {
        bool improved = double.IsInfinity(state[Best]) ? loss < state[Best] : loss < state[Best] - (Threshold * Math.Abs(state[Best]));
        if (improved)
        {
            state[Best] = loss;
            state[Waited] = 0;
        }
        else if (++state[Waited] > Patience)
        {
            state[Scale] *= Factor;
            state[Waited] = 0;
        }
    }

    internal override double Rate(double baseRate, double epoch, int totalEpochs, ReadOnlySpan<double> state) =>
        Math.Max(Math.Min(baseRate, Minimum), baseRate * state[Scale]);
}
