using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Distortions;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Schedules;
using Hillock.Tensors;
using Hillock.Training;

namespace Hillock.Tests.Training;

public class ExperimentTests
{
    private static readonly Experiment Plain = new(Toy.Classifier);

    // Each differs from Plain, and from all others, in one setting.
    internal static Experiment[] Variants =>
    [
        Plain with { Layers = [new Dense(3, Activation.Softmax)] },
        Plain.Freeze("dense_2"),
        Plain with { InitialValues = [new ParameterValues("dense_2.bias", new Shape(3), 1, 0.1, -1e-300)] },
        Plain with { InitialValues = [new ParameterValues("dense_2.bias", new Shape(1), 7)] },
        Plain with { InitialValues = [new ParameterValues("dense_1.weights", new Shape(1, 2), 3, 4), new ParameterValues("dense_1.bias", new Shape(1), 7)] },
        Plain with { Loss = Loss.CrossEntropy },
        Plain with { Loss = new CrossEntropy(0.1) },
        .. Optimizer.Names.Where(name => name != "adam").Select(name => Plain with { Optimizer = Optimizer.Parse(name) }),
        Plain with { Optimizer = new Adam(0.5) { WeightDecay = 0.1 } },
        .. Schedule.Names.Where(name => name != "constant").Select(name => Plain with { Schedule = Schedule.Parse(name) }),
        Plain with { Epochs = 7 },
        Plain with { BatchSize = 0 },
        Plain with { BatchSize = 9 },
        Plain with { Seed = long.MinValue },
        Plain with { Precision = Precision.Double },
        Plain with { L1 = 0.1 },
        Plain with { L2 = 1e-300 },
        Plain with { ClipNorm = 5 },
        Plain with { ClipValue = 5 },
        Plain with { MaxNorm = 5 },
        Plain with { ClassWeights = ClassWeights.Balanced },
        Plain with { Validation = 0 },
        Plain with { Patience = 0 },
        Plain with { Tolerance = 0.25 },
        Plain with { Augmentation = Augmentation.Digits },
        .. Distortion.Names.Select(name => Plain with { Augmentation = Augmentation.Parse(name) }),
        Plain with { Augmentation = new Augmentation(new Affine(), new Elastic { Alpha = 1e-300 }) },
        Plain with { Augmentation = new Augmentation(new Elastic { Alpha = 1e-300 }, new Affine()) },
        Plain with { Data = new DataSource("a.csv") },
        Plain with { Data = new DataSource("a.csv") { Columns = new ColumnRoles { Targets = ["x", "y"], Features = ["ä"], Ignore = ["\"quoted\""], Task = LearningTask.Regression }, Test = 0, TestFile = "t", ValidationFile = "v" } },
    ];

    [Fact]
    public void An_experiment_is_a_value_and_comes_back_from_its_JSON()
    {
        foreach ((Experiment experiment, int i) in Variants.Select((experiment, i) => (experiment, i)))
        {
            Experiment again = Experiment.Parse(experiment.ToJson().ToJsonString());
            Assert.Equal(experiment, again);
            Assert.Equal(experiment.GetHashCode(), again.GetHashCode());
            Assert.Equal(experiment.ToJson().ToJsonString(), again.ToJson().ToJsonString());
            Assert.NotEqual(Plain, again);
            Assert.All(Variants.Where((_, j) => j != i), other => Assert.NotEqual(other, again));
        }
    }

