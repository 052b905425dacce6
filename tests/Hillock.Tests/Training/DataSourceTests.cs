using Hillock.Activations;
using Hillock.Data;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Tensors;
using Hillock.Tests.Data;
using Hillock.Training;

namespace Hillock.Tests.Training;

public class DataSourceTests
{
    [Fact]
    public void Every_setting_survives_the_json_of_an_experiment()
    {
        var source = new DataSource("a.csv")
        {
            Columns = new ColumnRoles { Targets = ["y", "z"], Features = ["a"], Ignore = ["b"], Weights = "w", Task = LearningTask.Regression },
            Divisor = 16,
            Csv = new CsvOptions { Delimiter = ';', Header = false, Missing = ["-"], Categories = ["c"] },
            Test = 0.3,
            ValidationFile = "v.csv",
        };
        DataSource[] sources =
        [
            source,
            source with { ValidationFile = null, Text = "a,b\n\"é\",\u0001\r\n" },
            new("circle") { Samples = 300, Noise = 0.2, Seed = long.MinValue },
        ];
        foreach (DataSource each in sources)
        {
            Experiment experiment = new(new Dense(1, Activation.Linear)) { Data = each, Threshold = ThresholdChoice.Parse("cost:1,2") };
            Assert.Equal(experiment, Experiment.Parse(experiment.ToJson().ToJsonString()));
        }
    }

