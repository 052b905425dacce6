using Hillock.Optimizers;

namespace Hillock.Tracing.Diagnosis;

/// <summary>A learning rate at which nothing is learned: too high, so that steps jump across the valley, or so low that they lead nowhere.</summary>
/// <remarks>
/// Asked only where training has not got below the loss of guessing. Then steps of other lengths are tried, along the gradient or, for optimizers
/// that scale each step by the gradient's size, along its signs.
/// </remarks>
internal static class LearningRate
{
    // In the first epochs of a run nothing can be said yet.
    private const int FewestEpochs = 4;

    // Weights are made for inputs of about 1: times √(inputs) they start between 1 and 30.
    private const double Thrown = 50;

    // In parts of the loss of guessing: a step that changes the loss by less says nothing of the rate.
    private const double Gain = 0.05;
    private static readonly double[] Shorter = [0.1, 0.01, 1e-3, 1e-4];
    private static readonly double[] Longer = [1e2, 1e3, 1e4, 1e5, 1e6, 1e7];

    public static IEnumerable<Finding> Find(Case patient)
    {
        if (patient.Experiment?.Optimizer is not GradientOptimizer optimizer || patient.Model.Training is null) yield break;
        if (patient.History is { Count: < FewestEpochs } || !patient.HasLearnedNothing) yield break;
        double rate = optimizer.LearningRate, loss = patient.Achieved.Loss, guessing = patient.Guessed.Loss;
        if (guessing <= 0) yield break; // all targets are the same
        double after = After(1);
        string nothing = $"The loss, {loss:G3}, is {(loss < guessing ? "hardly" : "no")} lower than that of guessing, {guessing:G3}";
        double shorter = Shorter.FirstOrDefault(part => After(part) < loss * (1 - 1e-6));
        if (after > loss + (Gain * guessing) && shorter > 0)
        {
            yield return new Finding(
                "rate_too_high",
                Severity.Error,
                null,
                $"{nothing}: a step at the rate {rate:G3} raises it to {after:G3}, one {1 / shorter:N0} times as short lowers it. Steps jump across the valley.",
                $"Take a rate of about {rate * shorter:G2}; --find-rate searches one.");
        }
        else if (Farthest(patient) is { Size: > Thrown } far)
        {
            yield return new Finding(
                "rate_too_high",
                Severity.Error,
                null,
                $"{nothing}, and weights of '{far.Layer}' have been thrown far away: their root mean square is {far.Size:G3} times 1/√inputs, where they start near 1. Steps at the rate {rate:G3} were too long.",
                $"Start again with a rate of about {rate / 100:G2}; --find-rate searches one.");
        }
        else if (!IsOnItsWay(patient) && Longer.FirstOrDefault(part => After(part) < loss - (Gain * guessing)) is > 0 and var longer)
        {
            yield return new Finding(
                "rate_too_low",
                Severity.Warning,
                null,
                $"{nothing}, and a step at the rate {rate:G3} hardly lowers it; one {longer:N0} times as long would bring it to {After(longer):G3}.",
                $"Take a larger rate, such as {rate * longer:G2} (--find-rate searches one), or train much longer.");
        }

        double After(double part) => patient.LossAfter(part * rate, bySign: optimizer is not (Sgd or MomentumSgd or NesterovSgd));
    }

    // Whether the loss falls so fast that the epochs still to come bring it below that of guessing: then patience is all that is needed.
    private static bool IsOnItsWay(Case patient)
    {
        if (patient.History is not [var first, .., var last]) return false;
        double fall = (first.TrainingLoss - last.TrainingLoss) / (last.Epoch - first.Epoch);
        return patient.Achieved.Loss - (fall * (patient.Experiment!.Epochs - last.Epoch)) < patient.Guessed.Loss;
    }

    private static (string Layer, double Size) Farthest(Case patient) => patient.Opened.Layers
        .Where(layer => layer.Weights is not null)
        .Select(layer => (layer.Name, Size: RootMeanSquare(layer.Weights!) * Math.Sqrt(layer.Weights!.Rows)))
        .MaxBy(layer => layer.Size);

    private static double RootMeanSquare(Matrix values)
    {
        double sum = 0;
        foreach (double value in values.Values) sum += value * value;
        return Math.Sqrt(sum / values.Values.Length);
    }
}
