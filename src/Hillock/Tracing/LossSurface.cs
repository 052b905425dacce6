using Hillock.Data;
using Hillock.Definitions;
using Hillock.Training;

namespace Hillock.Tracing;

/// <summary>The loss over a plane in the space of a network's parameters, with the path that training took (Li et al. 2018).</summary>
/// <remarks>
/// The plane goes through the last state. Its directions are the first two principal components of the states' parameters,
/// of length 1 and at right angles, so that a distance in the picture is one between parameters. Where the states are too few or lie on a line,
/// the directions are two by chance, each unit's part as long as its incoming weights: 1 is as far as the network is large, and networks that
/// compute the same look the same. The loss is the data's, without penalties and without dropout.
/// </remarks>
public sealed class LossSurface
{
    // Of what the path covers, so much is seen around it.
    private const double Margin = 0.2;

    // A path that is nearly straight would give a stripe.
    private const double LeastAspect = 0.4;

    private readonly ParameterPlane plane;
    private readonly ModelDefinition definition;

    private LossSurface(ParameterPlane plane, ModelDefinition definition, IReadOnlyList<double[]> path)
    {
        (this.plane, this.definition) = (plane, definition);
        Path = [.. path.Select(point => plane.Project(point))];
        ExplainedShare = plane.Explained(path);
    }

    /// <summary>[columns] x of each column, ascending, evenly spaced; 0, the last state's, is among them.</summary>
    public required ValueList<double> X { get; init; }

    /// <summary>[rows] y of each row, ascending, evenly spaced; 0, the last state's, is among them.</summary>
    public required ValueList<double> Y { get; init; }

    /// <summary>[rows, columns] the loss at each point; infinite, or not a number, where the network's numbers are too large.</summary>
    public required Matrix Losses { get; init; }

    /// <summary>Where each state's foot on the plane lies; the last is at (0, 0).</summary>
    public ValueList<(double X, double Y)> Path { get; }

    /// <summary>The share of the path's variance that lies in the plane, 0 to 1: how true the drawn path is.</summary>
    public double ExplainedShare { get; }

    /// <summary>Whether the plane is the one that the path lies nearest to; otherwise its directions are by chance.</summary>
    public bool FollowsPath => plane.FollowsPath;

    /// <summary>Computes a surface.</summary>
    /// <param name="path">States of one run, or of several with the same network, in their order; the last is the center.</param>
    /// <param name="dataset">Samples with targets.</param>
    /// <param name="resolution">Rows and columns, at least 2; each point takes one evaluation of all samples.</param>
    /// <param name="seed">Chooses directions by chance.</param>
    /// <param name="cancellationToken">Stops it between two points.</param>
    /// <exception cref="ArgumentException">There is no state, or they are of different networks, or the resolution is below 2.</exception>
    /// <exception cref="HillockException">There are no samples, or they do not fit the network, or a state's parameters are not finite.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static LossSurface Compute(
        IReadOnlyList<TrainerState> path, Dataset dataset, int resolution = 41, long seed = 1, CancellationToken cancellationToken = default)
    {
        _ = Require.AtLeast(2, resolution, "resolution");
        if (path.Count == 0) throw new ArgumentException("A surface needs a state to be the center.");
        RunIdentity run = path[^1].Run;
        if (path.Any(state => !state.Run.Definition.Equals(run.Definition))) throw new ArgumentException("The states are of different networks.");
        Scorer scorer = Scorer.Create(run.Definition, run.Preprocessing, dataset, run.Experiment.Precision);
        double[][] points = [.. path.Select(Parameters)];
        if (points.Any(point => !Array.TrueForAll(point, double.IsFinite))) throw new HillockException("The path has a state whose parameters are no longer finite: leave it out.");
        ParameterPlane chosen = ParameterPlane.Along(points) ?? ParameterPlane.ByChance(run.Definition, points[^1], seed);

        (double X, double Y)[] feet = [.. points.Select(point => chosen.Project(point))];
        double[] reach = chosen.FollowsPath ? [] : [-1, 1];
        double[] x = [.. feet.Select(foot => foot.X), .. reach], y = [.. feet.Select(foot => foot.Y), .. reach];
        double least = LeastAspect * Math.Max(x.Max() - x.Min(), y.Max() - y.Min());
        double[] columns = Lines(x, least, resolution), rows = Lines(y, least, resolution);
        double[] losses = new double[resolution * resolution], parameters = new double[run.Definition.ParameterCount];
        for (int i = 0; i < losses.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            chosen.At(columns[i % resolution], rows[i / resolution], parameters);
            losses[i] = scorer.Evaluate(parameters).Loss;
        }

        return new LossSurface(chosen, run.Definition, points) { X = [.. columns], Y = [.. rows], Losses = new Matrix(resolution, resolution, losses) };
    }

    /// <summary>Where the foot of other parameters lies: the path goes on while the surface stays.</summary>
    /// <param name="parameters">One number for each of <see cref="ModelDefinition.ParameterCount"/>.</param>
    /// <exception cref="ArgumentException">There are more parameters or fewer.</exception>
    public (double X, double Y) Project(ReadOnlySpan<double> parameters)
    {
        definition.RequireParameters(parameters.Length);
        return plane.Project(parameters);
    }

    /// <summary>The parameters at a point of the plane: to look at the network there.</summary>
    /// <param name="x">Along the first direction.</param>
    /// <param name="y">Along the second.</param>
    /// <param name="destination">One number for each of <see cref="ModelDefinition.ParameterCount"/>.</param>
    /// <exception cref="ArgumentException">The destination is shorter or longer.</exception>
    public void CopyParametersTo(double x, double y, Span<double> destination)
    {
        definition.RequireParameters(destination.Length);
        plane.At(x, y, destination);
    }

    // Evenly spaced, over all values with a margin, at least so far in all, and one of them at 0.
    private static double[] Lines(double[] values, double least, int count)
    {
        (double from, double to) = (values.Min(), values.Max());
        double missing = Math.Max(0, least - (to - from)) / 2;
        double margin = missing + (Margin * Math.Max(to - from, least));
        (from, to) = (from - margin, to + margin);
        double step = (to - from) / (count - 1);
        int zero = Math.Clamp((int)Math.Round(-from / step), 0, count - 1);
        return [.. Enumerable.Range(0, count).Select(i => (i - zero) * step)];
    }

    private static double[] Parameters(TrainerState state)
    {
        double[] parameters = new double[state.Run.Definition.ParameterCount];
        state.CopyParametersTo(parameters);
        return parameters;
    }
}
