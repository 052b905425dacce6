using System.Numerics;
using Hillock.Activations;
using Hillock.Files;
using Hillock.Optimizers;

namespace Hillock.Training;

/// <summary>Rosenblatt's rule: an epoch is a pass over the samples in their order; a mistake moves the weights at once.</summary>
/// <remarks>
/// The order stays the same, so that weights which return are a proof: from there on everything repeats, and no plane separates the classes.
/// </remarks>
internal sealed class PerceptronPasses<T> : TrainingMethod<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A cycle is printed where it can be read: few weights, and not over many passes.
    private const int MostWeightsShown = 8;
    private const int MostPassesShown = 12;

    private readonly SingleLayer<T> layer;
    private readonly PerceptronRule rule;
    private readonly List<string> course = [];

    public PerceptronPasses(TrainingTask<T> task, Perceptron optimizer)
        : base(task)
    {
        layer = new SingleLayer<T>(task, "one dense layer of step units", dense => dense.Activation is Activations.Step);
        (double[] weights, double[] bias) = layer.Parameters();
        rule = new PerceptronRule(weights, bias, optimizer.LearningRate, ((Activations.Step)layer.Layer.Activation).Threshold);
        course.Add(Describe());
    }

    public override int StepsPerEpoch => 1;

    public override string? Finished
    {
        get
        {
            if (rule.Separates) return $"Pass {rule.Passes} made no mistake: these weights separate the classes.";
            if (rule.Cycle is not { } length) return null;
            string shown = course.Count > length && length <= MostPassesShown && layer.Input.Length <= MostWeightsShown
                ? $": {string.Join(" → ", course.TakeLast(length + 1))}"
                : "";
            return $"No plane separates the classes: the weights after pass {rule.Passes} are those after pass {rule.Passes - length}, and so on for ever{shown}.";
        }
    }

    public override string Exhausted(int epochs) => $"No separating plane was found in {epochs} passes; the last made {rule.Mistakes} mistakes.";

    public override (double Loss, int Samples) Step(int epoch, int index, double rate)
    {
        for (int sample = 0; sample < Task.Samples.Count; sample++)
        {
            layer.Read(sample);
            rule.Learn(layer.Input, layer.Target);
        }

        rule.EndPass();
        course.Add(Describe());
        layer.Set(rule.Weights, rule.Biases);
        return ((double)rule.Mistakes / Task.Samples.Count, Task.Samples.Count);
    }

    public override void Save(List<NamedTensor> tensors) => tensors.Add(Checkpoint.Tensor("rule", rule.State.ToArray()));

    public override void Restore(Checkpoint checkpoint) => checkpoint.CopyTo("rule", rule.State);

    private string Describe() => layer.Input.Length > MostWeightsShown
        ? ""
        : $"({string.Join(", ", rule.Weights.ToArray().Select(w => $"{w:G6}"))}; {string.Join(", ", rule.Biases.ToArray().Select(b => $"{b:G6}"))})";
}
