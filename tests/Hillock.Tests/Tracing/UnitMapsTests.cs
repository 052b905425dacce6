using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Tests.Layers;
using Hillock.Tests.Training;
using Hillock.Tracing;
using Hillock.Training;

namespace Hillock.Tests.Tracing;

public class UnitMapsTests
{
    public static TheoryData<string, Precision> Layers
    {
        get
        {
            TheoryData<string, Precision> data = [];
            foreach (string layer in LayerSpecimens.All.Keys)
            {
                data.Add(layer, Precision.Single);
                data.Add(layer, Precision.Double);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_unit_of_every_layer_has_the_bits_of_the_trace(string layer, Precision precision)
    {
        foreach (ModelDefinition definition in Activation.Names.SelectMany(activation => Traced.Networks(layer, activation)))
        {
            Model model = Traced.Random(definition, precision);
            TraceSamples samples = Traced.Samples(model, rows: 9);
            Trace trace = Trace.Run(model, samples);
            UnitMaps maps = UnitMaps.Create(definition, model.Preprocessing, samples.Inputs.Values, precision);
            maps.Compute(model.AllParameters());

            Assert.Equal(Rounded(samples.Inputs), maps.Inputs);
            for (int i = 0; i < trace.Layers.Count; i++) Assert.Equal(Rounded(trace.Layers[i].Output), maps.Layer(i));
        }

        static float[] Rounded(Matrix values) => [.. values.Values.ToArray().Select(value => (float)value)];
    }

    public static TheoryData<string> Problems => ["classes", "two classes", "numbers"];

    [Theory]
    [MemberData(nameof(Problems))]
    public void The_maps_answers_are_the_models_predictions(string problem)
    {
        (Experiment experiment, Dataset data) = problem switch
        {
            "classes" => (new Experiment(Toy.Classifier), (Dataset)Toy.Classes()),
            "two classes" => (new Experiment(new Dense(3, Activation.Tanh), new Dense(1, Activation.Sigmoid)), Toy.Gate(0, 1, 1, 0)),
            _ => (new Experiment(new Dense(4, Activation.ReLU), new Dense(1)), Toy.Numbers()),
        };
        Trainer trainer = Toy.Run(new Trainer(experiment with { Validation = 0, Patience = 0 }, data), 7);
        int columns = data.InputNames.Count;
        float[] points = [.. Enumerable.Range(0, 500 * columns).Select(i => (i * 37 % 101 / 20f) - 2.5f)];
        UnitMaps maps = UnitMaps.Create(trainer.Definition, trainer.Preprocessing, [.. points.Select(x => (double)x)]);
        float[] parameters = new float[trainer.Definition.ParameterCount], expected = new float[500 * trainer.Definition.Output.Size];
        for (int round = 0; round < 2; round++)
        {
            trainer.CopyParametersTo(parameters);
            maps.Compute(parameters);
            trainer.Capture().CreateModel().Predict(points, expected);
            Assert.Equal(expected, maps.Answers);
            Toy.Run(trainer, 5);
        }
    }

    [Fact]
    public void Rows_of_a_table_are_encoded_as_the_model_encodes_them()
    {
        TableDataset iris = (TableDataset)Catalog.Load("iris").Train;
        Trainer trainer = Toy.Run(new Trainer(new Experiment(Toy.Classifier) { Validation = 0, Patience = 0 }, iris), 20);
        UnitMaps maps = UnitMaps.Create(trainer.Definition, trainer.Preprocessing, iris.Table);
        float[] parameters = new float[trainer.Definition.ParameterCount];
        trainer.CopyParametersTo(parameters);
        maps.Compute(parameters);

        Assert.Equal(iris.Table.RowCount, maps.Rows);
        IReadOnlyList<Prediction> expected = trainer.CreateModel().Predict(iris.Table);
        Assert.Equal(expected.SelectMany(prediction => prediction.Probabilities).Select(p => (float)p), maps.Answers.ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var trainer = new Trainer(new Experiment(Toy.Classifier), Toy.Classes());
        (ModelDefinition definition, Preprocessing preprocessing) = (trainer.Definition, trainer.Preprocessing);
        UnitMaps maps = UnitMaps.Create(definition, preprocessing, new double[8]);

        Assert.Throws<ArgumentException>(() => UnitMaps.Create(definition, preprocessing, new double[6]));
        Assert.Throws<ArgumentException>(() => UnitMaps.Create(definition, preprocessing, []));
        Assert.Throws<ArgumentException>(() => UnitMaps.Create(definition, new Trainer(new Experiment(new Dense(1)), Toy.Numbers()).Preprocessing, new double[3]));
        Assert.Throws<HillockException>(() => UnitMaps.Create(definition, preprocessing, [0, 0, double.PositiveInfinity, 0]));
        Assert.Throws<ArgumentException>(() => maps.Compute(new float[definition.ParameterCount - 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => maps.Layer(2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => maps.Layer(-1).Length);
    }

    [Fact]
    public void More_points_than_fit_into_memory_at_once_are_refused_with_how_many_do()
    {
        var definition = new ModelDefinition(Traced.Vector(1), [new Dense(1 << 19), new Dense(1)]);
        Preprocessing preprocessing = Preprocessing.None(definition.Input, TargetEncoding.Numbers([0.0], [1.0]));
        string message = Assert.Throws<HillockException>(() => UnitMaps.Create(definition, preprocessing, new double[100])).Message;
        Assert.EndsWith("take 31 at most.", message, StringComparison.Ordinal);
    }
}
