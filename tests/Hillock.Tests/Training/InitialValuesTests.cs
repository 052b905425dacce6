using Hillock.Activations;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Tensors;
using Hillock.Training;

namespace Hillock.Tests.Training;

/// <summary>Weights that an experiment gives itself.</summary>
public class InitialValuesTests
{
    private static readonly ParameterValues Bias = new("dense_2.bias", new Shape(3), 0.1, -2, 1e-3);
    private static readonly Experiment Given = new(Toy.Classifier) { InitialValues = [Bias], Precision = Precision.Double };

    [Fact]
    public void Training_begins_with_what_is_given_and_the_rest_comes_from_the_seed()
    {
        Model model = new Trainer(Given, Toy.Classes()).CreateModel();
        Model plain = new Trainer(Given with { InitialValues = [] }, Toy.Classes()).CreateModel();

        Assert.Equal([0.1, -2, 1e-3], model.Parameter("dense_2.bias"));
        foreach (string other in (string[])["dense_1.weights", "dense_1.bias", "dense_2.weights"]) Assert.Equal(plain.Parameter(other), model.Parameter(other));
    }

    [Fact]
    public void All_initial_values_of_another_run_give_its_bits()
    {
        Experiment experiment = new(Toy.Classifier) { Epochs = 3, Seed = 5 };
        var trainer = new Trainer(experiment, Toy.Classes());
        Model start = trainer.CreateModel();
        Experiment written = experiment with
        {
            InitialValues = [.. start.Definition.Parameters.Select(slice => new ParameterValues(slice.Name, slice.Shape, start.Parameter(slice.Name)))],
        };

        Model again = Toy.Run(new Trainer(Experiment.Parse(written.ToJson().ToJsonString()), Toy.Classes())).CreateModel();

        Assert.Equal(Toy.Run(trainer).CreateModel().Hash, again.Hash);
    }

    [Fact]
    public void They_stand_in_the_layers_as_in_a_model_written_by_hand()
    {
        Experiment experiment = Experiment.Parse("""
            { "hillock": 1, "layers": [
              { "type": "dense", "units": 2, "activation": "tanh", "weights": [[1, 2], [3, 4], [5, 6]] },
              { "type": "dense", "units": 1, "name": "out", "bias": [0.5] } ] }
            """);

        Assert.Equal(
            [new ParameterValues("dense_1.weights", new Shape(3, 2), 1, 2, 3, 4, 5, 6), new ParameterValues("out.bias", new Shape(1), 0.5)], experiment.InitialValues);
        Assert.Contains(""""weights":[[1,2],[3,4],[5,6]]"""", experiment.ToJson().ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_to_go_on_from_takes_their_place()
    {
        Model start = new Trainer(Given with { InitialValues = [] }, Toy.Classes()).CreateModel();

        var trainer = new Trainer(Given, Toy.Classes(), start: start);

        Assert.Equal(start.Hash, trainer.CreateModel().Hash);
        Assert.Empty(Experiment.Of(trainer.CreateModel()).InitialValues);
    }

    [Theory]
    [InlineData("dense_1.weights", "Layer 'dense_1', which takes 4 and gives 8, has weights of shape 4×8; those given have shape 3.")]
    [InlineData("dense_2.bias", "Layer 'dense_2', which takes 8 and gives 3, has bias of shape 3; those given have shape 1×3.")]
    [InlineData("dense_3.bias", "There is no parameter array 'dense_3.bias'.")]
    public void What_does_not_fit_the_network_is_named(string name, string expected)
    {
        ParameterValues wrong = new(name, name == "dense_2.bias" ? new Shape(1, 3) : new Shape(3), 1, 2, 3);

        string message = Assert.Throws<HillockException>(() => new Trainer(Given with { InitialValues = [wrong] }, Toy.Classes())).Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"weights\": 7", "layers[0]: weights must be a list of numbers or of such lists, none of them empty.")]
    [InlineData("\"weights\": []", "none of them empty.")]
    [InlineData("\"weights\": [[1], []]", "weights[1] holds 0 entries where 1 belong (2×1 in all).")]
    [InlineData("\"weights\": [[1], 2]", "weights[1] must be a list of 1 (2×1 in all), not 2.")]
    [InlineData("\"weights\": [[1], [\"a\"]]", "weights[1][0] must be a number, not \"a\".")]
    [InlineData("\"weights\": [[[[[1]]]]]", "A shape has 1 to 4 lengths, not 5.")]
    [InlineData("\"bias\": [1e999]", "bias[0] must be a number, not 1e999.")]
    [InlineData("\"biases\": [1]", "did you mean 'bias'?")]
    public void A_mistake_in_JSON_is_named_with_its_place(string field, string expected)
    {
        string json = $$"""{"hillock":1,"layers":[{"type":"dense","units":1,{{field}}}]}""";

        string message = Assert.Throws<HillockException>(() => Experiment.Parse(json, "e.json")).Message;

        Assert.StartsWith("e.json: layers[0]", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_layer_could_take_is_refused_where_it_is_said()
    {
        Assert.Contains("given twice", Assert.Throws<ArgumentException>(() => Given with { InitialValues = [Bias, Bias] }).Message, StringComparison.Ordinal);
        ParameterValues large = new("dense_1.weights", new Shape(1 << 20), new double[1 << 20]);
        Assert.Contains("up to 1,048,576", Assert.Throws<ArgumentException>(() => Given with { InitialValues = [large, Bias] }).Message, StringComparison.Ordinal);
        Assert.Contains("3 elements; 1 numbers are given", Assert.Throws<ArgumentException>(() => new ParameterValues("a.b", new Shape(3), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => new ParameterValues("a.b", new Shape(1), double.NaN)).Message, StringComparison.Ordinal);
        Experiment other = Given with { Layers = [new Dense(3, Activation.Softmax)] };
        Assert.Contains("'dense_2.bias' belong to no layer; the layers are dense_1.", Assert.Throws<HillockException>(other.ToJson).Message, StringComparison.Ordinal);
    }
}
