namespace Hillock.Versus;

/// <summary>A few measurements in one number.</summary>
internal static class Statistic
{
    public static double Median(double[] values) => Quantile(values, 0.5);

    /// <summary>Half the distance between the quartiles, as a share of the median.</summary>
    public static double Spread(double[] values) => (Quantile(values, 0.75) - Quantile(values, 0.25)) / 2 / Median(values);

    /// <summary>Between two measurements on a straight line.</summary>
    private static double Quantile(double[] values, double share)
    {
        double[] sorted = [.. values.Order()];
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
