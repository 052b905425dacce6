using Hillock.Optimizers;

namespace Hillock.Tracing.Diagnosis;

/// <summary>Layers that hear next to nothing of the loss: each layer with flat activations or small weights takes off a factor on the way back.</summary>
/// <remarks>
/// Compared are the δ = ∂L/∂z of single samples, root mean squares, of the first layer that learns and of the last. A weight that has to move
/// by Δw needs Δw / (η·|g|) steps of plain descent, as from 0.5 to −0.2: 0.7/(1·10⁻⁵) = 70,000.
/// </remarks>
internal static class VanishingGradient
{
    private const double LeastShare = 1e-3;

    // From 0.5 to −0.2, the lecture's example.
    private const double Move = 0.7;

    public static IEnumerable<Finding> Find(Case patient)
    {
        if (patient.Learning is not [var first, .., var last]) yield break;
        (LayerVitals begin, LayerVitals end) = (LayerVitals.Of(first), LayerVitals.Of(last));
        double share = begin.Delta / end.Delta;
        if (!(share > 0 && share < LeastShare)) yield break; // 0 is no fading: dead units cut the way

        double rate = patient.Experiment?.Optimizer is GradientOptimizer optimizer ? optimizer.LearningRate : 1;
        double gradient = begin.GradientNorm!.Value / Math.Sqrt(first.Weights!.Values.Length + (first.Bias?.Columns ?? 0));
        string steps = gradient > 0 ? $"A weight there that has to move by {Move} needs about {Count(Move / (rate * gradient))} steps of plain descent at the rate {rate:G3}." : "It is too small to move any weight.";
        yield return new Finding(
            "vanishing_gradient",
            Severity.Warning,
            first.Name,
            $"Of the gradient in '{last.Name}', {Power(end.Delta)}, only {Power(begin.Delta)} arrives in '{first.Name}': {Power(share)} of it is left, and the first layers hardly learn. {steps}",
            "Use relu or another activation that does not saturate, --init he (glorot for tanh), or fewer layers.");
    }

    private static string Power(double value) => $"10^{Math.Log10(value):0.0}";

    // Two digits: it is an estimate.
    private static string Count(double steps) => steps < 1e12 ? $"{double.Parse($"{steps:G2}"):N0}" : $"{steps:0.#e0}";
}
