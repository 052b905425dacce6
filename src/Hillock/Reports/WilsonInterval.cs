namespace Hillock.Reports;

/// <summary>Where the true share lies in 95 of 100 such samples (Wilson 1927): (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n).</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct WilsonInterval(double Low, double High)
{
    private const double Z = 1.959963984540054; // 97.5 % of the normal distribution lie below

    /// <summary>The interval for a share p seen in n samples.</summary>
    public static WilsonInterval Of(double p, int n)
    {
        double center = p + (Z * Z / (2 * n));
        double spread = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4.0 * n * n)));
        double scale = 1 + (Z * Z / n);
        return new WilsonInterval(Math.Max(0, (center - spread) / scale), Math.Min(1, (center + spread) / scale));
    }
}
