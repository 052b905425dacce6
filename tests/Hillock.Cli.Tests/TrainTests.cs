using System.Text.Json;
using Hillock.Distortions;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Cli.Tests;

public class TrainTests
{
    private static readonly string[] TrainKeys =
        ["model", "parameters", "epochs", "seed", "hash", "train", "validation", "test", "baseline", "seconds", "samplesPerSecond"];

    [Fact]
    public async Task A_first_run_says_what_it_does_and_leaves_a_model_that_predicts()
    {
        using TemporaryFolder folder = new();

        ChildProcess run = await CommandLine.SucceedAsync(folder, "train iris");

        Assert.Contains("multiclass: 'species'", run.Errors, StringComparison.Ordinal);
        Assert.Contains("epoch", run.Errors, StringComparison.Ordinal);
        foreach (string word in (string[])["train", "validation", "test", "guessing", "accuracy", "Confusion matrix", "precision", "iris.safetensors"])
            Assert.Contains(word, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output + run.Errors);
        Assert.Equal("setosa", Model.Load(folder["iris.safetensors"]).Predict(5.1f, 3.5f, 1.4f, 0.2f).Label);
    }

    [Fact]
    public async Task Json_has_the_keys_of_the_contract_for_classes()
    {
        using TemporaryFolder folder = new();

        JsonElement json = await CommandLine.RunJsonAsync(folder, "train iris --epochs 3 --seed 7 -o m.safetensors --json");

        Assert.Empty(TrainKeys.Except(CommandLine.Keys(json)));
        foreach (string set in (string[])["train", "validation", "test", "baseline"])
            Assert.Equal(["samples", "loss", "accuracy"], CommandLine.Keys(json.GetProperty(set)));
        Assert.Equal(150, json.GetProperty("train").GetProperty("samples").GetInt32() + json.GetProperty("validation").GetProperty("samples").GetInt32() + json.GetProperty("test").GetProperty("samples").GetInt32());
        Assert.Equal((3, 7), (json.GetProperty("epochs").GetInt32(), json.GetProperty("seed").GetInt64()));
        Assert.Equal(Model.Load(folder["m.safetensors"]).Hash, json.GetProperty("hash").GetString());
    }

    [Fact]
    public async Task Json_has_the_keys_of_the_contract_for_numbers()
    {
        using TemporaryFolder folder = new();

        JsonElement json = await CommandLine.RunJsonAsync(folder, "train diabetes --epochs 3 --json");

        foreach (string set in (string[])["train", "validation", "test", "baseline"])
            Assert.Equal(["samples", "loss", "rmse", "mae", "r2"], CommandLine.Keys(json.GetProperty(set)));
    }

