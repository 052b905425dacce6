using Hillock.Optimizers;

namespace Hillock.Construction;

/// <summary>A network with one hidden layer that approximates a region by cylinders: one layer is enough, but never done.</summary>
/// <remarks>
/// Half-planes that touch a circle from outside all fire within it and half of them far away: their sum, less half their number, is a
/// cylinder. The lectures add cylinders until they fill the region. But a cylinder is not 0 around its circle, it fades as
/// (2/π)·arcsin(r/d) with the distance d, and the sum of many would blur (the 1/d of a back-projection without its filter). So each gets
/// a height of its own, above or below 0: the circles stand in a grid over the region and around it, and least squares find the heights
/// for which the sum follows the distance from the region's edge, cut off at one step of the grid. The output fires where it is ≥ 0.
/// </remarks>
public static class CylinderNetwork
{
    /// <summary>The fewest hidden units: those of one cylinder.</summary>
    public const int MinimumUnits = Sides;

    /// <summary>The most hidden units.</summary>
    public const int MaximumUnits = 3000;

    // Half-planes of a cylinder. More of them are rounder, but the same units then make fewer cylinders, which is worse.
    private const int Sides = 6;

    // How much of the region's size the grid goes beyond it on each side.
    private const double Margin = 0.15;

    private const int SamplesPerCylinder = 6;

    // Radius over half the diagonal of a step of the grid: the best is kept.
    private static readonly double[] Overlaps = [1.5, 1, 0.7];

    /// <summary>Builds the network; its inputs are x and y.</summary>
    /// <param name="region">What is approximated.</param>
    /// <param name="units">The most hidden units; each cylinder takes six.</param>
    /// <exception cref="ArgumentException">There are too few or too many units.</exception>
    public static ConstructedNetwork Build(Region region, int units)
    {
        if (units is < MinimumUnits or > MaximumUnits) throw new ArgumentException($"Cylinders take {MinimumUnits} to {MaximumUnits:N0} hidden units, not {units:N0}.");
        var grid = new Grid(region, units / Sides);
        Fit best = Overlaps.Select(overlap => Fit.Of(region, grid, overlap)).MinBy(fit => fit.Wrong)!;

        var circuit = new Circuit(2);
        List<Connection> sum = [];
        foreach ((Cylinder cylinder, double height) in best.Cylinders.Zip(best.Heights))
        {
            foreach (ThresholdUnit side in cylinder.HalfPlanes()) sum.Add(new Connection(circuit.Add(side).Index, 2 * height / Sides));
        }

        // Each cylinder is less half its sides.
        Signal output = circuit.Add(new ThresholdUnit([.. sum], best.Constant - best.Heights.Sum()));
        return ThresholdNetwork.Deciding(
            $"{best.Cylinders.Count:N0} cylinder{(best.Cylinders.Count == 1 ? "" : "s")} of {Sides} half-planes each, approximately", circuit, output, RegionNetwork.Specify(region));
    }

    /// <summary>Places side by side over a region and around it.</summary>
    private sealed class Grid
    {
        private readonly double left;
        private readonly double bottom;

        public Grid(Region region, int most)
        {
            (left, bottom, double right, double top) = region.Box;
            (Width, Height) = ((1 + (2 * Margin)) * (right - left), (1 + (2 * Margin)) * (top - bottom));
            (left, bottom) = (left - (Margin * (right - left)), bottom - (Margin * (top - bottom)));
            Across = Math.Clamp((int)(Width / Math.Sqrt(Width * Height / most)), 1, most);
            Up = most / Across;
        }

        public double Width { get; }

        public double Height { get; }

        public int Across { get; }

        public int Up { get; }

        /// <summary>The diagonal of a step.</summary>
        public double Diagonal => Math.Sqrt(Math.Pow(Width / Across, 2) + Math.Pow(Height / Up, 2));

        /// <summary>A point by its share of the way across and up.</summary>
        public (double X, double Y) At(double across, double up) => (left + (across * Width), bottom + (up * Height));
    }

    /// <summary>Cylinders with their heights, and of how many samples they say the wrong side.</summary>
    private sealed record Fit(IReadOnlyList<Cylinder> Cylinders, double[] Heights, double Constant, int Wrong)
    {
        public static Fit Of(Region region, Grid grid, double overlap)
        {
            Cylinder[] cylinders =
            [
                .. Enumerable.Range(0, grid.Across * grid.Up)
                    .Select(i => grid.At(((i / grid.Up) + 0.5) / grid.Across, ((i % grid.Up) + 0.5) / grid.Up))
                    .Select((center, i) => new Cylinder(center.X, center.Y, overlap * grid.Diagonal / 2, i)),
            ];
            int side = (int)Math.Sqrt(SamplesPerCylinder * cylinders.Length) + 2;
            (double X, double Y)[] samples = [.. Enumerable.Range(0, side * side).Select(i => grid.At((double)(i / side) / (side - 1), (double)(i % side) / (side - 1)))];
            bool[] isInside = [.. samples.Select(sample => region.Contains(sample.X, sample.Y))];

            var solver = new LeastSquaresSolver(cylinders.Length, 1);
            for (int i = 0; i < samples.Length; i++)
            {
                double depth = Math.Min(1, region.DistanceToEdge(samples[i].X, samples[i].Y) / (grid.Diagonal / Math.Sqrt(2)));
                solver.Add(Values(cylinders, samples[i]), [isInside[i] ? depth : -depth]);
            }

            double[] heights = new double[cylinders.Length], constant = new double[1];
            solver.Solve(heights, constant);
            int wrong = Enumerable.Range(0, samples.Length).Count(i => isInside[i] != Vectors.Dot(Values(cylinders, samples[i]), heights) + constant[0] >= 0);
            return new Fit(cylinders, heights, constant[0], wrong);
        }

        private static double[] Values(Cylinder[] cylinders, (double X, double Y) point) => Array.ConvertAll(cylinders, cylinder => cylinder.Value(point.X, point.Y));
    }

    /// <summary>Half-planes that touch a circle from outside, turned by a golden section of a turn from one cylinder to the next.</summary>
    private sealed record Cylinder(double X, double Y, double Radius, int Number)
    {
        private readonly (double Cos, double Sin)[] directions = [.. Enumerable.Range(0, Sides).Select(side =>
        {
            (double sin, double cos) = Math.SinCos(Math.Tau * (((double)side / Sides) + (Number * 0.6180339887498949)));
            return (cos, sin);
        })];

        /// <summary>1 within all half-planes, 0 within half of them.</summary>
        public double Value(double x, double y)
        {
            int within = 0;
            foreach ((double cos, double sin) in directions) within += ((x - X) * cos) + ((y - Y) * sin) + Radius >= 0 ? 1 : 0;
            return (2.0 * within / Sides) - 1;
        }

        /// <summary>cos·(x − X) + sin·(y − Y) + r ≥ 0.</summary>
        public IEnumerable<ThresholdUnit> HalfPlanes() =>
            directions.Select(to => new ThresholdUnit([new Connection(0, to.Cos), new Connection(1, to.Sin)], Radius - (to.Cos * X) - (to.Sin * Y)));
    }
}
