using Hillock.Expressions;

namespace Hillock.Construction;

/// <summary>How high the pulses are, and how far the function strays from them at most.</summary>
/// <param name="function">What is followed.</param>
/// <param name="thresholds">[inputs] where the pulses begin, and where the last one ends.</param>
internal sealed class PulseHeights(Formula function, double[][] thresholds)
{
    // How often a box over which nothing can be said is halved.
    private const int MostHalvings = 24;

    /// <summary>The largest deviation within the pulses asked for so far, at any point of them.</summary>
    public double Bound { get; private set; }

    /// <summary>The function's value in the middle of a pulse.</summary>
    /// <param name="pulse">[inputs] its number along each input.</param>
    public double Next(params ReadOnlySpan<int> pulse)
    {
        double[] middle = new double[pulse.Length];
        Interval[] box = new Interval[pulse.Length];
        for (int i = 0; i < middle.Length; i++)
        {
            box[i] = new Interval(thresholds[i][pulse[i]], thresholds[i][pulse[i] + 1]);
            middle[i] = Middle(box[i]);
        }

        double height = function.Evaluate(middle);
        if (!double.IsFinite(height)) throw new ArgumentException($"{function.Fault(middle)}: there is no height for the pulse there.");
        Bound = Math.Max(Bound, Deviation(box, height, MostHalvings));
        return height;
    }

    // |f(x) − h| over a box: from the range of f there, or by the mean value theorem |f(x) − f(m)| ≤ Σ ½wᵢ·max|∂f/∂xᵢ|, whichever is less.
    private double Deviation(Interval[] box, double height, int halvings)
    {
        double[] middle = Array.ConvertAll(box, Middle);
        Enclosure enclosure = function.Root.Enclose(box);
        double byRange = Math.Max(enclosure.Value.High - height, height - enclosure.Value.Low);
        double bySlope = Math.Abs(function.Evaluate(middle) - height);
        for (int i = 0; i < box.Length; i++) bySlope += enclosure.Slopes[i].Magnitude * Math.BitIncrement(Math.Max(box[i].High - middle[i], middle[i] - box[i].Low));
        if (double.IsFinite(byRange)) return double.IsFinite(bySlope) ? Math.Min(byRange, bySlope) : byRange;
        if (halvings == 0) throw new ArgumentException($"{function} cannot be bounded near {function.At(middle)}, so that no pulses can follow it there.");

        int longest = box.Length == 1 || box[0].High - box[0].Low >= box[1].High - box[1].Low ? 0 : 1;
        Interval[] lower = [.. box], upper = [.. box];
        (lower[longest], upper[longest]) = (new Interval(box[longest].Low, middle[longest]), new Interval(middle[longest], box[longest].High));
        return Math.Max(Deviation(lower, height, halvings - 1), Deviation(upper, height, halvings - 1));
    }

    private static double Middle(Interval range) => range.Low + ((range.High - range.Low) / 2);
}
