using System.Text.Json;

namespace Hillock.Metrics;

/// <summary>How good predictions of numbers are.</summary>
/// <remarks>
/// With truth yᵢ, prediction ŷᵢ, error eᵢ = yᵢ − ŷᵢ over N samples. With several outputs every figure is the mean of the outputs' own,
/// as in scikit-learn.
/// </remarks>
public sealed record RegressionEvaluation : Evaluation
{
    private RegressionEvaluation(int samples, double loss)
        : base(samples, loss)
    {
    }

    /// <summary>(1/N)·Σ e².</summary>
    public double MeanSquaredError { get; private init; }

    /// <summary>√((1/N)·Σ e²), in the unit of the target.</summary>
    public double RootMeanSquaredError { get; private init; }

    /// <summary>(1/N)·Σ |e|.</summary>
    public double MeanAbsoluteError { get; private init; }

    /// <summary>The median of |e|.</summary>
    public double MedianAbsoluteError { get; private init; }

    /// <summary>
    /// The coefficient of determination, R² = 1 − Σ e² / Σ (y − ȳ)²: 1 is perfect, 0 no better than the mean. For a constant truth 1 if
    /// there is no error, else 0; NaN for a single sample.
    /// </summary>
    public double R2 { get; private init; }

    /// <summary>1 − Var(e) / Var(y): R² but for a constant offset of the predictions. For a constant truth as R².</summary>
    public double ExplainedVariance { get; private init; }

    /// <summary>Compares predicted numbers with the truth.</summary>
    /// <param name="truth">[samples, outputs] row-major.</param>
    /// <param name="prediction">[samples, outputs] row-major.</param>
    /// <param name="loss">The loss on these samples.</param>
    /// <param name="outputs">How many numbers each sample has.</param>
    /// <exception cref="ArgumentException">No sample, lengths that do not fit, or a value that is not a number.</exception>
    public static RegressionEvaluation From(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> prediction, double loss, int outputs = 1)
    {
        if (outputs < 1) throw new ArgumentException($"There is at least 1 output, not {outputs}.");
        if (truth.IsEmpty) throw new ArgumentException("There is no sample to evaluate.");
        if (truth.Length % outputs != 0) throw new ArgumentException($"{truth.Length:N0} true values are no whole number of samples of {outputs:N0}.");
        if (prediction.Length != truth.Length)
            throw new ArgumentException($"There are {truth.Length:N0} true values and {prediction.Length:N0} predicted ones.");
        ClassScores.CheckNumbers(truth, "true value");
        ClassScores.CheckNumbers(prediction, "prediction");

        int samples = truth.Length / outputs;
        double[] e = new double[samples];
        double squared = 0, root = 0, absolute = 0, median = 0, explained = 0;
        for (int output = 0; output < outputs; output++)
        {
            for (int i = 0; i < samples; i++) e[i] = truth[(i * outputs) + output] - prediction[(i * outputs) + output];

            double meanSquare = SquaresAround(0, e) / samples;
            double spread = Spread(truth, output, outputs);
            squared += meanSquare;
            root += Math.Sqrt(meanSquare);
            absolute += e.Average(Math.Abs);
            median += Median([.. e.Select(Math.Abs)]);
            explained += ShareExplained(SquaresAround(e.Average(), e), spread);
        }

        return new RegressionEvaluation(samples, loss)
        {
            MeanSquaredError = squared / outputs,
            RootMeanSquaredError = root / outputs,
            MeanAbsoluteError = absolute / outputs,
            MedianAbsoluteError = median / outputs,
            R2 = samples == 1 ? double.NaN : Determination(truth, prediction, outputs),
            ExplainedVariance = explained / outputs,
        };
    }

    /// <summary>The figures as plain text of 80 columns.</summary>
    public override string ToString() => EvaluationText.Of(this);

    private protected override void WriteFigures(Utf8JsonWriter json)
    {
        WriteFigure(json, "mse", MeanSquaredError);
        WriteFigure(json, "rmse", RootMeanSquaredError);
        WriteFigure(json, "mae", MeanAbsoluteError);
        WriteFigure(json, "r2", R2);
    }

    /// <summary>R² alone, of at least two samples: the mean of the outputs' own. Allocates nothing.</summary>
    /// <param name="truth">[samples, outputs] row-major.</param>
    /// <param name="prediction">[samples, outputs] row-major.</param>
    /// <param name="outputs">How many numbers each sample has.</param>
    internal static double Determination(ReadOnlySpan<double> truth, ReadOnlySpan<double> prediction, int outputs)
    {
        double total = 0;
        for (int output = 0; output < outputs; output++)
        {
            double unexplained = 0;
            for (int i = output; i < truth.Length; i += outputs)
            {
                double error = truth[i] - prediction[i];
                unexplained += error * error;
            }

            total += ShareExplained(unexplained, Spread(truth, output, outputs));
        }

        return total / outputs;
    }

    // Σ (y − ȳ)² of one output; exactly 0 where all are equal, although their mean may be rounded.
    private static double Spread(ReadOnlySpan<double> truth, int output, int outputs)
    {
        double sum = 0, squares = 0;
        bool varies = false;
        for (int i = output; i < truth.Length; i += outputs)
        {
            sum += truth[i];
            varies |= truth[i] != truth[output];
        }

        double mean = sum * outputs / truth.Length;
        for (int i = output; i < truth.Length; i += outputs) squares += (truth[i] - mean) * (truth[i] - mean);
        return varies ? squares : 0;
    }

    private static double SquaresAround(double center, double[] values)
    {
        double sum = 0;
        foreach (double value in values) sum += (value - center) * (value - center);
        return sum;
    }

    private static double ShareExplained(double unexplained, double spread) =>
        spread != 0 ? 1 - (unexplained / spread) : unexplained == 0 ? 1 : 0;

    private static double Median(double[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
