using Hillock.Activations;

namespace Hillock.Tracing.Diagnosis;

/// <summary>Layers with nothing but straight lines between them: W₂(W₁x + b₁) + b₂ is one matrix times x, plus a constant.</summary>
internal static class LinearCollapse
{
    public static IEnumerable<Finding> Find(Case patient)
    {
        LayerTrace? straight = null; // the last layer with weights, if nothing has bent its output yet
        foreach (LayerTrace layer in patient.Opened.Layers)
        {
            if (layer.Weights is not null)
            {
                if (straight is not null)
                {
                    yield return new Finding(
                        "linear_collapse",
                        Severity.Warning,
                        straight.Name,
                        $"Between '{straight.Name}' and '{layer.Name}' there is no activation: W₂(W₁x + b₁) + b₂ is one linear map, and the two layers can do no more than one.",
                        $"Give '{straight.Name}' an activation such as relu or tanh, or leave it out.");
                }

                straight = layer;
            }

            if (layer.Activation is not (null or Linear)) straight = null;
        }
    }
}
