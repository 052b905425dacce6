using Hillock.Activations;
using Hillock.Construction;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Tensors;

namespace Hillock.Tests.Construction;

public class NetworkEvaluatorTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 1)]
    [InlineData(777, 1)]
    [InlineData(777, 0.1)] // rows close together, for which most steps are the same
    [InlineData(777, 0.001)]
    [InlineData(777, 0)]
    public void Leaving_out_what_does_not_matter_changes_no_bit_of_the_engines_result(int rows, double spread)
    {
        var random = new RandomStream(rows, RandomPurpose.Generation);
        var definition = new ModelDefinition(new Shape(3), [new Dense(20, new Step(0.1)), new Dense(30, new Step()), new Dense(12, Activation.Tanh) { HasBias = false }, new Dense(9, new Step()), new Dense(2)]);
        double[] parameters = [.. Enumerable.Range(0, definition.ParameterCount).Select(i => random.Bits(i) % 3 == 0 ? random.Normal(i) : 0)];
        var model = new Model(definition, parameters, Preprocessing.None(new Shape(3), TargetEncoding.Numbers([0, 0], [1, 1])));
        double[] samples = [.. Enumerable.Range(0, 3 * rows).Select(i => 0.3 + (spread * random.Normal(5000 + i)))], engine = new double[2 * rows], sparse = new double[2 * rows];

        model.Predict(samples, engine);
        new SparseNetwork(model).Predict(samples, sparse);

        Assert.Equal(engine, sparse);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(777)]
    public void Counting_bits_gives_what_the_engine_gives(int rows)
    {
        var random = new RandomStream(rows, RandomPurpose.Generation);
        var definition = new ModelDefinition(new Shape(9), [new Dense(40, new Step()), new Dense(30, new Step(2)), new Dense(3, new Step())]);
        double[] parameters = new double[definition.ParameterCount];
        foreach (ParameterSlice slice in definition.Parameters)
        {
            for (int i = 0; i < slice.Length; i++)
                parameters[slice.Offset + i] = slice.Role == ParameterRole.Weight ? random.Below(slice.Offset + i, 3) - 1 : random.Below(slice.Offset + i, 9) - 4;
        }

        var model = new Model(definition, parameters, Preprocessing.None(new Shape(9), TargetEncoding.Numbers([0, 0, 0], [1, 1, 1])));
        double[] samples = [.. Enumerable.Range(0, 9 * rows).Select(i => (double)(random.Bits(100_000 + i) & 1))], engine = new double[3 * rows], bits = new double[3 * rows];

        model.Predict(samples, engine);
        new BitNetwork(model).Predict(samples, bits);

        Assert.Equal(engine, bits);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0, 2)]
    [InlineData(2, -1.5)]
    public void Other_weights_than_1_are_not_counted(int place, double value)
    {
        double[] parameters = [1, 1, -2];
        parameters[place] = value;
        var model = new Model(new ModelDefinition(new Shape(2), [new Dense(1, new Step())]), parameters, Preprocessing.None(new Shape(2), TargetEncoding.Numbers([0], [1])));
        Assert.Throws<ArgumentException>(() => new BitNetwork(model));
    }
}
