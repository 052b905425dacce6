using FsCheck;
using FsCheck.Fluent;
using Hillock.Activations;
using Hillock.Definitions;
using Hillock.Initializers;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Tensors;
using Hillock.Tests.Layers;

namespace Hillock.Tests.Definitions;

public class ModelDefinitionTests
{
    [Fact]
    public void Any_network_comes_back_from_its_JSON_and_equals_itself_alone()
    {
        Prop.ForAll(Networks.ToArbitrary(), definition =>
        {
            string json = definition.ToJson().ToJsonString();
            ModelDefinition again = ModelDefinition.Parse(json);
            Assert.Equal(definition, again);
            Assert.Equal(definition.GetHashCode(), again.GetHashCode());
            Assert.Equal(json, again.ToJson().ToJsonString());
            Assert.Equal(definition.ParameterCount, again.ParameterCount);
            Assert.Equal(definition.Parameters, again.Parameters);
            Assert.Equal(definition.Layout.Initialize(3), again.Layout.Initialize(3));
            Assert.NotEqual(definition, new ModelDefinition(definition.Input, [.. definition.Layers, new Dropout(0.123)], Loss.Hinge));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Parameters_lie_one_after_the_other_and_each_array_has_its_own_random_numbers()
    {
        var definition = new ModelDefinition(new Shape(3), [new Dense(4), new Dense(5) { HasBias = false }, new Dense(4) { Name = "out" }]);
        Assert.Equal(["dense_1.weights", "dense_1.bias", "dense_2.weights", "out.weights", "out.bias"], definition.Parameters.Select(slice => slice.Name));
        Assert.Equal([0, 12, 16, 36, 56], definition.Parameters.Select(slice => slice.Offset));
        Assert.Equal(60, definition.ParameterCount);

        // More layers behind do not change where those before them start.
        double[] start = definition.Layout.Initialize(1);
        Assert.Equal(new ModelDefinition(new Shape(3), [new Dense(4)]).Layout.Initialize(1), start[..16]);
        Assert.Equal(start, definition.Layout.Initialize(1));
        Assert.NotEqual(start, definition.Layout.Initialize(2));
    }

    [Fact]
    public void Softmax_over_the_rows_of_a_picture_is_no_distribution_of_the_whole()
    {
        Shape picture = new(2, 3);
        _ = new ModelDefinition(picture, [new ActivationLayer(Activation.Softmax)], Loss.SquaredError);
        _ = new ModelDefinition(picture, [new Flatten(), new ActivationLayer(Activation.Softmax)], Loss.CrossEntropy);
        _ = new ModelDefinition(picture, [new ActivationLayer(Activation.Sigmoid)], Loss.BinaryCrossEntropy);
        string message = Assert.Throws<ArgumentException>(() => new ModelDefinition(picture, [new ActivationLayer(Activation.Softmax)], Loss.CrossEntropy)).Message;
        Assert.Contains("flatten", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void A_network_has_one_to_a_thousand_layers(int count) =>
        Assert.Throws<ArgumentException>(() => new ModelDefinition(new Shape(1), Enumerable.Repeat(new Flatten(), count)));

    [Fact]
    public void More_parameters_than_an_array_can_hold_are_refused() =>
        Assert.Contains("'dense_17' brings the network over", Assert.Throws<ArgumentException>(() =>
            new ModelDefinition(new Shape(8000), Enumerable.Repeat(new Dense(8000), 20))).Message, StringComparison.Ordinal);

    private static Gen<ModelDefinition> Networks =>
        from shape in Gen.Elements(new Shape(1), new Shape(6), new Shape(2, 3), new Shape(1, 4, 4), new Shape(2, 1, 3, 2))
        from layers in LayerStack
        from loss in Gen.Elements(Loss.Names.ToArray())
        select Fit(shape, layers, Loss.Parse(loss));

    private static Gen<List<Layer>> LayerStack => Gen.ListOf(Gen.Elements(
        LayerSpecimens.All.Values.SelectMany(specimens => specimens.Variants).Concat(Initializer.Names.Select(name => new Dense(2) { WeightInitializer = Initializer.Parse(name) })).ToArray()))
        .Select(list => list.ToList());

    // Names that occur twice are taken off, a dense layer gets its vector, the end is what the loss wants.
    private static ModelDefinition Fit(Shape input, List<Layer> layers, Loss loss)
    {
        var fitted = new List<Layer>();
        int rank = input.Rank;
        foreach (Layer layer in layers)
        {
            if (layer is Dense && rank > 1) fitted.Add(new Flatten());
            if (layer is Dense or Flatten) rank = 1;
            fitted.Add(layer with { Name = layer.Name is { } name ? $"{name} {fitted.Count}" : null });
        }

        if (rank > 1) fitted.Add(new Flatten());
        fitted.Add(new Dense(3, LayerSpecimens.OutputFor(loss)));
        return new ModelDefinition(input, fitted, loss);
    }
}
