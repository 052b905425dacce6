using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Distortions;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tracing;
using Hillock.Training;

namespace Hillock.Tests.Training;

/// <summary>Bytes allocated by the whole process, so that no other thread hides them: nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(Quiet), DisableParallelization = true)]
public class Quiet;

[Collection(nameof(Quiet))]
public class AllocationTests
{
    private const int Repetitions = 300;

    public static TheoryData<string, bool> GradientOptimizers
    {
        get
        {
            TheoryData<string, bool> data = [];
            foreach (string name in Optimizer.Names.Where(name => Optimizer.Parse(name) is GradientOptimizer))
            {
                data.Add(name, true);
                data.Add(name, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(GradientOptimizers))]
    public void A_training_step_allocates_nothing_on_any_thread(string optimizer, bool clips)
    {
        // A thousand steps to an epoch: its end, which keeps a line of history, does not come into it.
        var experiment = new Experiment(new Dense(32, Activation.GELU), new Dropout(0.2), new Dense(3, Activation.Softmax))
        {
            Optimizer = Optimizer.Parse(optimizer),
            BatchSize = 3,
            Validation = 0,
            ClipNorm = clips ? 1 : null,
            L1 = clips ? 0.001 : 0,
            MaxNorm = 3,
        };
        var trainer = new Trainer(experiment, Toy.Classes(3000), threads: 2);
        AllocatesNothing(() => trainer.Step());

        float[] inputs = new float[2 * 4], targets = [1, 0, 0, 0, 1, 0];
        AllocatesNothing(() => trainer.Step(inputs, targets));
    }

    [Fact]
    public void A_training_step_on_images_allocates_nothing()
    {
        Dataset digits = Catalog.Load("digits").Train;
        var trainer = new Trainer(new Experiment(new Flatten(), new Dense(20, Activation.ReLU), new Dense(10, Activation.Softmax)) { BatchSize = 1 }, digits, threads: 2);
        AllocatesNothing(() => trainer.Step());

        Model model = trainer.CreateModel();
        float[] image = new float[64], outputs = new float[10];
        AllocatesNothing(() => model.Predict(image, outputs));
    }

    [Theory]
    [InlineData("single")]
    [InlineData("double")]
    public void A_training_step_on_varied_images_allocates_nothing(string precision)
    {
        var experiment = new Experiment(new Flatten(), new Dense(20, Activation.ReLU), new Dense(10, Activation.Softmax))
        {
            BatchSize = 1,
            Precision = Enum.Parse<Precision>(precision, ignoreCase: true),
            Augmentation = new Augmentation([.. Distortion.Names.Select(Distortion.Parse)]),
        };
        var trainer = new Trainer(experiment, Catalog.Load("digits").Train, threads: 2);

        AllocatesNothing(() => trainer.Step());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void A_prediction_allocates_nothing(int rows)
    {
        Model model = Toy.Run(new Trainer(new Experiment(Toy.Classifier) { Epochs = 1 }, Toy.Classes())).CreateModel();
        float[] features = [.. Enumerable.Range(0, rows * 4).Select(i => i % 7f)], outputs = new float[rows * 3];
        AllocatesNothing(() => model.Predict(features, outputs));
        double[] wide = [.. features.Select(x => (double)x)], wideOutputs = new double[rows * 3];
        AllocatesNothing(() => model.Predict(wide, wideOutputs));

        TableDataset plane = Generated.Make("circle", 60).ToDataset(new ColumnRoles { Features = ["x", "x^2", "x*sin(y)"] });
        Model formulas = Toy.Run(new Trainer(new Experiment(new Dense(1, Activation.Sigmoid)) { Epochs = 1 }, plane)).CreateModel();
        float[] points = new float[rows * 2], probabilities = new float[rows];
        AllocatesNothing(() => formulas.Predict(points, probabilities));

        Model regression = Toy.Run(new Trainer(new Experiment(new Dense(1)) { Epochs = 1 }, Toy.Numbers())).CreateModel();
        float[] numbers = new float[rows * 3], values = new float[rows];
        AllocatesNothing(() => regression.Predict(numbers, values));
    }

    [Theory]
    [InlineData("classes")]
    [InlineData("numbers")]
    public void Watching_a_trainer_allocates_nothing(string problem)
    {
        (Experiment experiment, Dataset data) = problem == "classes"
            ? (new Experiment(Toy.Classifier), (Dataset)Toy.Classes(600))
            : (new Experiment(new Dense(1)), Toy.Numbers());
        Trainer trainer = Toy.Run(new Trainer(experiment, data), 3);
        Scorer scorer = Scorer.Create(trainer.Definition, trainer.Preprocessing, data);
        double[] points = [.. Enumerable.Range(0, 50 * data.InputNames.Count).Select(i => i % 7.0)];
        UnitMaps maps = UnitMaps.Create(trainer.Definition, trainer.Preprocessing, points);
        UnitMaps wideMaps = UnitMaps.Create(trainer.Definition, trainer.Preprocessing, points, Precision.Double);
        float[] parameters = new float[trainer.Definition.ParameterCount];
        double[] wide = new double[parameters.Length];
        double seen = 0;
        AllocatesNothingHere(() =>
        {
            seen += trainer.RunningLoss + trainer.Epoch + trainer.StepInEpoch + trainer.StepsPerEpoch + trainer.History.Count;
            trainer.CopyParametersTo(parameters);
            trainer.CopyParametersTo(wide);
            scorer.Evaluate(parameters);
            scorer.Evaluate(wide);
            maps.Compute(parameters);
            wideMaps.Compute(wide);
            seen += maps.Layer(0)[0] + wideMaps.Answers[0];
        });
    }

    // What computes on the caller's thread alone.
    private static void AllocatesNothingHere(Action action)
    {
        for (int i = 0; i < 60; i++) action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Repetitions; i++) action();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AllocatesNothing(Action action)
    {
        for (int i = 0; i < 60; i++) action();

        // Now and then the runtime itself allocates, when a thread first sleeps for instance: what the action does, it does every time.
        long least = long.MaxValue, leastOwn = long.MaxValue;
        for (int attempt = 0; attempt < 3 && (least > 0 || leastOwn > 0); attempt++)
        {
            long own = GC.GetAllocatedBytesForCurrentThread(), all = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Repetitions; i++) action();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - all);
            leastOwn = Math.Min(leastOwn, GC.GetAllocatedBytesForCurrentThread() - own);
        }

        Assert.Equal(0, leastOwn);
        Assert.True(least < Repetitions, $"{least:N0} bytes in {Repetitions} calls");
    }
}
