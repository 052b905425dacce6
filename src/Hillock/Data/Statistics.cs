using Hillock.Kernels;

namespace Hillock.Data;

/// <summary>What is learned from a column of numbers: median, mean and population deviation of those that are there.</summary>
internal readonly record struct Statistics(double Median, double Mean, double Deviation)
{
    /// <summary>Of a double that is not subnormal.</summary>
    private const int SmallestExponent = -1022;

    /// <summary>The statistics of values without NaN; zeros of none. Sorts the values.</summary>
    /// <remarks>mean = Σx / n;  deviation = √(Σ(x − mean)² / n), exactly 0 if all are equal;  the median of an even number is the middle of two.</remarks>
    public static Statistics Of(Span<double> values)
    {
        if (values.Length == 0) return default;
        RadixSort.Sort(values);
        double smallest = values[0], largest = values[^1];
        double median = Middle(values);
        if (smallest == largest) return new Statistics(median, smallest, 0);

        // A power of two keeps the squares of huge and tiny numbers in range and changes no digit.
        int exponent = Math.Max(Math.ILogB(Math.Max(Math.Abs(smallest), Math.Abs(largest))), SmallestExponent);
        double scale = Math.ScaleB(1, -exponent);
        double sum = 0;
        foreach (double value in values) sum += value * scale;
        double mean = sum / values.Length;
        double squares = 0;
        foreach (double value in values)
        {
            double distance = (value * scale) - mean;
            squares += distance * distance;
        }

        return new Statistics(median, Math.ScaleB(mean, exponent), Math.ScaleB(Math.Sqrt(squares / values.Length), exponent));
    }

    private static double Middle(ReadOnlySpan<double> sorted)
    {
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
    }
}