    [Fact]
    public async Task The_trivial_predictor_is_measured_by_the_same_loss()
    {
        using TemporaryFolder folder = new();

        JsonElement json = await CommandLine.RunJsonAsync(folder, "train iris --epochs 1 --json");

        // Thirds of three classes that occur equally often in training: cross-entropy ln 3.
        Assert.Equal(Math.Log(3), json.GetProperty("baseline").GetProperty("loss").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task Everything_can_be_trained_on()
    {
        using TemporaryFolder folder = new();

        JsonElement json = await CommandLine.RunJsonAsync(folder, "train iris --validation 0 --test 0 --patience 0 --epochs 2 --json");

        Assert.Equal(150, json.GetProperty("train").GetProperty("samples").GetInt32());
        foreach (string set in (string[])["validation", "test", "baseline"]) Assert.Equal(JsonValueKind.Null, json.GetProperty(set).ValueKind);
    }

    [Fact]
    public async Task The_same_bits_come_from_any_number_of_threads()
    {
        using TemporaryFolder folder = new();

        foreach (int threads in (int[])[1, 2, 3]) await CommandLine.SucceedAsync(folder, $"train digits --epochs 2 --threads {threads} -o {threads}.safetensors");

        byte[] one = await File.ReadAllBytesAsync(folder["1.safetensors"]);
        Assert.Equal(one, await File.ReadAllBytesAsync(folder["2.safetensors"]));
        Assert.Equal(one, await File.ReadAllBytesAsync(folder["3.safetensors"]));
    }

    [Fact]
    public async Task A_saved_experiment_does_the_same_again()
    {
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, "train circle --hidden 8,4 --activation tanh,relu --dropout 0.1 --lr 0.02 --schedule cosine --epochs 5 --threshold f1 --save-experiment e.json -o a.safetensors");

        await CommandLine.SucceedAsync(folder, "train e.json -o b.safetensors");
        await CommandLine.SucceedAsync(folder, "train e.json --seed 2 -o c.safetensors");

        byte[] first = await File.ReadAllBytesAsync(folder["a.safetensors"]);
        Assert.Equal(first, await File.ReadAllBytesAsync(folder["b.safetensors"]));
        Assert.NotEqual(first, await File.ReadAllBytesAsync(folder["c.safetensors"]));
    }

    [Theory]
    [InlineData("""{ "name": "circle", "samples": 60, "noise": 0.1, "seed": 3 }""")]
    [InlineData("""{ "name": "boolean:A & !B", "test": 0 }""")]
    [InlineData("""{ "name": "drawn", "text": "x,y,label\n1,2,a\n-1,0,b\n2,3,a\n-3,1,b\n4,0,a\n0,-2,b\n" }""")]
    public async Task An_experiment_that_holds_its_data_and_weights_gives_the_model_that_a_program_gives(string data)
    {
        string json = $$"""
            { "hillock": 1, "data": {{data}}, "epochs": 2, "layers": [
              { "type": "dense", "units": 2, "activation": "tanh", "weights": [[0.5, -1], [0.25, 2]] }, { "type": "dense", "units": 1, "activation": "sigmoid", "bias": [-0.125] } ] }
            """;
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["e.json"], json);
        Experiment experiment = Experiment.Parse(json);
        LoadedData loaded = await experiment.Data!.LoadAsync(experiment.Seed);

        JsonElement result = await CommandLine.RunJsonAsync(folder, "train e.json --json");

        Assert.Equal((await experiment.TrainAsync(loaded.Train)).Hash, result.GetProperty("hash").GetString());
    }

    [Fact]
    public async Task Formulas_of_columns_are_inputs_and_the_model_takes_the_columns()
    {
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, "train circle --features 'x,y,x^2,y^2' --hidden '' --optimizer lbfgs -o m.safetensors --save-experiment e.json");

        JsonElement again = await CommandLine.RunJsonAsync(folder, "train e.json --json -o n.safetensors");
        JsonElement test = await CommandLine.RunJsonAsync(folder, "evaluate m.safetensors circle --json");
        JsonElement trace = await CommandLine.RunJsonAsync(folder, "trace m.safetensors --input 1,2 --json");
        ChildProcess inspected = await CommandLine.SucceedAsync(folder, "inspect m.safetensors");

