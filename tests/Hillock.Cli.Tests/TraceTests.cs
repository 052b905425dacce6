using System.Text.Json;

namespace Hillock.Cli.Tests;

/// <summary><c>hillock trace</c>: the lectures' numbers through the real command, every format, every mistake.</summary>
public class TraceTests
{
    private const string Lecture = """
        { "hillock": 1, "input": 2, "loss": "half_squared_error",
          "layers": [ { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[0.35], [0.40]], "bias": null } ] }
        """;

    private const string Classifier = """
        { "hillock": 1, "input": 2, "inputs": ["width", "height"], "loss": "cross_entropy",
          "layers": [ { "type": "dense", "units": 20, "activation": "tanh" }, { "type": "dropout", "rate": 0.2 }, { "type": "dense", "units": 3, "activation": "softmax" } ] }
        """;

    private static readonly string[] LayerKeys =
        ["name", "type", "activation", "z", "a", "activationDerivative", "delta", "weights", "weightGradients", "bias", "biasGradients"];

    [Fact]
    public async Task The_worked_example_of_the_lectures_has_the_lectures_numbers_before_and_after_the_update()
    {
        using TemporaryFolder folder = Folder();
        JsonElement json = await CommandLine.RunJsonAsync(
            folder, "trace neuron.json --input 0.50,0.51 --target 0.10 --update --optimizer sgd --lr 1 --steps 1 --precision double --json");

        Assert.Equal(["input", "target", "layers", "output", "loss", "lossGradient", "inputGradient", "after"], CommandLine.Keys(json));
        JsonElement layer = json.GetProperty("layers")[0], after = json.GetProperty("after"), moved = after.GetProperty("layers")[0];
        Assert.Equal(LayerKeys, CommandLine.Keys(layer));
        Assert.Equal(["name", "weights", "bias", "z", "a"], CommandLine.Keys(moved));
        Close(json.GetProperty("input"), 0.50, 0.51);
        Close(json.GetProperty("target"), 0.10);
        Close(layer.GetProperty("z"), 0.379);
        Close(layer.GetProperty("a"), 0.5936318924705234);
        Close(json.GetProperty("output"), 0.5936318924705234);
        Close(json.GetProperty("loss"), 0.1218362226320152);
        Close(json.GetProperty("lossGradient"), 0.4936318924705234);
        Close(layer.GetProperty("activationDerivative"), 0.24123306871238834);
        Close(layer.GetProperty("delta"), 0.4936318924705234 * 0.24123306871238834);
        Close(layer.GetProperty("weightGradients"), 0.059540168117484034, 0.060730971479833716);
        Assert.Equal(JsonValueKind.Null, layer.GetProperty("bias").ValueKind);
        Assert.Equal(JsonValueKind.Null, layer.GetProperty("biasGradients").ValueKind);
        Close(moved.GetProperty("weights"), 0.29045983188251595, 0.3392690285201663);
        Close(moved.GetProperty("z"), 0.3182571204865428);
        Close(moved.GetProperty("a"), 0.5788994404318023);
        Close(after.GetProperty("output"), 0.5788994404318023);
        Close(after.GetProperty("loss"), 0.11467233702294669);
    }

    [Fact]
    public async Task A_row_of_a_table_is_traced_as_the_same_values_typed_in()
    {
        using TemporaryFolder folder = Folder();
        File.WriteAllText(folder["rows.csv"], "width,height,kind\n9,9,0\n0.5,-1,2\n3,3,1\n");
        string row = (await CommandLine.SucceedAsync(folder, "trace classes.json rows.csv --row 2 --json")).Output;
        string typed = (await CommandLine.SucceedAsync(folder, "trace classes.json --input 0.5,-1 --target 2 --json")).Output;

        Assert.Equal(typed, row);
        JsonElement softmax = JsonDocument.Parse(row).RootElement.GetProperty("layers")[2].GetProperty("activationDerivative");
        Assert.Equal([3, 3, 3], softmax.EnumerateArray().Select(line => line.GetArrayLength()));
    }

    [Fact]
    public async Task Without_a_target_the_way_back_is_null()
    {
        using TemporaryFolder folder = Folder();
        JsonElement json = await CommandLine.RunJsonAsync(folder, "trace classes.json --input 1,2 --json");
        foreach (string name in (string[])["target", "loss", "lossGradient", "inputGradient"]) Assert.Equal(JsonValueKind.Null, json.GetProperty(name).ValueKind);
        foreach (string name in (string[])["delta", "weightGradients", "biasGradients"]) Assert.Equal(JsonValueKind.Null, json.GetProperty("layers")[0].GetProperty(name).ValueKind);
    }