    [Fact]
    public async Task How_samples_are_encoded_may_be_given_instead_of_fitted()
    {
        const string rows = "x,y\n1,10\n2,20\n4,40\n";
        var raw = Preprocessing.None(new Shape(1), TargetEncoding.Numbers([0], [1], "y"), "x");
        Experiment experiment = new(new Dense(1)) { Data = new DataSource("line") { Text = rows, Test = 0, Preprocessing = raw }, Validation = 0 };

        var again = Experiment.Parse(experiment.ToJson().ToJsonString());
        LoadedData data = await again.Data!.LoadAsync(again.Seed);
        var trainer = new Trainer(again, data.Train);

        Assert.Equal(experiment, again);
        Assert.Equal(raw, trainer.Preprocessing);
        Assert.NotEqual(raw, new Trainer(again with { Data = null }, data.Train).Preprocessing);
        Assert.Null(again.Data.Kept);
        Assert.Contains("Experiment.Parse(\"{", again.ToProgram(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fifth_of_the_rows_is_held_out_unless_told_otherwise()
    {
        LoadedData usual = await new DataSource("iris").LoadAsync(seed: 1);
        LoadedData half = await new DataSource("iris") { Test = 0.5 }.LoadAsync(seed: 1);
        LoadedData none = await new DataSource("iris") { Test = 0 }.LoadAsync(seed: 1);

        Assert.Equal((120, 30), (usual.Train.Count, usual.Test!.Count));
        Assert.Equal((75, 75), (half.Train.Count, half.Test!.Count));
        Assert.Equal(150, none.Train.Count);
        Assert.Null(none.Test);
        Assert.Null(none.Validation);
    }

    [Fact]
    public async Task A_generated_set_is_made_as_it_is_described()
    {
        DataSource source = new("circle") { Samples = 30, Noise = 0.3, Seed = 7, Test = 0 };
        Table table = Generated.Make("circle", 30, 0.3, 7);

        Dataset made = (await source.LoadAsync(seed: 1)).Train;

        Assert.Equal(Text(table), Text(((TableDataset)made).Table));
        Assert.Equal(Text(Generated.Make("circle")), Text(((TableDataset)(await new DataSource("circle").LoadAsync(seed: 1)).Train).Table));
        Model model = Toy.Run(new Trainer(new Experiment(new Dense(1, Activation.Sigmoid)) { Data = source, Epochs = 1 }, made)).CreateModel();
        Assert.Equal(source, Experiment.Of(model).Data);
        Assert.Equal(30, (await source.LoadAsync(seed: 1, model.Preprocessing)).Train.Count);

        static string Text(Table table)
        {
            using var text = new StringWriter();
            table.WriteCsv(text);
            return text.ToString();
        }
    }

    [Fact]
    public async Task Rows_may_stand_in_the_experiment_and_a_model_does_not_keep_them()
    {
        const string rows = "name;x;y;side\na;1;2;left\nb;-1;0;right\nc;2;?;left\nd;-3;1;right\n";
        DataSource source = new("drawn") { Text = rows, Columns = new ColumnRoles { Targets = ["side"], Features = ["y", "x"] }, Test = 0.5 };

        LoadedData data = await source.LoadAsync(seed: 1);

        Assert.Equal((2, 2), (data.Train.Count, data.Test!.Count));
        Assert.Equal(["y", "x"], data.Train.InputNames);
        Assert.Equal(["left", "right"], data.Train.Labels);
        var trainer = new Trainer(new Experiment(new Dense(1, Activation.Sigmoid)) { Data = source, Epochs = 1, Validation = 0 }, data.Train);
        Model model = Toy.Run(trainer).CreateModel();
        Assert.Null(Experiment.Of(model).Data);
        Assert.Equal(4, (await (source with { Test = 0 }).LoadAsync(seed: 1, model.Preprocessing)).Train.Count);

        using TemporaryFolder folder = new();
        trainer.SaveCheckpoint(folder.Path);
        Assert.All(Directory.GetFiles(folder.Path), file => Assert.DoesNotContain("right;", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_in_the_experiment_may_be_called_like_a_set_or_a_file_and_neither_is_opened()
    {
        foreach (string name in (string[])["iris", "parity:4", "/etc/passwd", ""])
            Assert.Equal(2, (await new DataSource(name) { Text = "x,y\n1,2.5\n2,3.5\n", Test = 0 }.LoadAsync(seed: 1)).Train.Count);
    }

    public static TheoryData<DataSource, string> Contradictions => new()
    {
        { new("a.csv") { Samples = 3 }, "'a.csv' is not a generated set: leave out 'samples', 'noise' and 'seed'" },
        { new("iris") { Noise = 0.1 }, "'iris' is not a generated set" },
        { new("drawn") { Text = "x,y\n1,2\n", Seed = 3 }, "'drawn' is not a generated set" },
        { new("circle") { Text = "x,y\n1,2\n", Seed = 3 }, "'circle' is not a generated set" },
        { new("drawn") { Text = "x,y\n1,2\n", TestFile = "t.csv" }, "which opens no file: hold out a share of them instead of t.csv" },
        { new("drawn") { Text = "x,y\n1,2\n", ValidationFile = "v.csv" }, "instead of v.csv" },
        { new("drawn") { Text = "" }, "drawn is empty." },
        { new("drawn") { Text = "x,y\n1,2\n3\n" }, "drawn:3: this row has 1 field and the first row 2" },
        { new("circle") { Samples = 10_000_001 }, "circle: A set has up to 10,000,000 samples" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task What_contradicts_itself_is_refused(DataSource source, string expected)
    {
        HillockException error = await Assert.ThrowsAsync<HillockException>(() => source.LoadAsync(seed: 1));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"samples\": 0", "The number of samples is an integer of at least 1, not 0.")]
    [InlineData("\"samples\": 1.5", "'samples' must be a whole number, not 1.5")]
    [InlineData("\"noise\": -1", "The noise is a number of at least 0, not -1.")]
    [InlineData("\"seed\": \"a\"", "'seed' must be a whole number")]
    [InlineData("\"text\": [1]", "'text' must be a text, not a list")]
    public void A_wrong_setting_is_named_with_its_place(string setting, string expected)
    {
        string json = $$"""{"hillock":1,"layers":[],"data":{"name":"circle",{{setting}} } }""";

        Assert.Contains(expected, Assert.Throws<HillockException>(() => Experiment.Parse(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_test_and_validation_rows_are_read_like_the_training_rows()
    {
        using TemporaryFolder folder = new();
        Generated.Make("gauss", 40).WriteCsv(folder["a.csv"]);
        Generated.Make("gauss", 10, seed: 2).WriteCsv(folder["b.csv"]);
        await File.WriteAllTextAsync(folder["c.csv"], "x,y,label\n1,2,1\n3,4,1\n"); // of one class only

        LoadedData data = await new DataSource(folder["a.csv"]) { TestFile = folder["b.csv"], ValidationFile = folder["c.csv"] }.LoadAsync(seed: 1);

        Assert.Equal((40, 10, 2), (data.Train.Count, data.Test!.Count, data.Validation!.Count));
        Assert.Equal(data.Train.Labels, data.Validation.Labels);
    }

    [Fact]
    public async Task Images_of_ones_own_are_learned_from_and_tested_on_with_the_labels_of_the_training_part()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllBytesAsync(folder["a-images-idx3-ubyte"], ImageTests.Idx([6, 1, 2], [.. Enumerable.Range(0, 12).Select(i => (byte)i)]));
        await File.WriteAllBytesAsync(folder["a-labels-idx1-ubyte"], ImageTests.Idx([6], [0, 1, 2, 0, 1, 2]));
        await File.WriteAllBytesAsync(folder["b-images-idx3-ubyte"], ImageTests.Idx([1, 1, 2], [1, 2]));
        await File.WriteAllBytesAsync(folder["b-labels-idx1-ubyte"], ImageTests.Idx([1], [0])); // of one class only
        DataSource source = new(folder["a-images-idx3-ubyte"]) { TestFile = folder["b-images-idx3-ubyte"] };

        LoadedData data = await source.LoadAsync(seed: 1);

        Assert.Equal((6, 1), (data.Train.Count, data.Test!.Count));
        Assert.Equal(["0", "1", "2"], data.Test.Labels);
        HillockException error = await Assert.ThrowsAsync<HillockException>(() => (source with { Columns = new ColumnRoles { Targets = ["y"] } }).LoadAsync(seed: 1));
        Assert.EndsWith("holds images: it has no columns to choose.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_keeps_the_name_of_a_catalog_set_and_of_no_file()
    {
        DataSource[] kept = [new("iris"), new("iris") { Test = 0.5 }, new("iris") { TestFile = "t.csv" }, new("iris") { ValidationFile = "v.csv" }];
        foreach (DataSource source in kept) Assert.Equal(source with { Test = source.TestFile is null ? source.Test : 0, TestFile = null, ValidationFile = null }, await Kept(source));
        Assert.Null(await Kept(new DataSource("here/iris.csv")));

        static async Task<DataSource?> Kept(DataSource source)
        {
            Experiment experiment = new(Toy.Classifier) { Data = source, Epochs = 1 };
            return Experiment.Of(Model.Load(Toy.Bytes(await experiment.TrainAsync(Toy.Classes())))).Data;
        }
    }

    [Fact]
    public async Task Columns_of_a_shipped_set_can_be_chosen()
    {
        LoadedData data = await new DataSource("iris") { Columns = new ColumnRoles { Targets = ["petal_length"], Ignore = ["species"] } }.LoadAsync(seed: 1);

        Assert.Equal(LearningTask.Regression, data.Train.Task);
        Assert.Equal(3, data.Train.InputNames.Count);
    }

    [Fact]
    public async Task Pixels_are_divided_by_what_is_asked_for()
    {
        LoadedData data = await new DataSource("digits") { Divisor = 4 }.LoadAsync(seed: 1);

        Assert.Equal(4, ((ImageDataset)data.Train).Divisor);
        await Assert.ThrowsAsync<HillockException>(() => new DataSource("iris") { Divisor = 4 }.LoadAsync(seed: 1));
    }

    [Theory]
    [InlineData("irs", "Did you mean 'iris'?")]
    [InlineData("nosuch.csv", "nosuch.csv")]
    public async Task What_is_not_there_is_named(string name, string expected)
    {
        HillockException error = await Assert.ThrowsAsync<HillockException>(() => new DataSource(name).LoadAsync(seed: 1));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_is_kept_in_a_file()
    {
        using TemporaryFolder folder = new();
        Experiment experiment = new(new Dense(3, Activation.Softmax)) { Data = new DataSource("iris"), Epochs = 7 };

        experiment.Save(folder["e.json"]);

        Assert.Equal(experiment, Experiment.Load(folder["e.json"]));
        Assert.Contains("no file", Assert.Throws<HillockException>(() => Experiment.Load(folder["f.json"])).Message, StringComparison.Ordinal);
    }
}
