using Hillock.Data;
using Hillock.Metrics;
using Hillock.Models;

namespace Hillock.Reports;

/// <summary>A part of the data beside what the model makes of it.</summary>
/// <param name="Name">What the part is: <c>Test</c>.</param>
/// <param name="Dataset">The samples.</param>
/// <param name="Model">What looked at them.</param>
/// <param name="Evaluation">How good it is on them.</param>
/// <param name="Outputs">[samples, outputs] probabilities, or numbers in the target's own units.</param>
/// <param name="Classes">[samples] true classes; empty for regression.</param>
/// <param name="Targets">[samples, outputs] true numbers; empty for classes.</param>
internal sealed record ExaminedPart(
    string Name, Dataset Dataset, Model Model, Evaluation Evaluation, double[] Outputs, int[] Classes, double[] Targets)
{
    /// <summary>The names of the parts.</summary>
    public const string Training = "Training", Validation = "Validation", Test = "Test";

    /// <summary>Number of samples.</summary>
    public int Count => Dataset.Count;

    private int Width => Model.Preprocessing.OutputWidth;

    /// <summary>Runs the model on the samples.</summary>
    public static ExaminedPart Of(string name, Model model, Dataset dataset)
    {
        Examined examined = model.Examine(dataset);
        return new ExaminedPart(name, dataset, model, model.Judge(examined), examined.Outputs, examined.Classes, examined.Targets);
    }

    /// <summary>The class that a sample was taken for.</summary>
    public int Predicted(int sample) => Predicted(Outputs, sample);

    /// <summary>How good other outputs for the same samples are: accuracy for classes, R² for numbers.</summary>
    public double ScoreOf(double[] outputs)
    {
        if (Classes.Length == 0) return RegressionEvaluation.From(Targets, outputs, 0, Width).R2;
        int right = 0;
        for (int sample = 0; sample < Count; sample++)
        {
            if (Predicted(outputs, sample) == Classes[sample]) right++;
        }

        return (double)right / Count;
    }

    /// <summary>The probability that the model gives a class.</summary>
    public double Probability(int sample, int label)
    {
        if (Width > 1) return Outputs[(sample * Width) + label];
        return label == 1 ? Outputs[sample] : 1 - Outputs[sample];
    }

    /// <summary>What to call a sample: its line in the file, or its number.</summary>
    public string Place(int sample) => Dataset is TableDataset { Table: var table }
        ? table.Place(Dataset.Row(sample))
        : $"image {Dataset.Row(sample) + 1}";

    private int Predicted(double[] outputs, int sample) => Model.Class(outputs.AsSpan(sample * Width, Width));
}
