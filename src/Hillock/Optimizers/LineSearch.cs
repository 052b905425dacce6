namespace Hillock.Optimizers;

/// <summary>A line search to a point that meets the strong Wolfe conditions (Nocedal &amp; Wright 2006, algorithms 3.5 and 3.6).</summary>
/// <remarks>
/// φ(α) = f(w + αd) and φ′(α) = g(w + αd)ᵀd. Wanted: φ(α) ≤ φ(0) + c₁αφ′(0) and |φ′(α)| ≤ c₂|φ′(0)|. The step grows until an interval
/// holds such a point; the interval is then narrowed by cubic interpolation, kept off its ends.
/// </remarks>
internal sealed class LineSearch(IObjective f, int length, double sufficientDecrease, double curvature)
{
    /// <summary>More evaluations than this mean that the decrease drowns in rounding.</summary>
    private const int MostEvaluations = 30;

    private readonly double[] point = new double[length];
    private readonly double[] gradient = new double[length];
    private int evaluations;

    /// <summary>The point that was found last.</summary>
    public ReadOnlySpan<double> Point => point;

    /// <summary>The gradient there.</summary>
    public ReadOnlySpan<double> Gradient => gradient;

    /// <summary>The value there.</summary>
    public double Value { get; private set; }

    private readonly record struct Trial(double Alpha, double Value, double Slope);

    /// <summary>Searches from a point in a direction of descent.</summary>
    /// <param name="start">w.</param>
    /// <param name="value">f(w).</param>
    /// <param name="slope">gᵀd, negative.</param>
    /// <param name="direction">d.</param>
    /// <param name="first">The α to try first.</param>
    /// <returns>Whether a point was found that is lower by the share c₁ of the promised decrease.</returns>
    public bool Run(ReadOnlySpan<double> start, double value, double slope, ReadOnlySpan<double> direction, double first)
    {
        evaluations = 0;
        var origin = new Trial(0, value, slope);
        Trial previous = origin;
        Trial current = Try(start, direction, first);
        while (true)
        {
            bool high = !Decreases(origin, current) || (previous.Alpha > 0 && current.Value >= previous.Value);
            if (high) return Narrow(start, direction, origin, previous, current);
            if (IsFlat(origin, current)) return true;
            if (current.Slope >= 0) return Narrow(start, direction, origin, current, previous);
            if (evaluations >= MostEvaluations) return true; // still falling: good enough to go on from here

            double least = 2 * current.Alpha, most = 10 * current.Alpha;
            double guess = Interpolate(previous, current);
            previous = current;
            current = Try(start, direction, double.IsNaN(guess) ? most : Math.Clamp(guess, least, most));
        }
    }

    // low: the best trial so far that decreases enough; its slope points to high.
    private bool Narrow(ReadOnlySpan<double> start, ReadOnlySpan<double> direction, Trial origin, Trial low, Trial high)
    {
        while (evaluations < MostEvaluations)
        {
            double width = high.Alpha - low.Alpha;
            double alpha = Interpolate(low, high);
            double share = (alpha - low.Alpha) / width;
            if (!(share is >= 0.1 and <= 0.9)) alpha = low.Alpha + (width / 2);

            Trial trial = Try(start, direction, alpha);
            if (!Decreases(origin, trial) || trial.Value >= low.Value)
            {
                high = trial;
                continue;
            }

            if (IsFlat(origin, trial)) return true;
            if (trial.Slope * width >= 0) high = low;
            low = trial;
        }

        // The conditions are not met to the last digit; what decreases is taken all the same.
        if (low.Alpha == 0) return false;
        Try(start, direction, low.Alpha);
        return true;
    }

    private Trial Try(ReadOnlySpan<double> start, ReadOnlySpan<double> direction, double alpha)
    {
        for (int i = 0; i < point.Length; i++) point[i] = start[i] + (alpha * direction[i]);
        evaluations++;
        Value = f.Evaluate(point, gradient);
        return new Trial(alpha, Value, Vectors.Dot(gradient, direction));
    }

    // Also false where f is not a number.
    private bool Decreases(Trial origin, Trial trial) =>
        trial.Value <= origin.Value + (sufficientDecrease * trial.Alpha * origin.Slope) && double.IsFinite(trial.Slope);

    private bool IsFlat(Trial origin, Trial trial) => Math.Abs(trial.Slope) <= -curvature * origin.Slope;

    // The minimum of the cubic through both values and slopes (Nocedal & Wright 2006, equation 3.59); NaN if it has none.
    private static double Interpolate(Trial a, Trial b)
    {
        double d1 = a.Slope + b.Slope - (3 * (a.Value - b.Value) / (a.Alpha - b.Alpha));
        double d2 = Math.Sign(b.Alpha - a.Alpha) * Math.Sqrt((d1 * d1) - (a.Slope * b.Slope));
        return b.Alpha - ((b.Alpha - a.Alpha) * (b.Slope + d2 - d1) / (b.Slope - a.Slope + (2 * d2)));
    }
}
