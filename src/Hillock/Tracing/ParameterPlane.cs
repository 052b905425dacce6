using Hillock.Definitions;
using Hillock.Kernels;
using Hillock.Optimizers;
using Hillock.Tensors;

namespace Hillock.Tracing;

/// <summary>A plane in the space of a network's parameters: θ = center + x·u + y·v.</summary>
/// <remarks>The foot of θ, with d = θ − center, solves (u·u)x + (u·v)y = u·d and (u·v)x + (v·v)y = v·d.</remarks>
internal sealed class ParameterPlane
{
    // The directions are those of so many states at most, spread evenly over the path.
    private const int MostStates = 100;

    // A second direction in which a path moves by less of the first than this is rounding.
    private const double LeastSpread = 1e-6;

    private readonly double[] u;
    private readonly double[] v;
    private readonly double uu;
    private readonly double uv;
    private readonly double vv;

    private ParameterPlane(double[] center, double[] u, double[] v, bool followsPath)
    {
        (Center, this.u, this.v, FollowsPath) = (center, u, v, followsPath);
        (uu, uv, vv) = (Vectors.Dot(u, u), Vectors.Dot(u, v), Vectors.Dot(v, v));
    }

    /// <summary>The point of the plane with x = y = 0.</summary>
    public double[] Center { get; }

    /// <summary>Whether it is the plane that the path lies nearest to, and not one by chance.</summary>
    public bool FollowsPath { get; }

    /// <summary>The plane through the path's last point along the two principal components of its points, both of length 1; null if they lie on a line.</summary>
    /// <param name="path">Points, all of the same length.</param>
    public static ParameterPlane? Along(IReadOnlyList<double[]> path)
    {
        double[] center = path[^1];
        int count = Math.Min(path.Count, MostStates);
        double[][] some = [.. Enumerable.Range(0, count).Select(i => path[(int)((long)(path.Count - 1) * (i + 1) / count)])];
        double[] mean = new double[center.Length];
        foreach (double[] point in some) Vectors.AddScaled(1.0 / some.Length, point, mean);
        double[][] centered = [.. some.Select(point => Difference(point, mean))];

        // The points are few and the parameters many: of the matrix D of centered points, D·Dᵀ has the same eigenvalues as DᵀD, and Dᵀ times its
        // eigenvectors are those of DᵀD.
        double[,] products = new double[some.Length, some.Length];
        for (int i = 0; i < some.Length; i++)
        {
            for (int j = 0; j <= i; j++) products[i, j] = products[j, i] = Vectors.Dot(centered[i], centered[j]);
        }

        double[,] vectors = SymmetricEigen.Decompose(products);
        int[] order = [.. Enumerable.Range(0, some.Length).OrderByDescending(i => products[i, i])];
        if (order.Length < 3 || !(products[order[1], order[1]] > LeastSpread * LeastSpread * products[order[0], order[0]])) return null;
        double[] first = Component(order[0]), second = Component(order[1]);
        Vectors.AddScaled(-Vectors.Dot(first, second), first, second); // at right angles but for rounding
        return new ParameterPlane(center, Facing(first), Facing(Normalize(second)), followsPath: true);

        double[] Component(int index)
        {
            double[] direction = new double[center.Length];
            for (int i = 0; i < some.Length; i++) Vectors.AddScaled(vectors[i, index], centered[i], direction);
            return Normalize(direction);
        }

        // An eigenvector may as well point the other way: here the path comes from the left, and from below.
        double[] Facing(double[] direction)
        {
            double farthest = path.Select(point => Vectors.Dot(Difference(point, center), direction)).MaxBy(Math.Abs);
            return farthest > 0 ? [.. direction.Select(value => -value)] : direction;
        }
    }

    /// <summary>A plane along two directions by chance, in which every unit's incoming weights are as large as in the network (Li et al. 2018).</summary>
    /// <remarks>Without that, the same step would look large to a network of small weights and small to one of large weights, which may compute the same.</remarks>
    /// <param name="definition">The network.</param>
    /// <param name="center">Its parameters.</param>
    /// <param name="seed">Chooses the directions.</param>
    public static ParameterPlane ByChance(ModelDefinition definition, double[] center, long seed)
    {
        return new ParameterPlane(center, Direction(0), Direction(1), followsPath: false);

        double[] Direction(int instance)
        {
            var random = new RandomStream(seed, RandomPurpose.Direction, instance);
            double[] direction = new double[center.Length];
            foreach (ParameterSlice slice in definition.Parameters.Where(slice => !slice.Frozen))
            {
                int units = slice.Shape[slice.Shape.Rank - 1];
                for (int unit = 0; unit < units; unit++)
                {
                    double drawn = 0, own = 0;
                    for (int i = slice.Offset + unit; i < slice.Offset + slice.Length; i += units)
                    {
                        direction[i] = random.Normal(i);
                        drawn += direction[i] * direction[i];
                        own += center[i] * center[i];
                    }

                    for (int i = slice.Offset + unit; i < slice.Offset + slice.Length; i += units) direction[i] *= Math.Sqrt(own / drawn);
                }
            }

            return direction;
        }
    }

    /// <summary>Where a point's foot on the plane lies.</summary>
    public (double X, double Y) Project(ReadOnlySpan<double> point)
    {
        double ud = 0, vd = 0;
        for (int i = 0; i < Center.Length; i++)
        {
            double difference = point[i] - Center[i];
            ud += difference * u[i];
            vd += difference * v[i];
        }

        return Foot(ud, vd);
    }

    /// <summary>The parameters at a point of the plane.</summary>
    public void At(double x, double y, Span<double> parameters)
    {
        for (int i = 0; i < Center.Length; i++) parameters[i] = Center[i] + (x * u[i]) + (y * v[i]);
    }

    /// <summary>How much of the points' variance lies in the plane: 1 if they all do but for a common shift.</summary>
    public double Explained(IReadOnlyList<double[]> path)
    {
        double[] mean = new double[Center.Length];
        foreach (double[] point in path) Vectors.AddScaled(1.0 / path.Count, point, mean);
        double total = 0, within = 0;
        foreach (double[] point in path)
        {
            double[] difference = Difference(point, mean);
            (double ud, double vd) = (Vectors.Dot(difference, u), Vectors.Dot(difference, v));
            (double x, double y) = Foot(ud, vd);
            total += Vectors.Dot(difference, difference);
            within += (x * ud) + (y * vd);
        }

        return total > 0 ? within / total : 1;
    }

    private (double X, double Y) Foot(double ud, double vd)
    {
        double determinant = (uu * vv) - (uv * uv);
        if (determinant > 1e-12 * uu * vv) return (((vv * ud) - (uv * vd)) / determinant, ((uu * vd) - (uv * ud)) / determinant);
        return (uu > 0 ? ud / uu : 0, 0); // a line: the network has one parameter that moves, or none
    }

    private static double[] Difference(double[] a, double[] b)
    {
        double[] difference = new double[a.Length];
        for (int i = 0; i < a.Length; i++) difference[i] = a[i] - b[i];
        return difference;
    }

    private static double[] Normalize(double[] direction)
    {
        double length = Math.Sqrt(Vectors.Dot(direction, direction));
        for (int i = 0; i < direction.Length; i++) direction[i] /= length;
        return direction;
    }
}
