using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tests.Training;
using Hillock.Tracing;
using Hillock.Training;

namespace Hillock.Tests.Tracing;

public class LossSurfaceTests
{
    private static readonly Experiment Small = new(new Dense(5, Activation.Tanh), new Dense(3, Activation.Softmax))
    {
        Precision = Precision.Double,
        Patience = 0,
        Validation = 0,
        Optimizer = new Adam(0.02),
    };

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void Every_point_of_the_surface_is_an_evaluation_and_the_center_is_the_last_state(int states)
    {
        Dataset data = Toy.Classes();
        List<TrainerState> path = Run(states);
        LossSurface surface = LossSurface.Compute(path, data, resolution: 9);

        Assert.Equal(states > 1, surface.FollowsPath);
        (int row, int column) = (surface.Y.ToList().IndexOf(0), surface.X.ToList().IndexOf(0));
        Assert.Equal(path[^1].CreateModel().Evaluate(data).Loss, surface.Losses[row, column]);
        double[] parameters = new double[path[0].CreateModel().Definition.ParameterCount];
        Model model = path[^1].CreateModel();
        for (int i = 0; i < 81; i++)
        {
            surface.CopyParametersTo(surface.X[i % 9], surface.Y[i / 9], parameters);
            Assert.Equal(new Model(model.Definition, parameters, model.Preprocessing).Evaluate(data).Loss, surface.Losses[i / 9, i % 9]);
        }
    }

    [Fact]
    public void The_grid_covers_the_path_with_a_margin_in_even_steps()
    {
        LossSurface surface = LossSurface.Compute(Run(30), Toy.Classes(), resolution: 12);
        foreach ((ValueList<double> lines, IEnumerable<double> path) in ((ValueList<double>, IEnumerable<double>)[])[(surface.X, surface.Path.Select(foot => foot.X)), (surface.Y, surface.Path.Select(foot => foot.Y))])
        {
            double step = lines[1] - lines[0];
            for (int i = 1; i < lines.Count; i++) Assert.Equal(step, lines[i] - lines[i - 1], 1e-9);
            Assert.InRange(path.Min(), lines[0] + (step / 2), double.MaxValue);
            Assert.InRange(path.Max(), double.MinValue, lines[^1] - (step / 2));
        }

        Assert.Equal(30, surface.Path.Count);
        Assert.Equal((0, 0), surface.Path[29]);
    }

    // Harmonics are at right angles to each other over a whole period: the principal components are known.
    [Theory]
    [InlineData(3.0, 2.0, 1.0, 0.5)]
    [InlineData(5.0, 0.3, 0.2, 0.1)]
    [InlineData(2.0, 1.0, 0.0, 0.0)]
    public void The_plane_is_spanned_by_the_two_largest_movements_and_explains_their_share(params double[] sizes)
    {
        double[] squares = [.. sizes.Select(size => size * size)];
        int[] places = [3, 17, 8, 30];
        List<TrainerState> path = Planted(48, (t, i) => Array.IndexOf(places, i) is >= 0 and var k ? sizes[k] * Math.Cos(Math.Tau * (k + 1) * t / 48) : 0);
        LossSurface surface = LossSurface.Compute(path, Toy.Classes(), resolution: 3);

        Assert.Equal((squares[0] + squares[1]) / squares.Sum(), surface.ExplainedShare, 1e-9);
        for (int t = 0; t < 48; t++)
        {
            // From the last state, t = 47; the sign is chosen so that the path comes from the left and from below.
            for (int k = 0; k < 2; k++)
            {
                double moved = sizes[k] * (Math.Cos(Math.Tau * (k + 1) * t / 48) - Math.Cos(Math.Tau * (k + 1) * 47 / 48));
                Assert.Equal(Math.Abs(moved), Math.Abs(k == 0 ? surface.Path[t].X : surface.Path[t].Y), 1e-9);
            }
        }

        Assert.InRange(surface.Path.Min(foot => foot.X), -double.MaxValue, -surface.Path.Max(foot => foot.X));
        Assert.InRange(surface.Path.Min(foot => foot.Y), -double.MaxValue, -surface.Path.Max(foot => foot.Y));
    }

    [Fact]
    public void No_other_plane_explains_more_of_a_run()
    {
        List<TrainerState> path = Run(60);
        double share = LossSurface.Compute(path, Toy.Classes(), resolution: 2).ExplainedShare;
        Assert.InRange(share, 0.5, 1);
        double[][] points = [.. path.Select(state => state.CreateModel().AllParameters())];
        for (int seed = 1; seed <= 50; seed++)
        {
            ParameterPlane other = ParameterPlane.ByChance(path[0].CreateModel().Definition, points[seed], seed);
            Assert.InRange(other.Explained(points), 0, share);
        }
    }

    [Fact]
    public void Of_a_long_run_all_states_are_drawn_and_the_picture_is_always_the_same()
    {
        List<TrainerState> path = Run(250);
        LossSurface once = LossSurface.Compute(path, Toy.Classes(), resolution: 5), again = LossSurface.Compute(path, Toy.Classes(), resolution: 5);

        Assert.Equal(250, once.Path.Count);
        Assert.Equal((once.X, once.Y, once.Path, once.ExplainedShare), (again.X, again.Y, again.Path, again.ExplainedShare));
        Assert.Equal(once.Losses.Values, again.Losses.Values);
    }

