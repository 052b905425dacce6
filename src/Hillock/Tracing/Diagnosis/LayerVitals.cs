using System.Numerics;
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

    /// <summary>Whether there is anything to measure of a layer: it has parameters, or a function that is no straight line.</summary>
    internal static bool AreOf(Activation? activation, bool hasWeights) => hasWeights || activation is not (null or Linear);

    /// <summary>Whether it makes a difference where units lie on their activation: a straight line or a step has the same slope everywhere.</summary>
    internal static bool HaveSlopes(Activation? activation) => activation is { IsScalar: true } and not (Linear or Step);

    /// <summary>Measures a traced layer.</summary>
    internal static LayerVitals Of(LayerTrace layer)
    {
        int rows = layer.Output.Rows, units = layer.Output.Columns;
        (int saturated, int dead) = layer.ActivationDerivative is { } slopes && HaveSlopes(layer.Activation) ? Count(slopes.Values, rows, units, layer.Activation!.Range) : (0, 0);
        double? squares = layer.WeightGradients is { } weights ? Squares(weights.Values) + (layer.BiasGradients is { } bias ? Squares(bias.Values) : 0) : null;
        return new LayerVitals(layer.Name, squares is null ? null : Math.Sqrt(squares.Value), layer.Delta is { } d ? Strength(d.Values, rows) : 0, units, saturated, dead);
    }

    /// <summary>The root mean square of single samples' δ.</summary>
    /// <param name="delta">[rows, units] of the mean loss: for one sample its own over the number of samples.</param>
    /// <param name="rows">How many samples.</param>
    internal static double Strength<T>(ReadOnlySpan<T> delta, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Math.Sqrt(Squares(delta) / delta.Length) * rows;

    /// <summary>Σ v².</summary>
    internal static double Squares<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (T value in values)
        {
            double wide = double.CreateTruncating(value);
            sum += wide * wide;
        }

        return sum;
    }

    /// <summary>Counts the units that are saturated, and those that are dead.</summary>
    /// <param name="slopes">[rows, units] f′(z).</param>
    /// <param name="rows">How many samples.</param>
    /// <param name="units">How many units.</param>
    /// <param name="range">Where the activation's values lie.</param>
    internal static (int Saturated, int Dead) Count<T>(ReadOnlySpan<T> slopes, int rows, int units, OutputRange range)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Between two limits: of sigmoid 1/4, of tanh 1. An activation without limits has no flat ends.
        double steepest = Math.Pow((range.Maximum - range.Minimum) / 2, 2);
        bool hasFlatEnds = double.IsFinite(steepest);
        int saturated = 0, dead = 0;
        for (int unit = 0; unit < units; unit++)
        {
            int flat = 0, zero = 0;
            for (int at = unit; at < slopes.Length; at += units)
            {
                double slope = Math.Abs(double.CreateTruncating(slopes[at]));
                if (slope < FlatSlope * steepest) flat++;
                if (slope == 0) zero++;
            }

            if (hasFlatEnds && flat >= NearlyAll * rows) saturated++;
            if (!hasFlatEnds && zero == rows) dead++;
        }

        return (saturated, dead);
    }
}
