namespace Hillock.Tracing.Diagnosis;

/// <summary>A gradient that grows from layer to layer on the way back, because weights are too large: one step then throws the first layers far away.</summary>
internal static class ExplodingGradient
{
    private const double LargestGrowth = 1e3;

    public static IEnumerable<Finding> Find(Case patient)
    {
        if (patient.Learning is not [_, .., var last] learning) yield break;
        double end = LayerVitals.Of(last).Delta;
        LayerVitals largest = learning.Select(LayerVitals.Of).MaxBy(layer => layer.Delta)!;
        double growth = largest.Delta / end;
        if (!(growth > LargestGrowth)) yield break;
        yield return new Finding(
            "exploding_gradient",
            Severity.Warning,
            largest.Name,
            $"The gradient grows from 10^{Math.Log10(end):0.0} in '{last.Name}' to 10^{Math.Log10(largest.Delta):0.0} in '{largest.Name}', {growth:0.#e0} times: a step that suits the last layers throws this one far away.",
            "Start from smaller weights (--init glorot or he), clip the gradient (--clip 1), or take a smaller rate.");
    }
}