    // relu(k·z) = k·relu(z): with weights in times k and weights out by k the network computes the same. Powers of two are not rounded.
    [Fact]
    public void Networks_that_compute_the_same_have_the_same_surface_by_chance()
    {
        var experiment = Small with { Layers = [new Dense(6, Activation.ReLU), new Dense(3, Activation.Softmax)] };
        var trainer = new Trainer(experiment, Toy.Classes());
        Toy.Run(trainer, 20);
        TrainerState plain = trainer.Capture();
        double[] parameters = new double[trainer.Definition.ParameterCount];
        trainer.CopyParametersTo(parameters);
        for (int i = 0; i < 5 * 6; i++) trainer.SetParameter(i, parameters[i] * 8);
        for (int i = 5 * 6; i < (5 * 6) + (6 * 3); i++) trainer.SetParameter(i, parameters[i] / 8);

        LossSurface one = LossSurface.Compute([plain], Toy.Classes(), 7, seed: 3), other = LossSurface.Compute([trainer.Capture()], Toy.Classes(), 7, seed: 3);
        Assert.Equal(one.Losses.Values, other.Losses.Values);
        Assert.NotEqual(one.Losses.Values.ToArray(), LossSurface.Compute([plain], Toy.Classes(), 7, seed: 4).Losses.Values.ToArray());
    }

    [Fact]
    public void Directions_by_chance_leave_alone_what_is_frozen_and_are_as_long_as_each_units_weights()
    {
        var experiment = Small with { Layers = [new Dense(5, Activation.Tanh) { Frozen = true }, new Dense(3, Activation.Softmax)] };
        TrainerState state = new Trainer(experiment, Toy.Classes()).Capture();
        double[] center = state.CreateModel().AllParameters(), moved = new double[center.Length];
        LossSurface surface = LossSurface.Compute([state], Toy.Classes(), resolution: 2);
        surface.CopyParametersTo(1, 0, moved);

        Assert.Equal(center[..25], moved[..25]);
        for (int unit = 0; unit < 3; unit++)
        {
            double[] own = [.. Enumerable.Range(0, 5).Select(i => center[25 + (3 * i) + unit])];
            double[] direction = [.. Enumerable.Range(0, 5).Select(i => moved[25 + (3 * i) + unit] - own[i])];
            Assert.Equal(own.Sum(w => w * w), direction.Sum(d => d * d), 1e-12);
        }
    }

    [Fact]
    public void Parameters_of_the_plane_are_projected_to_where_they_lie()
    {
        foreach (int states in (int[])[1, 30])
        {
            LossSurface surface = LossSurface.Compute(Run(states), Toy.Classes(), resolution: 2);
            double[] parameters = new double[Run(1)[0].CreateModel().Definition.ParameterCount];
            surface.CopyParametersTo(0.3, -0.7, parameters);
            (double x, double y) = surface.Project(parameters);
            Assert.Equal(0.3, x, 1e-9);
            Assert.Equal(-0.7, y, 1e-9);
            Assert.Throws<ArgumentException>(() => surface.Project(new double[3]));
            Assert.Throws<ArgumentException>(() => surface.CopyParametersTo(0, 0, new double[3]));
        }
    }

    [Fact]
    public void States_on_a_line_and_networks_of_one_parameter_have_directions_by_chance()
    {
        List<TrainerState> line = Planted(10, (t, i) => t * (i % 3));
        Assert.False(LossSurface.Compute(line, Toy.Classes(), resolution: 2).FollowsPath);

        var lone = new Experiment(new Dense(1) { HasBias = false }) { Patience = 0, Validation = 0 };
        Dataset data = Dataset.FromArrays<double>([1, 2, 3, 4], 1, [2, 4, 6, 9]);
        LossSurface surface = LossSurface.Compute([new Trainer(lone, data).Capture()], data, resolution: 3);
        Assert.All(surface.Losses.Values.ToArray(), loss => Assert.True(double.IsFinite(loss)));
    }

    [Fact]
    public void A_surface_that_nobody_waits_for_any_more_is_stopped()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => LossSurface.Compute(Run(3), Toy.Classes(), cancellationToken: source.Token));
    }

    [Fact]
    public void What_gives_no_surface_is_refused()
    {
        TrainerState state = Run(1)[0], other = new Trainer(new Experiment(new Dense(1)), Toy.Numbers()).Capture();
        Assert.Throws<ArgumentException>(() => LossSurface.Compute([], Toy.Classes()));
        Assert.Throws<ArgumentException>(() => LossSurface.Compute([state], Toy.Classes(), resolution: 1));
        Assert.Throws<ArgumentException>(() => LossSurface.Compute([other, state], Toy.Classes()));
        Assert.Throws<HillockException>(() => LossSurface.Compute([state], Toy.Classes().Subset([])));
    }

    private static List<TrainerState> Run(int states)
    {
        var trainer = new Trainer(Small, Toy.Classes());
        List<TrainerState> path = [trainer.Capture()];
        while (path.Count < states)
        {
            trainer.Step();
            path.Add(trainer.Capture());
        }

        return path;
    }

    private static List<TrainerState> Planted(int states, Func<int, int, double> parameter)
    {
        var trainer = new Trainer(Small, Toy.Classes());
        List<TrainerState> path = [];
        for (int t = 0; t < states; t++)
        {
            for (int i = 0; i < trainer.Definition.ParameterCount; i++) trainer.SetParameter(i, parameter(t, i));
            path.Add(trainer.Capture());
        }

        return path;
    }
}
