namespace Hillock.Optimizers;

/// <summary>The correction of a running mean that started at zero: after t steps it holds the share 1 − βᵗ of the true mean.</summary>
internal static class BiasCorrection
{
    /// <summary>1 − βᵗ.</summary>
    public static double After(long step, double beta) => 1 - Power(beta, step);

    /// <summary>βᵗ by repeated squaring: the same bits on every machine, which the system's power function does not promise.</summary>
    public static double Power(double beta, long step)
    {
        double result = 1;
        for (double square = beta; step > 0; step >>= 1, square *= square)
        {
            if ((step & 1) != 0) result *= square;
        }

        return result;
    }
}
