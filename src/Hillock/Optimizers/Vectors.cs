namespace Hillock.Optimizers;

/// <summary>The few operations on vectors that the solvers need, in double, each sum in one fixed order.</summary>
internal static class Vectors
{
    /// <summary>Σ aᵢbᵢ, first to last.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>y ← y + s·x.</summary>
    public static void AddScaled(double s, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++) y[i] += s * x[i];
    }

    /// <summary>max |xᵢ|; NaN if any is.</summary>
    public static double LargestMagnitude(ReadOnlySpan<double> x)
    {
        double largest = 0;
        foreach (double value in x) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
