using System.Diagnostics;
using Hillock.Data;
using Hillock.Distortions;
using Hillock.Layers;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Digits;

/// <summary>What augmentation costs beside a training step: the same steps with and without, in turns, on one thread.</summary>
internal static class Cost
{
    private const int BatchSize = 64, Steps = 100, Rounds = 7;

    private static readonly string[] Augmentations = ["affine", "elastic", "affine,elastic", "thickness", "blur", "contrast", "clutter", "noise", "outliers", "digits", "outliers,digits"];

    public static async Task WriteAsync(TextWriter output)
    {
        Dataset train = (await Catalog.LoadAsync("mnist")).Train;
        await output.WriteLineAsync("| network | augmentation | step alone, µs a sample | augmentation, µs a sample | ratio |");
        await output.WriteLineAsync("| --- | --- | --- | --- | --- |");
        foreach (int[] hidden in new int[][] { [800], [256, 128] })
        {
            foreach (string name in Augmentations)
            {
                var plain = new Clock(Experiment(hidden, null), train);
                var augmented = new Clock(Experiment(hidden, Augmentation.Parse(name)), train);
                double[] alone = new double[Rounds], more = new double[Rounds];
                for (int round = 0; round < Rounds; round++)
                {
                    alone[round] = plain.Microseconds();
                    more[round] = augmented.Microseconds() - alone[round];
                }

                double step = Median(alone), cost = Median(more);
                await output.WriteLineAsync($"| 784-{string.Join('-', hidden)}-10 | {name} | {step:F1} | {cost:F1} | {cost / step:F2} |");
            }
        }
    }

    private static Experiment Experiment(int[] hidden, Augmentation? augmentation) =>
        new([new Flatten(), .. hidden.Select(units => new Dense(units, Activations.Activation.ReLU)), new Dense(10, Activations.Activation.Softmax)])
        {
            Optimizer = new Adam(),
            BatchSize = BatchSize,
            Validation = 0,
            Patience = 0,
            Augmentation = augmentation,
        };

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>A trainer and a watch; its first steps are not counted.</summary>
    private sealed class Clock
    {
        private readonly Trainer trainer;

        public Clock(Experiment experiment, Dataset train)
        {
            trainer = new Trainer(experiment, train, threads: 1);
            Microseconds();
        }

        public double Microseconds()
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < Steps; i++) trainer.Step();
            return Stopwatch.GetElapsedTime(start).TotalMicroseconds / (Steps * BatchSize);
        }
    }
}
