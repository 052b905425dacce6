namespace Hillock.Digits;

/// <summary>What held-out glyphs say of a model's probabilities: the temperature that makes them true, and how sure an answer must be.</summary>
internal static class Calibration
{
    /// <summary>T of p^(1/T) / Σ p^(1/T) with the least mean −ln p of the right class (Guo et al. 2017), by golden sections of ln T.</summary>
    /// <param name="outputs">[samples][classes] the model's probabilities.</param>
    /// <param name="classes">[samples] the right class.</param>
    public static double Temperature(IReadOnlyList<double[]> outputs, IReadOnlyList<int> classes)
    {
        double ratio = (Math.Sqrt(5) - 1) / 2, low = Math.Log(0.2), high = Math.Log(5);
        double a = high - (ratio * (high - low)), b = low + (ratio * (high - low));
        (double lossA, double lossB) = (Loss(a), Loss(b));
        while (high - low > 1e-4)
        {
            if (lossA < lossB)
            {
                (high, b, lossB) = (b, a, lossA);
                a = high - (ratio * (high - low));
                lossA = Loss(a);
            }
            else
            {
                (low, a, lossA) = (a, b, lossB);
                b = low + (ratio * (high - low));
                lossB = Loss(b);
            }
        }

        return Math.Round(Math.Exp((low + high) / 2), 3);

        double Loss(double logarithm) =>
            outputs.Zip(classes, (p, right) => -Math.Log(Math.Max(1e-300, Calibrated(p, Math.Exp(logarithm))[right]))).Average();
    }

    /// <summary>p^(1/T) / Σ p^(1/T).</summary>
    public static double[] Calibrated(double[] probabilities, double temperature)
    {
        double[] powers = Array.ConvertAll(probabilities, p => Math.Pow(p, 1 / temperature));
        double sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }

    /// <summary>The least probability that this share of what is no digit stays below.</summary>
    /// <param name="surest">[others] the largest calibrated probability of each.</param>
    /// <param name="share">0 to 1.</param>
    public static double Threshold(IReadOnlyList<double> surest, double share) =>
        Math.Round(Math.Clamp(surest.Order().ElementAt((int)(share * (surest.Count - 1))), 0.3, 0.999), 3);

    /// <summary>Expected calibration error: in 15 bins of probability, how far the share of right answers lies from the mean probability.</summary>
    public static double Error(IReadOnlyList<(double Probability, bool IsRight)> answers) => answers
        .GroupBy(answer => Math.Min(14, (int)(answer.Probability * 15)))
        .Sum(bin => (double)bin.Count() / answers.Count * Math.Abs(bin.Average(answer => answer.Probability) - bin.Average(answer => answer.IsRight ? 1 : 0)));
}
