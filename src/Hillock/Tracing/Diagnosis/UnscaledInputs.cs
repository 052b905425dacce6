namespace Hillock.Tracing.Diagnosis;

/// <summary>Inputs far from the size that weights are made for, mean 0 and deviation 1: large ones drown the others, and tiny ones say nothing.</summary>
internal static class UnscaledInputs
{
    private const double Largest = 10;
    private const double Smallest = 0.01;

    public static IEnumerable<Finding> Find(Case patient)
    {
        if (patient.Learning.Count == 0) yield break; // a construction of steps takes numbers of any size
        Matrix inputs = patient.Opened.Samples.Inputs;
        (double Mean, double Deviation)[] columns = [.. Enumerable.Range(0, inputs.Columns).Select(column => Moments(inputs, column))];
        string layer = patient.Opened.Layers[0].Name;
        IReadOnlyList<string> names = patient.Model.Preprocessing.EncodedNames;
        int large = columns.Count(column => Size(column) > Largest);
        if (large > 0)
        {
            (int worst, (double Mean, double Deviation) column) = columns.Index().MaxBy(entry => Size(entry.Item));
            yield return new Finding(
                "unscaled_inputs",
                Severity.Warning,
                layer,
                $"Input '{names[worst]}' has the mean {column.Mean:G3} and the deviation {column.Deviation:G3} when it reaches '{layer}'{(large > 1 ? $", and {large - 1:N0} more of {columns.Length:N0} inputs are as far off" : "")}: weights start for about 0 and 1, so that it drowns the others and saturates units.",
                "Standardize the inputs, (x − mean)/deviation, as train does by itself; if it did, these data are unlike those of the training.");
        }
        else if (columns.Max(column => column.Deviation) is > 0 and < Smallest and var deviation)
        {
            yield return new Finding(
                "unscaled_inputs",
                Severity.Warning,
                layer,
                $"No input has a deviation above {deviation:G3} when it reaches '{layer}': weights start for about 1, so that all samples look nearly the same.",
                "Standardize the inputs, (x − mean)/deviation, as train does by itself; if it did, these data are unlike those of the training.");
        }
    }

    private static double Size((double Mean, double Deviation) column) => Math.Max(Math.Abs(column.Mean), column.Deviation);

    private static (double Mean, double Deviation) Moments(Matrix inputs, int column)
    {
        double sum = 0, squares = 0;
        for (int row = 0; row < inputs.Rows; row++) sum += inputs[row, column];
        double mean = sum / inputs.Rows;
        for (int row = 0; row < inputs.Rows; row++) squares += (inputs[row, column] - mean) * (inputs[row, column] - mean);
        return (mean, Math.Sqrt(squares / inputs.Rows));
    }
}
