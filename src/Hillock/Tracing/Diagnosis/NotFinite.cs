namespace Hillock.Tracing.Diagnosis;

/// <summary>Numbers that overflow on the way through the network, and what made them so large.</summary>
internal static class NotFinite
{
    public static Finding? Find(Case patient)
    {
        Trace trace = patient.Opened;
        if (trace.Layers.FirstOrDefault(layer => !IsFinite(layer.PreActivation) || !IsFinite(layer.Output)) is { } layer)
        {
            double input = Largest(layer.Input), weight = layer.Weights is { } weights ? Largest(weights) : 1;
            string cause = input > weight ? $"its inputs are as large as {input:G2}" : $"its weights are as large as {weight:G2}";
            return new Finding(
                "not_finite",
                Severity.Error,
                layer.Name,
                $"In '{layer.Name}' numbers become infinite or NaN, the first layer where they do: {cause}, too large to multiply and add in {Names.Of(trace.Precision)} precision. Everything after it is NaN.",
                input > weight ? "Scale the inputs, or limit the weights of the layers before (--max-norm)." : "Train again with a smaller learning rate or clipped gradients (--clip 1).");
        }

        return double.IsFinite(trace.Loss!.Value)
            ? null
            : new Finding("not_finite", Severity.Error, null, $"The loss {trace.Model.Definition.Loss.Name} is {(double.IsNaN(trace.Loss.Value) ? "NaN" : "infinite")}, although every output is finite: outputs lie too far from the targets.", "Scale the targets, or take a loss that grows more slowly, such as huber.");
    }

    private static bool IsFinite(Matrix values)
    {
        foreach (double value in values.Values)
        {
            if (!double.IsFinite(value)) return false;
        }

        return true;
    }

    private static double Largest(Matrix values)
    {
        double largest = 0;
        foreach (double value in values.Values) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
