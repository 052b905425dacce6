using Hillock.Activations;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Tests.Layers;
using Hillock.Tracing;

namespace Hillock.Tests.Tracing;

public class ParameterDifferenceTests
{
    public static TheoryData<string> Layers => [.. LayerSpecimens.All.Keys];

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_difference_of_each_parameter_is_its_gradient_in_the_trace(string layer)
    {
        foreach (ModelDefinition definition in Traced.Networks(layer, "tanh"))
        {
            Model model = Traced.Random(definition);
            TraceSamples samples = Traced.Samples(model, rows: 3);
            double[] gradients = Gradients(Trace.Run(model, samples));
            for (int i = 0; i < gradients.Length; i++)
            {
                var difference = ParameterDifference.Run(model, samples, i);
                Assert.Equal(model.AllParameters()[i], difference.Parameter);
                Assert.Equal(gradients[i], difference.Gradient, 1e-14 * Math.Max(1, Math.Abs(gradients[i])));
                if (difference.Kink is null) Assert.Equal(gradients[i], difference.Value, (10 * difference.Noise) + (1e-6 * Math.Max(1, Math.Abs(gradients[i]))));
            }
        }
    }

    [Fact]
    public void The_losses_are_those_of_the_model_with_that_parameter_moved()
    {
        Model model = Traced.Read(Traced.Larger);
        TraceSamples samples = TraceSamples.Encode(model, [0.05, 0.10], 0.01, 0.99);
        var difference = ParameterDifference.Run(model, samples, 4); // a frozen bias has a gradient all the same
        double h = difference.Step;
        double[] moves = [2 * h, h, -h, -2 * h];

        Assert.Equal(0.35, difference.Parameter);
        for (int i = 0; i < 4; i++)
        {
            double[] parameters = model.AllParameters();
            parameters[4] += moves[i];
            Assert.Equal(Trace.Run(new Model(model.Definition, parameters, model.Preprocessing), samples).Loss!.Value, difference.Losses[i], 1e-15);
        }

        ValueList<double> l = difference.Losses;
        Assert.Equal(((8 * (l[1] - l[2])) - (l[0] - l[3])) / (12 * h), difference.Value);
    }

    [Fact]
    public void A_kink_in_the_way_is_named()
    {
        Model model = Traced.Random(new ModelDefinition(Traced.Vector(2), [new Dense(1, Activation.ReLU)], Loss.MeanSquaredError));
        TraceSamples samples = Traced.Samples(model, [0, 0], [1]);
        Model flat = new(model.Definition, [0.5, 0.5, 0], model.Preprocessing); // z = 0 is the kink itself
        var difference = ParameterDifference.Run(flat, samples, 2);

        Assert.Equal(new GradientKink("dense_1", "relu", 1), difference.Kink);
        Assert.Equal(double.NaN, difference.Value);
    }

    [Fact]
    public void What_has_no_gradient_is_refused()
    {
        Model model = Traced.Read(Traced.Lecture);
        TraceSamples samples = TraceSamples.Encode(model, [0.5, 0.51], 0.1);
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterDifference.Run(model, samples, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterDifference.Run(model, samples, -1));
        Assert.Throws<HillockException>(() => ParameterDifference.Run(model, TraceSamples.Encode(model, [0.5, 0.51]), 0));
        Assert.Throws<ArgumentException>(() => ParameterDifference.Run(Traced.Read(Traced.Larger), samples, 0));
    }

    [Fact]
    public void The_sides_of_an_explained_equation_are_its_latex()
    {
        Model model = Traced.Read(Traced.Lecture);
        Explained z = new Explanation(Trace.Run(model, TraceSamples.Encode(model, [0.5, 0.51], 0.1))).PreActivation(0, 0);
        Assert.Equal(4, z.LatexSides.Count);
        Assert.Equal(z.ToLatex(), string.Join("=", z.LatexSides));
    }

    private static double[] Gradients(Trace trace) =>
        [.. trace.Layers.SelectMany(layer => (Matrix?[])[layer.WeightGradients, layer.BiasGradients]).OfType<Matrix>().SelectMany(matrix => matrix.Values.ToArray())];
}
