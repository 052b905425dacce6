namespace Hillock.Tracing.Diagnosis;

/// <summary>Units whose activation has slope 0 for every sample: no gradient passes them, and they never come back.</summary>
internal static class DeadUnits
{
    // A few die in any network of relu units, and are not missed.
    private const double MostDead = 0.5;

    // Of few samples many units of a healthy network are silent.
    private const int FewestRows = 10;

    public static IEnumerable<Finding> Find(Case patient)
    {
        if (patient.SomeData.Count < FewestRows) yield break;
        foreach (LayerVitals layer in patient.Layers.Where(layer => layer.Dead > 0 && layer.Dead >= MostDead * layer.Units))
        {
            bool all = layer.Dead == layer.Units;
            yield return new Finding(
                "dead_units",
                all ? Severity.Error : Severity.Warning,
                layer.Name,
                $"{(layer.Units == 1 ? $"The only unit of '{layer.Name}' has" : $"{layer.Dead:N0} of the {layer.Units:N0} units of '{layer.Name}' have")} slope 0 for every one of {patient.SomeData.Count:N0} samples: {(all ? "no gradient passes the layer, so that neither it nor anything before it learns" : "they no longer learn, and add the same to every answer")}.",
                "Take a smaller learning rate, start again from --init he, use leaky_relu, or fewer units.");
        }
    }
}
