using System.Globalization;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Metrics;
using Hillock.Models;

namespace Hillock.Training;

/// <summary>How the decision threshold of two classes is chosen: the probability from which on the second class is the answer.</summary>
/// <remarks>
/// As text <c>f1</c> for the highest F1, <c>cost:FP,FN</c> for the lowest cost of mistakes, <c>recall:R</c> for the best precision that
/// still finds that share of the second class, or the threshold itself, such as <c>0.3</c>.
/// </remarks>
public sealed record ThresholdChoice
{
    private const string Cost = "cost";
    private const string Recall = "recall";
    private const string F1 = "f1";

    private readonly string rule;
    private readonly ValueList<double> numbers;

    private ThresholdChoice(string rule, params ReadOnlySpan<double> numbers) => (this.rule, this.numbers) = (rule, [.. numbers]);

    /// <summary>Reads a choice from its text.</summary>
    /// <exception cref="ArgumentException">It is none, or its numbers are impossible; the message is a sentence.</exception>
    public static ThresholdChoice Parse(string text)
    {
        string[] parts = text.Split(':', 2);
        double[] given = parts.Length > 1 ? [.. parts[1].Split(',').Select(Number)] : [];
        return parts[0] switch
        {
            F1 when given.Length == 0 => new ThresholdChoice(F1),
            Cost when given is [>= 0, >= 0] && double.IsFinite(given.Sum()) && given.Sum() > 0 => new ThresholdChoice(Cost, given),
            Recall when given is [>= 0 and <= 1] => new ThresholdChoice(Recall, given),
            _ when parts.Length == 1 && Number(text) is > 0 and < 1 => new ThresholdChoice("", Number(text)),
            _ => throw new ArgumentException(
                $"A decision threshold is f1, cost:FP,FN with costs of at least 0, recall:R with a share R, or a number between 0 and 1, not '{text}'."),
        };
    }

    /// <summary>The model with its threshold chosen on these samples.</summary>
    /// <exception cref="HillockException">The samples are all of one class.</exception>
    internal Model Apply(Model model, Dataset samples) => model.WithDecisionThreshold(rule.Length == 0 ? numbers[0] : Choose(model, samples));

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => rule.Length == 0 ? $"{numbers[0]:R}"
        : numbers.Count == 0 ? rule
        : $"{rule}:{string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}";

    private double Choose(Model model, Dataset samples)
    {
        Examined examined = model.Examine(samples);
        if (!examined.Classes.Contains(0) || !examined.Classes.Contains(1))
            throw new HillockException("The decision threshold cannot be chosen: the samples to choose it on are all of one class.");
        DecisionThreshold found = rule switch
        {
            F1 => DecisionThreshold.ForF1(examined.Classes, examined.Outputs),
            Cost => DecisionThreshold.ForCost(examined.Classes, examined.Outputs, numbers[0], numbers[1]),
            _ => DecisionThreshold.ForRecall(examined.Classes, examined.Outputs, numbers[0]),
        };

        // At the ends one answer is given for everything; a threshold still lies between the ends.
        OutputRange range = model.Definition.OutputActivation.Range;
        return Math.Clamp(found.Value, Math.BitIncrement(range.Minimum), Math.BitDecrement(range.Maximum));
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
}