    [Theory]
    [InlineData("""{"layers":[]}""", "experiment: 'hillock' is missing.")]
    [InlineData("""{"hillock":2,"layers":[]}""", "experiment: 'hillock' is version 2; this program reads version 1.")]
    [InlineData("""{"hillock":1}""", "experiment: 'layers' is missing.")]
    [InlineData("""{"hillock":1,"layers":[{"type":"dence","units":1}]}""", "'dense'")]
    [InlineData("""{"hillock":1,"layers":[{"type":"dense","unit":1}]}""", "'units' is missing")]
    [InlineData("""{"hillock":1,"layers":[{"type":"dense","units":1,"activaton":"relu"}]}""", "did you mean 'activation'?")]
    [InlineData("""{"hillock":1,"layers":[{"type":"dense","units":1,"activation":"rely"}]}""", "'relu'")]
    [InlineData("""{"hillock":1,"layers":[],"epoch":3}""", "did you mean 'epochs'?")]
    [InlineData("""{"hillock":1,"layers":[],"epochs":0}""", "The number of epochs is an integer of at least 1, not 0.")]
    [InlineData("""{"hillock":1,"layers":[],"epochs":1.5}""", "'epochs' must be a whole number, not 1.5")]
    [InlineData("""{"hillock":1,"layers":[],"validation":1}""", "share of validation rows")]
    [InlineData("""{"hillock":1,"layers":[],"l2":-1}""", "L2 penalty")]
    [InlineData("""{"hillock":1,"layers":[],"optimizer":"adma"}""", "'adam'")]
    [InlineData("""{"hillock":1,"layers":[],"optimizer":{"type":"adam","beta3":1}}""", "beta1")]
    [InlineData("""{"hillock":1,"layers":[],"schedule":"cosin"}""", "'cosine'")]
    [InlineData("""{"hillock":1,"layers":[],"precision":"half"}""", "single")]
    [InlineData("""{"hillock":1,"layers":[],"epochs":3,"epochs":4}""", "a name stands twice")]
    [InlineData("""{"hillock":1,"layers":[],"data":{"name":"a","tst":0.1}}""", "did you mean 'test'?")]
    [InlineData("""{"hillock":1,"layers":[],"data":{"name":"\ud800"}}""", "this is not valid JSON")]
    [InlineData("""[]""", "experiment must be an object")]
    [InlineData("""{""", "experiment:1:2")]
    public void What_is_wrong_in_JSON_is_named_with_its_place(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<HillockException>(() => Experiment.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Comments_and_trailing_commas_are_welcome_everywhere()
    {
        Experiment experiment = Experiment.Parse("""
            { "hillock": 1, // the format
              "layers": [ { "type": "dense", "units": 1, "activation": { "type": "leaky_relu", /* small */ "slope": 0.2, }, }, ], }
            """);
        Assert.Equal(new Experiment(new Dense(1, new LeakyReLU(0.2))), experiment);
    }

    [Fact]
    public void Training_changes_neither_the_experiment_nor_the_data()
    {
        foreach (string optimizer in (string[])["adam", "lbfgs"])
        {
            Experiment experiment = Plain with { Optimizer = Optimizer.Parse(optimizer), Epochs = 3 };
            string before = experiment.ToJson().ToJsonString();
            TableDataset data = Toy.Classes();
            Model model = Toy.Run(new Trainer(experiment, data)).CreateModel();
            model.Evaluate(data);

            Assert.Equal(before, experiment.ToJson().ToJsonString());
            Assert.Equal(Rows(Toy.Classes()), Rows(data));
            Assert.Equal(experiment, Experiment.Of(model));
        }

        static string Rows(TableDataset data) =>
            string.Join(';', Enumerable.Range(0, data.Count).Select(i => string.Join(',', data.Table.Columns.Select(column => column.Text(i)))));
    }

    [Fact]
    public void A_loaded_model_goes_on_with_its_own_preprocessing_and_parameters()
    {
        Model first = Model.Load(Toy.Bytes(Toy.Run(new Trainer(Plain with { Epochs = 5 }, Toy.Classes())).CreateModel()));
        var trainer = new Trainer(Experiment.Of(first) with { Epochs = 2, Validation = 0 }, Toy.Classes(30, seed: 9), start: first);

        Assert.Equal(first.Preprocessing, trainer.Preprocessing);
        Assert.Equal(first.Hash, trainer.CreateModel().Hash);
        Model second = Toy.Run(trainer).CreateModel();
        Assert.NotEqual(first.Hash, second.Hash);
        Assert.Equal(first.Preprocessing, second.Preprocessing);

        var single = new Trainer(Experiment.Of(first) with { Precision = Precision.Double }, Toy.Classes(), start: first);
        Assert.Equal(first.Parameter("dense_1.weights"), single.CreateModel().Parameter("dense_1.weights"));
    }

    [Fact]
    public void A_model_of_another_form_is_no_start()
    {
        Model model = new Trainer(Plain, Toy.Classes()).CreateModel();
        foreach (Layer[] layers in (Layer[][])[[new Dense(9), new Dense(3, Activation.Softmax)], [new Dense(3, Activation.Softmax)]])
            Assert.Contains("their parameters differ", Assert.Throws<HillockException>(() => new Trainer(new Experiment(layers), Toy.Classes(), start: model)).Message, StringComparison.Ordinal);
        Assert.Throws<HillockException>(() => new Trainer(Plain, Toy.Numbers(), start: model));
    }

    [Fact]
    public void Networks_that_do_not_fit_the_data_are_refused_in_a_sentence()
    {
        Refused("The network ends with 2 units, but the data ask for 3: one for each class.", new Dense(2, Activation.Softmax));
        Refused("A network has 1 to 1000 layers, not 0.");
        Refused("'dense_1' has one unit, and softmax of one number is always 1", new Dense(1, Activation.Softmax));
        Refused("expects outputs of 'softmax', but layer 'dense_1' ends with 'linear'", Loss.CrossEntropy, new Dense(3));
        Refused("Two layers are named 'a'.", new Dense(3) { Name = "a" }, new Dense(3) { Name = "a" });

        static void Refused(string expected, params object[] parts)
        {
            Experiment experiment = new(parts.OfType<Layer>()) { Loss = parts.OfType<Loss>().FirstOrDefault() };
            Assert.Contains(expected, Assert.Throws<HillockException>(() => new Trainer(experiment, Toy.Classes())).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_unknown_layer_is_not_frozen() =>
        Assert.Contains("'dense_1'", Assert.Throws<ArgumentException>(() => Plain.Freeze("dens_1")).Message, StringComparison.Ordinal);
}
