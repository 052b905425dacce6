using Hillock.Activations;
using Hillock.Data;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Tests.Training;

/// <summary>Small problems to train on, and what training comes to in bytes.</summary>
internal static class Toy
{
    /// <summary>Three overlapping clouds of points in four dimensions.</summary>
    public static TableDataset Classes(int count = 60, long seed = 1)
    {
        var random = new RandomStream(seed, RandomPurpose.Generation);
        double[] inputs = new double[count * 4];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = random.Normal(i) + (i / 4 % 3 == i % 4 ? 1.5 : 0);
        return Dataset.FromArrays<double>(inputs, 4, [.. Enumerable.Range(0, count).Select(i => ((string[])["ant", "bee", "cat"])[i % 3])]);
    }

    /// <summary>y = 3x₁ − 2x₂ + x₃² + 5 + noise.</summary>
    public static TableDataset Numbers(int count = 80, double noise = 0.1)
    {
        var random = new RandomStream(2, RandomPurpose.Generation);
        double[] x = [.. Enumerable.Range(0, count * 3).Select(i => random.Normal(i))];
        double[] y = [.. Enumerable.Range(0, count).Select(i =>
            (3 * x[3 * i]) - (2 * x[(3 * i) + 1]) + (x[(3 * i) + 2] * x[(3 * i) + 2]) + 5 + (noise * random.Normal((3 * count) + i)))];
        return Dataset.FromArrays<double>(x, 3, y);
    }

    /// <summary>The truth table of a gate of two inputs, as two classes.</summary>
    public static TableDataset Gate(params double[] answers) =>
        Dataset.FromArrays<double>([0, 0, 0, 1, 1, 0, 1, 1], 2, answers, task: LearningTask.Binary);

    /// <summary>A network for <see cref="Classes"/>.</summary>
    public static Layer[] Classifier => [new Dense(8, Activation.Tanh), new Dense(3, Activation.Softmax)];

    /// <summary>Takes all steps that are left.</summary>
    public static Trainer Run(Trainer trainer)
    {
        while (trainer.StopReason is null) trainer.Step();
        return trainer;
    }

    /// <summary>Takes so many steps, or all that are left.</summary>
    public static Trainer Run(Trainer trainer, int steps)
    {
        for (int i = 0; i < steps && trainer.StopReason is null; i++) trainer.Step();
        return trainer;
    }

    /// <summary>The model file.</summary>
    public static byte[] Bytes(Model model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
