namespace Hillock.Tracing;

/// <summary>Two gradients side by side: g by backpropagation, ĝ by differences.</summary>
internal sealed class GradientComparison
{
    // The rounding of a loss is estimated, and no estimate is better than this.
    private const double Allowance = 10;

    private double exact;
    private double numeric;
    private double difference;
    private double noise;

    /// <summary>‖g‖.</summary>
    public double Norm => Math.Sqrt(exact);

    /// <summary>‖g − ĝ‖ / (‖g‖ + ‖ĝ‖); 0 where both are 0.</summary>
    public double Error => difference == 0 ? 0 : Math.Sqrt(difference) / (Math.Sqrt(exact) + Math.Sqrt(numeric));

    /// <summary>Whether the two differ by no more than rounding explains.</summary>
    public bool IsBelowNoise => Math.Sqrt(difference) <= Allowance * Math.Sqrt(noise);

    /// <summary>Adds one component.</summary>
    public void Add(double gradient, in NumericSlope slope)
    {
        exact += gradient * gradient;
        numeric += slope.Value * slope.Value;
        difference += (gradient - slope.Value) * (gradient - slope.Value);
        noise += slope.Noise * slope.Noise;
    }
}
