using Hillock.Activations;
using Hillock.Data;
using Hillock.Layers;
using Hillock.Models;
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
        Experiment experiment = new(new Dense(1, Activation.Linear)) { Data = source, Threshold = ThresholdChoice.Parse("cost:1,2") };

        Assert.Equal(experiment, Experiment.Parse(experiment.ToJson().ToJsonString()));
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
