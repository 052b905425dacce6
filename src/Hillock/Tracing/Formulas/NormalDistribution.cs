namespace Hillock.Tracing.Formulas;

/// <summary>The standard normal distribution, by series and continued fraction: slow, and nothing of the kernels' approximations.</summary>
internal static class NormalDistribution
{
    /// <summary>φ(x) = e^(−x²/2) / √(2π).</summary>
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>Φ(x): near the middle ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …), in the tails φ(x)/(|x| + 1/(|x| + 2/(|x| + 3/…))).</summary>
    public static double Cumulative(double x)
    {
        const double tail = 3;
        double size = Math.Abs(x);
        if (size < tail)
        {
            double sum = x, term = x;
            for (int n = 3; Math.Abs(term) > 1e-18; n += 2)
            {
                term *= x * x / n;
                sum += term;
            }

            return 0.5 + (Density(x) * sum);
        }

        double fraction = size;
        for (int n = 200; n >= 1; n--) fraction = size + (n / fraction);
        double beyond = Density(x) / fraction;
        return x < 0 ? beyond : 1 - beyond;
    }
}
