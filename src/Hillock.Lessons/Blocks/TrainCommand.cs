using Hillock.Activations;
using Hillock.Layers;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Lessons.Blocks;

/// <summary>The command that trains an experiment with the same numbers. It knows as much of 'hillock train' as lessons use.</summary>
internal static class TrainCommand
{
    public const string File = "experiment.json";

    /// <summary>Whether options do not say all of it.</summary>
    public static bool Needs(Experiment experiment) => experiment.Data is { Noise: not null } or { Samples: not null };

    public static string Of(Experiment experiment)
    {
        if (Needs(experiment)) return $"hillock train {File}";
        Dense[] layers = [.. experiment.Layers.Cast<Dense>()];
        Dense[] hidden = layers[..^1];
        string line = $"hillock train {experiment.Data!.Name} --hidden {(hidden.Length == 0 ? "''" : string.Join(',', hidden.Select(layer => layer.Units)))}";
        if (hidden.Length > 0) line += $" --activation {hidden[0].Activation.Name}";
        if (hidden.Length > 0 && hidden[0].WeightInitializer.Name != "auto") line += $" --init {hidden[0].WeightInitializer.Name}";
        if (experiment.Loss is { } loss) line += $" --loss {loss.Name}";
        line += $" --optimizer {experiment.Optimizer.Name}";
        if (experiment.Optimizer is GradientOptimizer gradient) line += $" --lr {gradient.LearningRate}";
        if (experiment.BatchSize is { } batch) line += $" --batch {batch}";
        line += $" --epochs {experiment.Epochs}";
        if (experiment.L2 != 0) line += $" --l2 {experiment.L2}";
        if (experiment.Data.Test is { } test) line += $" --test {test}";
        return line + $" --validation {experiment.Validation} --patience {experiment.Patience} --seed {experiment.Seed}";
    }
}