        Assert.Equal(Model.Load(folder["m.safetensors"]).Hash, again.GetProperty("hash").GetString());
        Assert.Equal(1, test.GetProperty("accuracy").GetDouble()); // a circle is a line in x² and y²
        Assert.Equal(4, trace.GetProperty("input").GetArrayLength());
        Assert.Contains("formula", inspected.Output, StringComparison.Ordinal);
        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "train circle --features 'x,z^2'"), 1, "the feature 'z^2' takes the column 'z', which is not here.");
    }

    [Fact]
    public async Task A_model_says_nothing_about_where_its_data_lay()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["here.csv"], (await CommandLine.SucceedAsync(folder, "datasets show circle --samples 60 --csv")).Output);
        Directory.CreateDirectory(folder["sub"]);
        File.Copy(folder["here.csv"], folder["sub/there.csv"]);

        await CommandLine.SucceedAsync(folder, "train here.csv --epochs 2 -o a.safetensors");
        await CommandLine.SucceedAsync(folder, "train sub/there.csv --epochs 2 -o b.safetensors");

        Assert.Equal(await File.ReadAllBytesAsync(folder["a.safetensors"]), await File.ReadAllBytesAsync(folder["b.safetensors"]));
    }

    [Fact]
    public async Task Test_and_validation_rows_may_come_from_files()
    {
        using TemporaryFolder folder = new();
        foreach ((string name, int seed) in ((string, int)[])[("a", 1), ("b", 2), ("c", 3)])
            await File.WriteAllTextAsync(folder[$"{name}.csv"], (await CommandLine.SucceedAsync(folder, $"datasets show moons --samples 50 --seed {seed} --csv")).Output);

        JsonElement json = await CommandLine.RunJsonAsync(folder, "train a.csv --validation b.csv --test c.csv --epochs 2 --json");

        foreach (string set in (string[])["train", "validation", "test"]) Assert.Equal(50, json.GetProperty(set).GetProperty("samples").GetInt32());
    }

    [Fact]
    public async Task Training_goes_on_from_a_model_and_leaves_frozen_layers_alone()
    {
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, "train iris --epochs 2 -o a.safetensors");

        await CommandLine.SucceedAsync(folder, "train iris --from a.safetensors --freeze dense_1 --epochs 2 -o b.safetensors");

        (Model before, Model after) = (Model.Load(folder["a.safetensors"]), Model.Load(folder["b.safetensors"]));
        Assert.Equal(before.Preprocessing, after.Preprocessing);
        Assert.Equal(before.Parameter("dense_1.weights"), after.Parameter("dense_1.weights"));
        Assert.NotEqual(before.Parameter("dense_2.weights"), after.Parameter("dense_2.weights"));
    }

    [Fact]
    public async Task Training_goes_on_from_a_model_written_by_hand()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["hand.json"], """
            { "hillock": 1, "input": 2, "inputs": ["x", "y"], "loss": "half_squared_error",
              "layers": [ { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[0.35], [0.40]], "bias": null } ] }
            """);

        await CommandLine.SucceedAsync(folder, "train gauss --from hand.json --epochs 2 -o m.safetensors");

        Assert.NotEqual([0.35, 0.40], Model.Load(folder["m.safetensors"]).Parameter("dense_1.weights"));
        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "train hand.json"), 1, "hand.json", "--from MODEL");
    }

    [Fact]
    public async Task A_decision_threshold_finds_the_share_asked_for()
    {
        using TemporaryFolder folder = new();

        JsonElement json = await CommandLine.RunJsonAsync(folder, "train gauss --epochs 1 --threshold recall:1 --json");
        await CommandLine.SucceedAsync(folder, "train gauss --epochs 1 --threshold 0.25 -o m.safetensors");

        Assert.True(json.GetProperty("decisionThreshold").GetDouble() < 1);
        Assert.Equal(0.25, Model.Load(folder["m.safetensors"]).DecisionThreshold);
    }

    [Fact]
    public async Task Training_without_gradients_says_what_it_found()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["xor.csv"], "a,b,y\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n");
        await File.WriteAllTextAsync(folder["and.csv"], "a,b,y\n0,0,0\n0,1,0\n1,0,0\n1,1,1\n");
        await File.WriteAllTextAsync(folder["line.csv"], string.Concat(Enumerable.Range(0, 30).Select(i => i == 0 ? "x,y\n" : $"{i},{(3 * i) - 2}\n")));

        ChildProcess xor = await CommandLine.SucceedAsync(folder, "train xor.csv --optimizer perceptron --test 0 --validation 0 --patience 0");
        ChildProcess and = await CommandLine.SucceedAsync(folder, "train and.csv --optimizer perceptron --test 0 --validation 0 --patience 0");
        JsonElement line = await CommandLine.RunJsonAsync(folder, "train line.csv --optimizer least_squares --precision double --json");

        Assert.Contains("No plane separates the classes", xor.Output, StringComparison.Ordinal);
        Assert.Contains("these weights separate the classes", and.Output, StringComparison.Ordinal);
        Assert.Equal(1, line.GetProperty("test").GetProperty("r2").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task A_report_is_one_page_with_the_command_that_made_it()
    {
        using TemporaryFolder folder = new();

        await CommandLine.SucceedAsync(folder, "train iris --epochs 2 --report iris.html");

        string page = await File.ReadAllTextAsync(folder["iris.html"]);
        Assert.Contains("hillock train iris --epochs 2 --report iris.html", page, StringComparison.Ordinal);
        Assert.Contains("virginica", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cross_validation_reports_mean_and_spread_and_keeps_no_model()
    {
        using TemporaryFolder folder = new();

        JsonElement json = await CommandLine.RunJsonAsync(folder, "train iris --folds 3 --epochs 3 --json");

        double[] accuracies = [.. json.GetProperty("folds").EnumerateArray().Select(fold => fold.GetProperty("accuracy").GetDouble())];
        Assert.Equal(3, accuracies.Length);
        Assert.Equal(150, json.GetProperty("test").GetProperty("samples").GetInt32());
        Assert.Equal(accuracies.Average(), json.GetProperty("test").GetProperty("accuracy").GetDouble(), 1e-12);
        Assert.True(json.GetProperty("deviation").TryGetProperty("accuracy", out _));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task The_search_for_a_rate_marks_three_regions()
    {
        using TemporaryFolder folder = new();

        ChildProcess text = await CommandLine.SucceedAsync(folder, "train digits --find-rate");
        JsonElement json = await CommandLine.RunJsonAsync(folder, "train digits --find-rate --json");

        foreach (string word in (string[])["too small", "good", "diverging", "--lr"]) Assert.Contains(word, text.Output, StringComparison.Ordinal);
        Assert.InRange(json.GetProperty("best").GetDouble(), json.GetProperty("tooSmallBelow").GetDouble(), json.GetProperty("divergesFrom").GetDouble());
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_file_of_another_kind_is_never_overwritten()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["notes.txt"], "precious");

        foreach (string option in (string[])["-o", "--report", "--save-experiment"])
            CommandLine.AssertFailed(await CommandLine.RunAsync(folder, $"train iris --epochs 1 {option} notes.txt"), 1, "notes.txt", "left as it is");

        Assert.Equal("precious", await File.ReadAllTextAsync(folder["notes.txt"]));
        Assert.Equal(["notes.txt"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Images_are_varied_and_the_model_says_how()
    {
        using TemporaryFolder folder = new();

        foreach (int threads in (int[])[1, 2]) await CommandLine.SucceedAsync(folder, $"train digits --augment affine,elastic:20 --epochs 2 --threads {threads} -o {threads}.safetensors");
        await CommandLine.SucceedAsync(folder, "train digits --epochs 2 -o plain.safetensors");

        Model model = Model.Load(folder["1.safetensors"]);
        Assert.Equal(await File.ReadAllBytesAsync(folder["1.safetensors"]), await File.ReadAllBytesAsync(folder["2.safetensors"]));
        Assert.NotEqual(Model.Load(folder["plain.safetensors"]).Hash, model.Hash);
        Assert.Equal(Augmentation.Parse("affine,elastic:20"), Experiment.Of(model).Augmentation);
    }

    [Theory]
    [InlineData("train iris --augment affine", 1, "Only pictures can be augmented")]
    [InlineData("train digits --augment elstic", 2, "Did you mean 'elastic'?")]
    [InlineData("train digits --augment elastic:x", 2, "'x' is not a number")]
    [InlineData("train digits --augment affine:-1", 2, "rotation is a number of at least 0")]
    [InlineData("train digits --augment outliers:1", 2, "share of outliers is at least 0 and below 1")]
    [InlineData("train digits --augment affine, --epochs 1", 2, "There is no augmentation")]
    [InlineData("train digits --augment affine --optimizer lbfgs", 1, "lbfgs")]
    public async Task What_cannot_be_varied_is_refused(string line, int code, string reason)
    {
        using TemporaryFolder folder = new();

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, line), code, reason);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
