using System.Text;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tests.Training;
using Hillock.Training;

namespace Hillock.Tests.Models;

/// <summary>Models typed in as JSON, as the lectures' examples are.</summary>
public class HandWrittenModelTests
{
    // The lectures' worked example: x = (0.50, 0.51), w = (0.35, 0.40), no bias, sigmoid, y = 0.10, J = ½(y − ŷ)², η = 1.
    private const string Lecture = """
        { "hillock": 1, "input": 2, "loss": "half_squared_error",
          "layers": [ { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[0.35], [0.40]], "bias": null } ] }
        """;

    [Fact]
    public void The_lectures_worked_example_gives_the_lectures_numbers()
    {
        Model model = Load(Lecture);
        Assert.Equal(Precision.Double, model.Precision);
        Assert.Equal(0.5936318924705234, model.Predict([0.50, 0.51]).Value, 1e-12);

        var plan = Plan<double>.Compile(model.Definition, tracing: true);
        var workspace = new Workspace<double>(plan, 1, WorkspaceUse.Tracing, WorkerPool.Shared(1));
        double[] w = [.. model.AllParameters(), .. new double[Simd.Slack]], g = new double[w.Length];
        ((double[])[0.50, 0.51]).CopyTo(workspace.Inputs(1));
        workspace.Targets(1)[0] = 0.10;
        workspace.Scale(1)[0] = 1;

        Assert.Equal(0.1218362226320152, workspace.ForwardBackward(w, new Pass(1)), 1e-12);
        workspace.ParameterGradient(g, new Pass(1));
        Assert.Equal(0.379, workspace.Buffers[0].Kept[0], 1e-12);
        Assert.Equal(0.4936318924705234 * 0.24123306871238834, workspace.Buffers[0].OutputGradient[0], 1e-12);
        Assert.Equal([0.059540168117484034, 0.060730971479833716], g[..2], (a, b) => Math.Abs(a - b) < 1e-12);

        for (int i = 0; i < 2; i++) w[i] -= g[i];
        Assert.Equal([0.29045983188251595, 0.3392690285201663], w[..2], (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0.11467233702294669, workspace.ForwardBackward(w, new Pass(1)), 1e-12);
        Assert.Equal(0.3182571204865428, workspace.Buffers[0].Kept[0], 1e-12);
        Assert.Equal(0.5788994404318023, workspace.Buffers[0].Output[0], 1e-12);
    }

    [Fact]
    public void A_threshold_is_accepted_in_both_forms()
    {
        // Σwᵢxᵢ ≥ 2 is Σwᵢxᵢ − 2 ≥ 0.
        Model threshold = Load("""{"hillock":1,"input":3,"layers":[{"type":"dense","units":1,"activation":{"type":"step","threshold":2},"weights":[[1],[1],[1]],"bias":null}]}""");
        Model bias = Load("""{"hillock":1,"input":3,"layers":[{"type":"dense","units":1,"activation":"step","weights":[[1],[1],[1]],"bias":[-2]}]}""");
        for (int row = 0; row < 8; row++)
        {
            double[] x = [row >> 2, (row >> 1) & 1, row & 1];
            Assert.Equal(x.Sum() >= 2 ? 1 : 0, threshold.Predict(x).Value);
            Assert.Equal(threshold.Predict(x).Value, bias.Predict(x).Value);
        }
    }

    [Fact]
    public void Names_labels_and_what_is_left_out_have_their_defaults()
    {
        Model model = Load("""{"hillock":1,"input":2,"inputs":["weather","food"],"loss":"cross_entropy","seed":5,"layers":[{"type":"dense","units":3,"activation":"softmax"}]}""");
        Assert.Equal(["weather", "food"], model.Preprocessing.InputNames);
        Assert.Equal(["0", "1", "2"], model.Preprocessing.Labels);
        Assert.Equal(1, model.Predict([1.0, 2.0]).Probabilities.Sum(), 1e-12);
        Assert.Equal([0, 0, 0], model.Parameter("dense_1.bias"));
        Assert.Equal(model.Definition.Layout.Initialize(5)[..6], model.Parameter("dense_1.weights"));
        Assert.Equal(["x1", "x2"], Load(Lecture).Preprocessing.InputNames);
        Assert.Equal(["0", "1"], Load(Lecture.Replace("half_squared_error", "binary_cross_entropy", StringComparison.Ordinal)).Preprocessing.Labels);
    }

    [Fact]
    public void It_is_saved_like_any_other_and_can_be_trained_on()
    {
        Model model = Load(Lecture);
        Model again = Model.Load(Toy.Bytes(model));
        Assert.Equal(model.Hash, again.Hash);
        Assert.Equal(model.Predict([0.5, 0.51]), again.Predict([0.5, 0.51]));

        var data = Dataset.FromArrays<double>([0.50, 0.51], 2, [0.10], task: LearningTask.Regression);
        var trainer = new Trainer(Experiment.Of(again) with { Optimizer = new Sgd(1), Validation = 0, Epochs = 1 }, data, start: again);
        Assert.Equal(0.1218362226320152, trainer.Step(), 1e-12);
        Assert.Equal([0.29045983188251595, 0.3392690285201663], trainer.CreateModel().Parameter("dense_1.weights"), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData("[[0.35], [0.40]]", "[[0.35]]", "layers[0]: weights holds 1 entries where 2 belong (2×1 in all)")]
    [InlineData("[[0.35], [0.40]]", "[[0.35], [0.4, 1]]", "layers[0]: weights[1] holds 2 entries where 1 belong")]
    [InlineData("[[0.35], [0.40]]", "[[0.35], 0.4]", "weights[1] must be a list of 1")]
    [InlineData("[[0.35], [0.40]]", "[[0.35], [\"a\"]]", "weights[1][0] must be a number, not \"a\"")]
    [InlineData("[[0.35], [0.40]]", "[[0.35], [1e999]]", "weights[1][0] must be a number, not 1e999")]
    [InlineData("[[0.35], [0.40]]", "7", "weights must be a list of 2")]
    [InlineData("\"bias\": null", "\"bias\": [1, 2]", "layers[0]: bias holds 2 entries where 1 belong")]
    [InlineData("\"weights\"", "\"weight\"", "'weight' is not known here; did you mean 'weights'?")]
    [InlineData("sigmoid", "sigmoud", "'sigmoid'")]
    [InlineData("\"sigmoid\"", "{\"type\": \"step\", \"treshold\": 2}", "'threshold'")]
    [InlineData("half_squared_error", "half_square_error", "'half_squared_error'")]
    [InlineData("half_squared_error", "cross_entropy", "Loss 'cross_entropy' expects outputs of 'softmax', but layer 'dense_1' ends with 'sigmoid'")]
    [InlineData("\"units\": 1", "\"units\": 0", "A dense layer has 1 to 1,048,576 units, not 0.")]
    [InlineData("\"units\": 1", "\"units\": \"many\"", "'units' must be a whole number, not \"many\"")]
    [InlineData("\"units\": 1,", "", "'units' is missing")]
    [InlineData("\"dense\"", "\"denser\"", "'dense'")]
    [InlineData("\"input\": 2", "\"input\": 0", "A shape's lengths are at least 1, not 0.")]
    [InlineData("\"input\": 2", "\"input\": [1, 2]", "Layer 'dense_1', after the input of shape 1×2, expects a vector")]
    [InlineData("\"input\": 2", "\"input\": 2, \"inputs\": [\"a\"]", "'inputs' names 1 inputs, but 'input' says 2")]
    [InlineData("\"input\": 2", "\"input\": 2, \"inputs\": [\"a\", \"a\"]", "The input 'a' stands twice.")]
    [InlineData("\"input\": 2", "\"input\": 2, \"epochs\": 3", "'epochs' is not known here")]
    [InlineData("\"hillock\": 1", "\"hillock\": 99", "'hillock' is version 99; this program reads version 1")]
    [InlineData("\"hillock\": 1", "\"hillock\": null", "'hillock' must be a whole number, not null")]
    [InlineData("[ {", "[ [], {", "layers[0] must be an object in braces, not a list")]
    [InlineData("sigmoid", "\\ud800", "this is not valid JSON")]
    public void A_mistake_is_named_with_its_place(string right, string wrong, string expected)
    {
        string json = Lecture.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Lecture, json);
        string message = Assert.Throws<HillockException>(() => Load(json)).Message;
        Assert.StartsWith("lecture.json", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    private static Model Load(string json) => Model.Load(Encoding.UTF8.GetBytes(json), "lecture.json");
}
