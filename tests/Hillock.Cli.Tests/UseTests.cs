using System.Diagnostics;
using System.Text.Json;

namespace Hillock.Cli.Tests;

/// <summary>A folder with a model that was trained once.</summary>
public sealed class TrainedModels : IAsyncLifetime
{
    internal TemporaryFolder Folder { get; } = new();

    public async Task InitializeAsync()
    {
        await CommandLine.SucceedAsync(Folder, "train iris --epochs 20");
        await CommandLine.SucceedAsync(Folder, "train diabetes --epochs 3");
        await File.WriteAllTextAsync(Folder["iris.csv"], (await CommandLine.SucceedAsync(Folder, "datasets show iris --csv")).Output);
    }

    public Task DisposeAsync()
    {
        Folder.Dispose();
        return Task.CompletedTask;
    }
}

public class UseTests(TrainedModels models) : IClassFixture<TrainedModels>
{
    private readonly TemporaryFolder folder = models.Folder;

    [Fact]
    public async Task Predictions_come_in_the_order_of_the_rows()
    {
        string[] rows = await File.ReadAllLinesAsync(folder["iris.csv"]);
        await File.WriteAllLinesAsync(folder["long.csv"], [rows[0], .. Enumerable.Range(0, 9000).Select(i => rows[1 + (i * 7 % 150)])]);

        string[] one = (await CommandLine.SucceedAsync(folder, "predict iris.safetensors iris.csv")).Output.TrimEnd('\n').Split('\n');
        string[] many = (await CommandLine.SucceedAsync(folder, "predict iris.safetensors long.csv")).Output.TrimEnd('\n').Split('\n');

        Assert.Equal((151, 9001), (one.Length, many.Length));
        Assert.Equal("prediction", one[0]);
        for (int i = 0; i < 9000; i++) Assert.Equal(one[1 + (i * 7 % 150)], many[i + 1]);
    }

    [Fact]
    public async Task Standard_input_is_predicted_like_a_file_and_other_columns_are_ignored()
    {
        const string text = "note;petal_width;petal_length;sepal_width;sepal_length\nx;0.2;1.4;3.5;5.1\n";

        ChildProcess run = await CommandLine.SucceedAsync(folder, "predict iris.safetensors - --probabilities", text);

        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("prediction,p_setosa,p_versicolor,p_virginica", lines[0]);
        string[] fields = lines[1].Split(',');
        Assert.Equal("setosa", fields[0]);
        Assert.Equal(1, fields[1..].Sum(double.Parse), 1e-5);
    }

    [Fact]
    public async Task A_row_from_a_pipe_is_answered_before_the_next_has_come()
    {
        var start = new ProcessStartInfo("dotnet", [Repository.AssemblyOf("src/Hillock.Cli"), "predict", "iris.safetensors", "-"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var run = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2)); // only a run that never answers comes to its end
        await using CancellationTokenRegistration killing = patience.Token.Register(run.Kill);
        await run.StandardInput.WriteAsync("sepal_length,sepal_width,petal_length,petal_width\n");

        await Answer("5.1,3.5,1.4,0.2\n", "prediction", "setosa");
        await Answer("6.5,3.0,5.8,2.2\n5.1,3.5,1.4,0.2\n5.9,2.8", "virginica", "setosa");
        await Answer(",4.3,1.3\n", "versicolor");

        run.StandardInput.Close();
        await run.WaitForExitAsync(patience.Token);
        Assert.Equal(0, run.ExitCode);

        async Task Answer(string rows, params string[] answers)
        {
            await run.StandardInput.WriteAsync(rows);
            await run.StandardInput.FlushAsync(patience.Token);
            foreach (string answer in answers) Assert.Equal(answer, await run.StandardOutput.ReadLineAsync(patience.Token));
        }
    }