    [Theory]
    [InlineData("trace neuron.json --input 0.50,0.51 --target 0.10 --update", "z₁ = w₁₁·x₁ + w₁₂·x₂ = 0.35·0.5 + 0.4·0.51 = 0.379")]
    [InlineData("trace neuron.json --input 0.50,0.51 --target 0.10 --notation rows", "Oᵢₙ,₁ = W[1,1]·X₁ + W[2,1]·X₂")]
    [InlineData("trace neuron.json --input 0.50,0.51 --target 0.10 --notation div", "Div = ½·(y⁽¹⁾₁ − d₁)²")]
    [InlineData("trace classes.json --input 1,2 --target 1", "--focus dense_1[N] explains any of its units")]
    [InlineData("trace classes.json --input 1,2 --target 1 --focus dense_2[3]", "BP1 δ³₃ = a³₃ − y₃")]
    [InlineData("trace classes.json --input 1,2 --target 1 --weight dense_1[2,20] --update", "activation of dense_2, 3 × 3")]
    public async Task Text_explains_within_80_columns(string line, string contains)
    {
        using TemporaryFolder folder = Folder();
        string text = (await CommandLine.SucceedAsync(folder, line)).Output;

        Assert.Contains(contains, text, StringComparison.Ordinal);
        Assert.Contains("computed a second time", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), shown => Assert.True(shown.Length <= 80, shown));
    }

    [Theory]
    [InlineData("trace classes.json --input 1,2 --target 1 --update --format markdown", "$$ \\frac{\\partial C}{\\partial w_{")]
    [InlineData("trace classes.json --input 1,2 --target 1 --format markdown --weight dense_2[1,2]", "\\begin{bmatrix}")]
    [InlineData("trace classes.json --input 1,2 --target 1 --update --format html", "<section id=\"update\">")]
    [InlineData("trace classes.json --input 1,2 --format html --focus dense_1[7]", "Unit 7 of dense_1")]
    public async Task Markdown_and_pages_are_written(string line, string contains)
    {
        using TemporaryFolder folder = Folder();
        Assert.Contains(contains, (await CommandLine.SucceedAsync(folder, line)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trace neuron.json --input 1,2,3", 1, "takes 2 inputs")]
    [InlineData("trace neuron.json --input 1,two", 1, "'two' is not a number")]
    [InlineData("trace neuron.json --input 1,2 --target a", 1, "'a' is not a number")]
    [InlineData("trace classes.json --input 1,2 --target dog", 1, "label 'dog'")]
    [InlineData("trace classes.json rows.csv --row 7", 1, "no row 7", "1 row")]
    [InlineData("trace neuron.json --input 1,2 --focus dense_9", 1, "Did you mean 'dense_1'?")]
    [InlineData("trace neuron.json --input 1,2 --focus dense_1[2]", 1, "no unit 2")]
    [InlineData("trace neuron.json --input 1,2 --weight dense_1[3,1]", 1, "no input 3")]
    [InlineData("trace classes.json --input 1,2 --weight dropout_1[3,1]", 1, "has no weights")]
    [InlineData("trace neuron.json --input 1,2 --update", 1, "Without a target")]
    [InlineData("trace neuron.json --input 1,2 --target 1 --update --optimizer perceptron", 1, "step units")]
    [InlineData("trace neuron.json", 2, "Which sample?")]
    [InlineData("trace neuron.json rows.csv", 2, "Which row")]
    [InlineData("trace neuron.json rows.csv --row 0", 2, "counted from 1")]
    [InlineData("trace neuron.json rows.csv --row 1 --input 1,2", 2, "not both")]
    [InlineData("trace neuron.json --input 1,2 --lr 1", 2, "--update")]
    [InlineData("trace neuron.json --input 1,2 --target 1 --update --steps 0", 2, "at least 1")]
    [InlineData("trace neuron.json --input 1,2 --target 1 --update --lr -1", 2, "positive")]
    [InlineData("trace neuron.json --input 1,2 --weight dense_1[1]", 2, "layer[input,unit]")]
    [InlineData("trace neuron.json --input 1,2 --focus dense_1]", 2, "dense_2[5]")]
    [InlineData("trace neuron.json --input 1,2 --format xml", 2, "no format 'xml'")]
    [InlineData("trace neuron.json --input 1,2 --json --format text", 2, "different things")]
    public async Task A_mistake_gets_its_sentence(string line, int code, params string[] words)
    {
        using TemporaryFolder folder = Folder();
        File.WriteAllText(folder["rows.csv"], "width,height,kind\n9,9,0\n");
        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, line), code, words);
    }

    private static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        File.WriteAllText(folder["neuron.json"], Lecture);
        File.WriteAllText(folder["classes.json"], Classifier);
        return folder;
    }

    private static void Close(JsonElement json, params double[] expected) =>
        Assert.Equal(expected, [.. Numbers(json)], (a, b) => Math.Abs(a - b) < 1e-12);

    private static IEnumerable<double> Numbers(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().SelectMany(Numbers) : [json.GetDouble()];
}
