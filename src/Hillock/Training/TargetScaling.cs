using Hillock.Activations;
using Hillock.Data;
using Hillock.Losses;

namespace Hillock.Training;

/// <summary>Scales the numbers to predict so that the network's outputs can give them; undone when predicting.</summary>
/// <remarks>
/// Outputs without ends, such as linear: (y − mean) / deviation. With one end, such as exponential: y / deviation, which keeps the sign.
/// With two ends, such as sigmoid: y itself if all training targets lie between them, else the smallest and the largest become the ends.
/// For the Poisson loss y itself, as it is a count. Statistics are the training part's.
/// </remarks>
internal static class TargetScaling
{
    /// <summary>Fits the preprocessing for an experiment.</summary>
    /// <exception cref="HillockException">The outputs cannot give the targets.</exception>
    public static Preprocessing Fit(Dataset train, Experiment experiment)
    {
        Preprocessing preprocessing = Preprocessing.Fit(train);
        OutputRange range = experiment.OutputActivation.Range;
        bool counts = experiment.Loss is Poisson;
        if (train.Task != LearningTask.Regression || (range == OutputRange.Everything && !counts)) return preprocessing;
        if (counts && range.Minimum < 0)
            throw new HillockException($"The loss 'poisson' takes the logarithm of the outputs, and '{experiment.OutputActivation.Name}' goes below 0: end with exponential or softplus.");

        TargetEncoding standard = preprocessing.Target;
        double[] shifts = new double[standard.Width], divisors = new double[standard.Width];
        for (int target = 0; target < shifts.Length; target++)
        {
            double[] values = [.. Enumerable.Range(0, train.Count).Select(sample => train.Value(sample, target))];
            (double smallest, double largest) = (values.Min(), values.Max());
            (shifts[target], divisors[target]) = counts ? (0, 1) : Scale(range, smallest, largest, standard.Deviations[target]);
            double low = (smallest - shifts[target]) / divisors[target], high = (largest - shifts[target]) / divisors[target];
            if (counts ? smallest < 0 : low < range.Minimum || high > range.Maximum)
                throw new HillockException(Impossible(experiment, train.TargetNames[target], low < range.Minimum ? smallest : largest));
        }

        return preprocessing.WithTarget(TargetEncoding.Numbers(shifts, divisors, [.. standard.Names]));
    }

    // What is subtracted, and what the rest is divided by.
    private static (double Shift, double Divisor) Scale(OutputRange range, double smallest, double largest, double deviation)
    {
        if (double.IsInfinity(range.Minimum) || double.IsInfinity(range.Maximum)) return (0, deviation);
        if ((smallest >= range.Minimum && largest <= range.Maximum) || smallest == largest) return (0, 1);
        double divisor = (largest - smallest) / (range.Maximum - range.Minimum);
        return (smallest - (range.Minimum * divisor), divisor);
    }

    private static string Impossible(Experiment experiment, string target, double value) => experiment.Loss is Poisson
        ? $"The loss 'poisson' is for counts, but '{target}' is {value:G6} in a training row: use mean_squared_error."
        : $"Outputs of '{experiment.OutputActivation.Name}' lie in {experiment.OutputActivation.Range}, but '{target}' is {value:G6} in a training row: end with linear.";
}
