namespace Hillock.Tracing.Diagnosis;

/// <summary>Hidden units that nearly always sit on a flat end of their activation: their gradient is close to 0.</summary>
internal static class SaturatedUnits
{
    private const double MostSaturated = 0.5;

    // Of few samples many units of a healthy network are sure.
    private const int FewestRows = 10;

    public static IEnumerable<Finding> Find(Case patient)
    {
        if (patient.SomeData.Count < FewestRows) yield break;

        // An output that is sure of itself is no fault.
        foreach (LayerVitals layer in patient.Layers.Where(layer => layer.Name != patient.Opened.Layers[^1].Name && layer.Saturated > 0 && layer.Saturated >= MostSaturated * layer.Units))
        {
            yield return new Finding(
                "saturated_units",
                Severity.Warning,
                layer.Name,
                $"{layer.Saturated:N0} of the {layer.Units:N0} units of '{layer.Name}' lie on the flat ends of their activation for nearly all samples: their slope is below a hundredth of the steepest, and they learn a hundred times slower.",
                "Scale the inputs, start from smaller weights (--init glorot), take a smaller rate, or use relu.");
        }
    }
}
