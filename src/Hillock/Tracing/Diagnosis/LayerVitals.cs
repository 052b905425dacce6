using Hillock.Activations;

namespace Hillock.Tracing.Diagnosis;

/// <summary>How well a layer is: what is measured of each, whether it is a finding or not.</summary>
/// <param name="Name">The layer.</param>
/// <param name="GradientNorm">‖∂L/∂W, ∂L/∂b‖ of the mean loss; null for a layer without parameters.</param>
/// <param name="Delta">The root mean square of δ = ∂L/∂z of single samples: what the layer still hears of the loss.</param>
/// <param name="Units">Its units.</param>
/// <param name="Saturated">How many of them lie on the flat ends of their activation for nearly all samples.</param>
/// <param name="Dead">How many units of an activation without such ends, as relu, have slope 0 for every sample, so that they no longer learn.</param>
public sealed record LayerVitals(string Name, double? GradientNorm, double Delta, int Units, int Saturated, int Dead)
{
    // Of sigmoid's greatest slope, 1/4, so little is left beyond |z| = 6, of tanh's beyond |z| = 3.
    private const double FlatSlope = 0.01;

    // A unit that is off the flat ends for more samples than this has something to learn from.
    private const double NearlyAll = 0.95;

    /// <summary>Measures a layer.</summary>
    internal static LayerVitals Of(LayerTrace layer)
    {
        (int saturated, int dead) = layer.ActivationDerivative is { } slopes && layer.Activation is { } f and not (Linear or Step) ? Count(slopes, f.Range) : (0, 0);
        double? norm = layer.WeightGradients is { } weights ? Math.Sqrt(Squares(weights) + (layer.BiasGradients is { } bias ? Squares(bias) : 0)) : null;

        // The loss is a mean: its δ for one sample is the sample's own over the number of samples.
        double delta = layer.Delta is { } d ? Math.Sqrt(Squares(d) / d.Values.Length) * d.Rows : 0;
        return new LayerVitals(layer.Name, norm, delta, layer.Output.Columns, saturated, dead);
    }

    private static (int Saturated, int Dead) Count(Matrix slopes, OutputRange range)
    {
        // Between two limits: of sigmoid 1/4, of tanh 1. An activation without limits has no flat ends.
        double steepest = Math.Pow((range.Maximum - range.Minimum) / 2, 2);
        bool hasFlatEnds = double.IsFinite(steepest);
        int saturated = 0, dead = 0;
        for (int unit = 0; unit < slopes.Columns; unit++)
        {
            int flat = 0, zero = 0;
            for (int row = 0; row < slopes.Rows; row++)
            {
                double slope = Math.Abs(slopes[row, unit]);
                if (slope < FlatSlope * steepest) flat++;
                if (slope == 0) zero++;
            }

            if (hasFlatEnds && flat >= NearlyAll * slopes.Rows) saturated++;
            if (!hasFlatEnds && zero == slopes.Rows) dead++;
        }

        return (saturated, dead);
    }

    private static double Squares(Matrix values)
    {
        double sum = 0;
        foreach (double value in values.Values) sum += value * value;
        return sum;
    }
}