    [Fact]
    public async Task Input_that_is_no_text_is_refused_from_a_pipe_too()
    {
        if (OperatingSystem.IsWindows()) return; // needs a shell
        var start = new ProcessStartInfo("bash", ["-c", $"printf 'a,b\\n1,\\xff\\n' | dotnet '{Repository.AssemblyOf("src/Hillock.Cli")}' predict iris.safetensors -"]) { WorkingDirectory = folder.Path };

        ChildProcess run = await ChildProcess.RunAsync(start);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("standard input is a binary file, or a text in another encoding than UTF-8.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_predictions_are_an_object_on_each_line()
    {
        ChildProcess run = await CommandLine.SucceedAsync(folder, "predict iris.safetensors iris.csv --format json --probabilities");

        JsonElement[] lines = [.. run.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(150, lines.Length);
        Assert.Equal(["prediction", "probabilities"], CommandLine.Keys(lines[0]));
        Assert.Equal(["setosa", "versicolor", "virginica"], CommandLine.Keys(lines[0].GetProperty("probabilities")));
    }

    [Fact]
    public async Task A_model_written_by_hand_predicts()
    {
        await File.WriteAllTextAsync(folder["hand.json"], """
            { "hillock": 1, "input": 2, "loss": "half_squared_error",
              "layers": [ { "type": "dense", "units": 1, "activation": "sigmoid", "weights": [[0.35], [0.40]], "bias": null } ] }
            """);

        ChildProcess run = await CommandLine.SucceedAsync(folder, "predict hand.json -", "x1,x2\n0.50,0.51\n");

        Assert.Equal(0.5936318924705234, double.Parse(run.Output.Split('\n')[1]), 1e-12);
    }

    [Fact]
    public async Task A_reader_that_has_enough_ends_the_run_quietly()
    {
        if (OperatingSystem.IsWindows()) return; // needs a shell with head
        string dll = Repository.AssemblyOf("src/Hillock.Cli");
        var endless = new ProcessStartInfo("bash", ["-c", $"(head -1 iris.csv; while tail -n +2 iris.csv; do :; done) | dotnet '{dll}' predict iris.safetensors - | head -3; echo ${{PIPESTATUS[1]}}"])
        {
            WorkingDirectory = folder.Path,
        };

        ChildProcess run = await ChildProcess.RunAsync(endless);

        Assert.Equal(["prediction", "setosa", "setosa", "0", ""], run.Output.Split('\n'));
        Assert.DoesNotContain("hillock", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluation_has_the_keys_of_the_contract()
    {
        JsonElement classes = await CommandLine.RunJsonAsync(folder, "evaluate iris.safetensors iris.csv --json");
        JsonElement numbers = await CommandLine.RunJsonAsync(folder, "evaluate diabetes.safetensors diabetes --json");

        Assert.Equal(["samples", "loss", "accuracy", "balancedAccuracy", "macroF1", "rocAuc", "labels", "confusionMatrix", "perClass"], CommandLine.Keys(classes));
        Assert.Equal(["label", "precision", "recall", "f1", "support"], CommandLine.Keys(classes.GetProperty("perClass")[0]));
        Assert.Equal(["samples", "loss", "mse", "rmse", "mae", "r2"], CommandLine.Keys(numbers));
        Assert.Equal(150, classes.GetProperty("confusionMatrix").EnumerateArray().Sum(row => row.EnumerateArray().Sum(cell => cell.GetInt32())));
    }

    [Fact]
    public async Task Of_a_catalog_set_only_rows_held_out_in_training_are_evaluated()
    {
        JsonElement trained = await CommandLine.RunJsonAsync(folder, "train iris --epochs 2 --seed 5 --test 0.3 -o held.safetensors --json");

        JsonElement evaluated = await CommandLine.RunJsonAsync(folder, "evaluate held.safetensors iris --json");
        ChildProcess shown = await CommandLine.SucceedAsync(folder, "evaluate held.safetensors iris");

        foreach (string figure in (string[])["samples", "loss", "accuracy"])
            Assert.Equal(trained.GetProperty("test").GetProperty(figure).GetDouble(), evaluated.GetProperty(figure).GetDouble());
        Assert.Contains("45 rows of iris: those held out", shown.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train iris --epochs 1 --test 0 -o m.safetensors", "all rows of iris: the model was trained on them")]
    [InlineData("train iris.csv --epochs 1 -o m.safetensors", "all rows of iris; the model does not say")]
    public async Task Rows_that_a_model_may_have_seen_are_pointed_out(string training, string expected)
    {
        using TemporaryFolder own = new();
        File.Copy(folder["iris.csv"], own["iris.csv"]);
        await CommandLine.SucceedAsync(own, training);

        ChildProcess run = await CommandLine.SucceedAsync(own, "evaluate m.safetensors iris");

        Assert.Contains(expected, string.Join(' ', run.Errors.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("150", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_of_ones_own_are_trained_on_evaluated_and_predicted()
    {
        byte[] pixels = [.. Enumerable.Range(0, 40).SelectMany(i => i % 2 == 0 ? new byte[] { 250, 240, 10, 0 } : [5, 0, 245, 255])];
        await File.WriteAllBytesAsync(folder["my-images-idx3-ubyte"], [0, 0, 8, 3, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2, .. pixels]);
        await File.WriteAllBytesAsync(folder["my-labels-idx1-ubyte"], [0, 0, 8, 1, 0, 0, 0, 40, .. Enumerable.Range(0, 40).Select(i => (byte)(i % 2))]);

        await CommandLine.SucceedAsync(folder, "train my-images-idx3-ubyte --epochs 40 --lr 0.01");
        JsonElement figures = await CommandLine.RunJsonAsync(folder, "evaluate my-images-idx3-ubyte.safetensors my-images-idx3-ubyte --json");
        ChildProcess answers = await CommandLine.SucceedAsync(folder, "predict my-images-idx3-ubyte.safetensors my-images-idx3-ubyte");

        Assert.Equal((40, 1.0), (figures.GetProperty("samples").GetInt32(), figures.GetProperty("accuracy").GetDouble()));
        Assert.StartsWith("prediction\n0\n1\n0\n1\n", answers.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_that_weigh_no_row_say_so_where_rows_have_weights()
    {
        await File.WriteAllTextAsync(folder["weighted.csv"], "x,w,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{1 + (i % 3)},{(i < 20 ? "a" : "b")}\n")));

        ChildProcess run = await CommandLine.SucceedAsync(folder, "train weighted.csv --sample-weights w --epochs 2 --report weighted.html");

        Assert.Contains("every row counts the same here, whatever its weight", run.Output, StringComparison.Ordinal);
        Assert.Contains("Every sample counts the same here, whatever its weight.", await File.ReadAllTextAsync(folder["weighted.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluation_is_shown_to_people_too()
    {
        ChildProcess run = await CommandLine.SucceedAsync(folder, "evaluate iris.safetensors iris.csv");

        foreach (string word in (string[])["accuracy", "Confusion matrix", "setosa", "support"]) Assert.Contains(word, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspection_shows_layers_range_capacity_preprocessing_and_training()
    {
        ChildProcess text = await CommandLine.SucceedAsync(folder, "inspect iris.safetensors");
        JsonElement json = await CommandLine.RunJsonAsync(folder, "inspect iris.safetensors --json");

        foreach (string word in (string[])["dense_1", "softmax", "(0, 1)", "VC dimension", "petal_width", "adam", "seed 1"]) Assert.Contains(word, text.Output, StringComparison.Ordinal);
        Assert.Equal(json.GetProperty("parameters").GetInt32(), json.GetProperty("layers").EnumerateArray().Sum(layer => layer.GetProperty("parameters").GetInt32()));
        foreach (string key in (string[])["outputRange", "capacity", "preprocessing", "training"]) Assert.True(json.TryGetProperty(key, out _), key);
    }
}
