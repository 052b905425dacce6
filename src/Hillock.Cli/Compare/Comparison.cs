using System.Diagnostics;
using Hillock.Activations;
using Hillock.Cli.Screens;
using Hillock.Cli.Train;
using Hillock.Construction;
using Hillock.Data;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Cli.Compare;

/// <summary>Trains networks on what a built one computes: its own shape, half and a quarter of it, and itself with soft steps.</summary>
internal sealed class Comparison(Model built, string path, CsvOptions csv)
{
    // Rows shown in all, so that small tables are seen often enough and long ones end in time.
    private const int RowsInAll = 400_000;
    private const int FewestEpochs = 50;
    private const int MostEpochs = 1000;

    // A slope this part of the widest input is to a softened edge what a step is.
    private const double EdgeWidth = 1.0 / 200;

    private static readonly (string Name, int Divisor)[] Sizes = [("same shape, learned", 1), ("half of it", 2), ("a quarter", 4)];

    /// <summary>The share of rows to judge by; null: a fifth, or none if all inputs are 0 or 1.</summary>
    public double? Test { get; init; }

    /// <summary>Passes over the rows; null: by their number.</summary>
    public int? Epochs { get; init; }

    /// <summary>Where random numbers come from.</summary>
    public long Seed { get; init; }

    /// <summary>Trains and judges all of them.</summary>
    public async Task<ComparisonResult> RunAsync(CancellationToken interruption)
    {
        TableDataset all = Table.ReadCsv(path, csv).ToDataset(built.Preprocessing);
        bool isTruthTable = built.Preprocessing.Columns.Count > 0 && built.Preprocessing.Columns.All(column => column is BooleanInput);
        double share = Test ?? (isTruthTable ? 0 : 0.2);
        (Dataset train, Dataset test) = share > 0 ? all.Split(share, Seed) : (all, all);

        Experiment usual = new()
        {
            Epochs = Epochs ?? Math.Clamp(RowsInAll / train.Count, FewestEpochs, MostEpochs),
            Optimizer = new Adam { LearningRate = 0.01 },
            Validation = isTruthTable ? 0 : 0.2,
            Patience = isTruthTable ? 0 : 30,
            Seed = Seed,
        };
        List<Contender> contenders = [new(built.Training is null ? "built" : "given", built, built.Evaluate(test), null)];
        int[] hidden = [.. built.Definition.Layers.OfType<Dense>().SkipLast(1).Select(layer => layer.Units)];
        int[] last = [];
        foreach ((string name, int divisor) in Sizes)
        {
            int[] units = [.. hidden.Select(count => Math.Max(1, count / divisor))];
            if (divisor > 1 && units.SequenceEqual(last)) continue;
            last = units;
            contenders.Add(await LearnAsync(name, usual with { Layers = new MultilayerPerceptron(units, Activation.Tanh).Layers(train) }, null, train, test, interruption));
        }

        if (Softened(all, train) is { } soft)
        {
            Experiment further = usual with { Layers = soft.Definition.Layers, Loss = soft.Definition.Loss, Optimizer = new Adam { LearningRate = 0.001 } };
            contenders.Add(await LearnAsync("built, softened, trained on", further, soft, train, test, interruption));
        }

        return new ComparisonResult(path, train.Count, test.Count, share > 0, contenders);
    }

    private static async Task<Contender> LearnAsync(string name, Experiment experiment, Model? start, Dataset train, Dataset test, CancellationToken interruption)
    {
        var clock = Stopwatch.StartNew();
        var trainer = new Trainer(experiment, train, start: start);
        TrainingDisplay display = TrainingDisplay.Create(train.Task, experiment.Epochs);
        display.Prefix = $"{name}  ";
        await display.ShowAsync(async report =>
        {
            await foreach (TrainingProgress progress in trainer.RunAsync(interruption)) report(progress);
        });
        Model model = trainer.CreateModel();
        return new Contender(name, model, model.Evaluate(test), new Effort(trainer.History.Count, clock.Elapsed));
    }

    private Model? Softened(TableDataset all, Dataset train)
    {
        if (!built.Definition.Layers.All(layer => layer is Dense) || !built.Definition.Layers.Any(layer => layer is Dense { Activation: Step })) return null;
        return Softening.Soften(built, Widest(all) * EdgeWidth, train);
    }

    // The largest range of an input.
    private static double Widest(TableDataset data) => data.InputNames.Max(name =>
    {
        double[] values = [.. Enumerable.Range(0, data.Table.RowCount).Select(data.Table[name].Number).Where(double.IsFinite)];
        return values.Length > 0 && values.Max() > values.Min() ? values.Max() - values.Min() : 1;
    });
}
