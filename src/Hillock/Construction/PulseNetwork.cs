using Hillock.Data;
using Hillock.Expressions;

namespace Hillock.Construction;

/// <summary>A network of threshold units that follows a function of one or two inputs by pulses, as closely as wanted (Hornik 1991).</summary>
/// <remarks>
/// Two units, +1 from T₁ on and −1 from T₂ on, make a square pulse between T₁ and T₂; times h it has the height h. The pulses stand side
/// by side, each as high as the function in its middle, and the unit that ends one begins the next: n pulses of width w = (to − from)/n
/// take n units, of which the linear output adds f(mₖ) − f(mₖ₋₁) at each Tₖ; the last pulse stays open. Of two inputs, g upright and g
/// level half-planes bound g² fields, each the AND of its sides in a second layer. The error is at most ½w·max|f′|, for two inputs
/// ½(w₁·max|∂f/∂x₁| + w₂·max|∂f/∂x₂|): it falls as 1/n, or with two inputs as 1/√n.
/// </remarks>
public static class PulseNetwork
{
    /// <summary>The most hidden units.</summary>
    public const int MaximumUnits = 20_000;

    /// <summary>Builds the network.</summary>
    /// <param name="function">A function of one or two variables.</param>
    /// <param name="from">Where each variable begins; a single number serves both.</param>
    /// <param name="to">Where each variable ends; a single number serves both.</param>
    /// <param name="units">The most hidden units; of two variables, as many as 2g + g² can use.</param>
    /// <exception cref="ArgumentException">There are too many or too few variables or units, or the function has no value or no bound somewhere.</exception>
    public static ConstructedNetwork Build(Formula function, IReadOnlyList<double> from, IReadOnlyList<double> to, int units)
    {
        int inputs = function.Variables.Count;
        if (inputs == 0) throw new ArgumentException($"'{function}' has no variable: a network needs at least one input.");
        if (inputs > 2) throw new ArgumentException($"'{function}' has {inputs} variables ({string.Join(", ", function.Variables)}); pulses are built for one or two.");
        int fewest = inputs == 1 ? 1 : 3;
        if (units < fewest || units > MaximumUnits) throw new ArgumentException($"For a function of {inputs} variable{(inputs == 1 ? "" : "s")} there are {fewest} to {MaximumUnits:N0} hidden units, not {units:N0}.");
        int perSide = inputs == 1 ? units : (int)Math.Sqrt(units + 1) - 1;
        double[][] thresholds = [.. Enumerable.Range(0, inputs).Select(i => Thresholds(function.Variables[i], At(from, i, inputs), At(to, i, inputs), perSide))];

        var circuit = new Circuit(inputs);
        Signal[][] lines = [.. thresholds.Select((each, i) => each[..^1].Select(t => circuit.Add(new ThresholdUnit([new Connection(i, 1)], -t))).ToArray())];
        var heights = new PulseHeights(function, thresholds);
        Connection[] sum = inputs == 1 ? Steps(lines[0], heights) : Fields(circuit, lines, heights);

        // Sums of n weights are rounded n times; the function itself is computed to some units in the last place.
        double rounding = (sum.Length + 16) * 2.3e-16 * sum.Sum(wire => Math.Abs(wire.Weight));
        double bound = heights.Bound + rounding;
        string width = string.Join(" by ", thresholds.Select(each => $"{(each[^1] - each[0]) / perSide:G6}"));
        return ThresholdNetwork.Adding($"{function}: {(inputs == 1 ? $"{Sentence.Some(perSide, "pulse")} of width {width}" : $"{perSide}×{perSide} pulses of {width}")}, off by {bound:G3} at most", circuit, sum, new Specification
        {
            Inputs = function.Variables,
            IsBinary = false,
            IsNumber = true,
            Bound = bound,
            Detail = thresholds.Min(each => each[^1] - each[0]) / perSide / 10,
            Truth = Specification.Each(point => function.Evaluate(point)),
            Samples = SampleSpace.Box([.. thresholds.Select(each => each[0])], [.. thresholds.Select(each => each[^1])]),
        });
    }

    private static double At(IReadOnlyList<double> ends, int input, int inputs) =>
        ends.Count == 1 || ends.Count == inputs ? ends[ends.Count == 1 ? 0 : input] : throw new ArgumentException($"{ends.Count} numbers are given for the ends of {inputs} variable{(inputs == 1 ? "" : "s")}.");

    // T₀ … Tₙ, the last being where the last pulse would end.
    private static double[] Thresholds(string name, double from, double to, int count)
    {
        if (!(double.IsFinite(from) && double.IsFinite(to) && from < to)) throw new ArgumentException($"{name} goes from {from} to {to}: the first must be less than the second, both finite.");
        double[] thresholds = [.. Enumerable.Range(0, count).Select(k => from + ((to - from) * k / count)), to];
        for (int k = 0; k < count; k++)
        {
            if (!(thresholds[k] < thresholds[k + 1])) throw new ArgumentException($"From {from} to {to} there is no room for {count:N0} pulses: neighboring thresholds would be the same number.");
        }

        return thresholds;
    }

    private static Connection[] Steps(Signal[] lines, PulseHeights heights)
    {
        double before = 0;
        return [.. lines.Select((line, k) =>
        {
            double height = heights.Next(k);
            double step = height - before;
            before = height;
            return new Connection(line.Index, step);
        })];
    }

    private static Connection[] Fields(Circuit circuit, Signal[][] lines, PulseHeights heights)
    {
        List<Connection> sum = [];
        for (int i = 0; i < lines[0].Length; i++)
        {
            for (int j = 0; j < lines[1].Length; j++)
                sum.Add(new Connection(circuit.And([.. Between(lines[0], i), .. Between(lines[1], j)]).Index, heights.Next(i, j)));
        }

        return [.. sum];
    }

    private static IEnumerable<Signal> Between(Signal[] lines, int pulse)
    {
        yield return lines[pulse];
        if (pulse + 1 < lines.Length) yield return !lines[pulse + 1];
    }
}
