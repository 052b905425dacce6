namespace Hillock.Optimizers;

/// <summary>Rosenblatt's rule at work on one layer of step units, in double: w ← w + η(d − y)x and b ← b + η(d − y) where y ≠ d.</summary>
/// <remarks>
/// y = 1 for z = Σwᵢxᵢ + b ≥ threshold, else 0. A pass shows every sample once, always in the same order. A pass without a mistake
/// proves that the classes are separated. Weights that come back after a later pass prove that the rule goes round for ever and, where no
/// sum was rounded (integers), that no separating plane exists. The cycle is found as in Brent 1980: one earlier state is kept, renewed after
/// 1, 2, 4, 8, … passes.
/// </remarks>
internal sealed class PerceptronRule
{
    // Numbers at the start of the state; then the weights and their earlier state.
    private const int PassesAt = 0, MistakesAt = 1, SinceAnchor = 2, AnchorPeriod = 3, CycleAt = 4, LastAt = 5, Header = 6;

    private readonly int inputs;
    private readonly int units;
    private readonly double rate;
    private readonly double threshold;
    private readonly double[] state;

    /// <summary>Prepares to learn from given weights [inputs, units] and biases [units].</summary>
    public PerceptronRule(ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, double rate, double threshold = 0)
    {
        (units, inputs) = (biases.Length, weights.Length / biases.Length);
        (this.rate, this.threshold) = (rate, threshold);
        state = new double[Header + (2 * (weights.Length + units))];
        Move(weights, biases);
    }

    /// <summary>W [inputs, units], row-major.</summary>
    public Span<double> Weights => state.AsSpan(Header, inputs * units);

    /// <summary>b [units].</summary>
    public Span<double> Biases => state.AsSpan(Header + (inputs * units), units);

    /// <summary>Passes that have ended.</summary>
    public int Passes => (int)state[PassesAt];

    /// <summary>Mistakes in the last pass that has ended; each unit's count.</summary>
    public int Mistakes => (int)state[LastAt];

    /// <summary>Whether the last pass was without a mistake: the classes are separated.</summary>
    public bool Separates => Passes > 0 && Mistakes == 0;

    /// <summary>After how many passes the weights come back to what they were; null while no cycle is seen.</summary>
    public int? Cycle => state[CycleAt] > 0 ? (int)state[CycleAt] : null;

    /// <summary>All that the next passes depend on. To go on, make a rule of the same settings and copy it back.</summary>
    public Span<double> State => state;

    private Span<double> Current => state.AsSpan(Header, (inputs + 1) * units);

    private Span<double> Anchor => state.AsSpan(Header + ((inputs + 1) * units), (inputs + 1) * units);

    /// <summary>Goes on from other weights: they have not been seen before.</summary>
    /// <param name="weights">[inputs, units], row-major.</param>
    /// <param name="biases">[units].</param>
    public void Move(ReadOnlySpan<double> weights, ReadOnlySpan<double> biases)
    {
        weights.CopyTo(Weights);
        biases.CopyTo(Biases);
        Current.CopyTo(Anchor);
        (state[SinceAnchor], state[AnchorPeriod], state[CycleAt]) = (0, 1, 0);
    }

    /// <summary>Shows one sample.</summary>
    /// <param name="x">[inputs].</param>
    /// <param name="d">[units]: the wanted answers, 0 or 1.</param>
    /// <returns>How many units were wrong.</returns>
    public int Learn(ReadOnlySpan<double> x, ReadOnlySpan<double> d)
    {
        Span<double> w = Weights, b = Biases;
        int wrong = 0;
        for (int unit = 0; unit < units; unit++)
        {
            double z = b[unit];
            for (int i = 0; i < inputs; i++) z += w[(i * units) + unit] * x[i];
            double y = z >= threshold ? 1 : 0;
            if (y == d[unit]) continue;

            wrong++;
            double step = rate * (d[unit] - y);
            for (int i = 0; i < inputs; i++) w[(i * units) + unit] += step * x[i];
            b[unit] += step;
        }

        state[MistakesAt] += wrong;
        return wrong;
    }

    /// <summary>Ends a pass over all samples.</summary>
    public void EndPass()
    {
        state[PassesAt]++;
        state[LastAt] = state[MistakesAt];
        state[MistakesAt] = 0;
        if (Separates || Cycle is not null) return;

        state[SinceAnchor]++;
        if (Current.SequenceEqual(Anchor))
        {
            state[CycleAt] = state[SinceAnchor];
        }
        else if (state[SinceAnchor] == state[AnchorPeriod])
        {
            Current.CopyTo(Anchor);
            state[AnchorPeriod] *= 2;
            state[SinceAnchor] = 0;
        }
    }
}
