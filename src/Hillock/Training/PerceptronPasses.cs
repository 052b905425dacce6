using System.Globalization;
using System.Numerics;
using Hillock.Activations;
using Hillock.Optimizers;

namespace Hillock.Training;

/// <summary>Rosenblatt's rule: an epoch is a pass over the samples in their order; a mistake moves the weights at once.</summary>
/// <remarks>
/// The order stays the same, so that weights which return are a proof: from there on everything repeats, and no plane separates the classes.
/// </remarks>
internal sealed class PerceptronPasses<T> : TrainingMethod<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A cycle is printed where it can be read: few weights, and not over many updates.
    private const int MostWeightsShown = 8;
    private const int MostUpdatesShown = 16;

    private readonly SingleLayer<T> layer;
    private readonly Perceptron optimizer;
    private readonly PerceptronRule rule;

    public PerceptronPasses(TrainingTask<T> task, Perceptron optimizer)
        : base(task)
    {
        layer = new SingleLayer<T>(task, "one dense layer of step units", dense => dense.Activation is Activations.Step);
        if (task.Experiment is not { L1: 0, L2: 0 }) throw new HillockException("Rosenblatt's rule knows no penalties: leave out --l1 and --l2.");
        if (task.SampleWeights.Length > 0) throw new HillockException("Rosenblatt's rule counts every mistake the same: leave out class weights and sample weights.");
        this.optimizer = optimizer;
        (double[] weights, double[] bias) = layer.Parameters();
        rule = Rule(weights, bias);
    }

    public override int StepsPerEpoch => 1;

    public override string? Finished
    {
        get
        {
            if (rule.Separates) return $"Pass {rule.Passes} made no mistake: these weights separate the classes.";
            if (rule.Cycle is not { } length) return null;
            string shown = rule.Weights.Length <= MostWeightsShown && Course(length) is { Count: <= MostUpdatesShown + 1 } course
                ? $". Update by update: {string.Join(" → ", course)}"
                : "";
            return $"No plane separates the classes: the weights after pass {rule.Passes} are those after pass {rule.Passes - length}, and so on for ever{shown}.";
        }
    }

    public override string Exhausted(int epochs) => $"No separating plane was found in {epochs} passes; the last made {rule.Mistakes} mistakes.";

    public override (double Loss, int Samples) Step(int epoch, int index, double rate)
    {
        Pass(rule);
        layer.Set(rule.Weights, rule.Biases);
        return ((double)rule.Mistakes / Task.Samples.Count, Task.Samples.Count);
    }

    public override void Transfer(IStateTransfer state) => state.Transfer("rule", rule.State);

    public override void Changed(int index)
    {
        (double[] weights, double[] bias) = layer.Parameters();
        rule.Move(weights, bias);
    }

    private PerceptronRule Rule(ReadOnlySpan<double> weights, ReadOnlySpan<double> bias) =>
        new(weights, bias, optimizer.LearningRate, ((Activations.Step)layer.Layer.Activation).Threshold);

    private void Pass(PerceptronRule learner, List<string>? course = null)
    {
        for (int sample = 0; sample < Task.Samples.Count; sample++)
        {
            layer.Read(sample);
            if (learner.Learn(layer.Input, layer.Target) > 0) course?.Add(Describe(learner));
        }

        learner.EndPass();
    }

    // The weights after each update of the cycle, gone through once more from where it closed: nothing need be remembered until
    // there is one. A course too long to be shown is given up on.
    private List<string> Course(int passes)
    {
        PerceptronRule again = Rule(rule.Weights, rule.Biases);
        List<string> course = [Describe(again)];
        for (int pass = 0; pass < passes && course.Count <= MostUpdatesShown + 1; pass++) Pass(again, course);
        return course;
    }

    private static string Describe(PerceptronRule rule) => $"({Numbers(rule.Weights)}; {Numbers(rule.Biases)})";

    private static string Numbers(ReadOnlySpan<double> values) =>
        string.Join(", ", values.ToArray().Select(value => value.ToString("G6", CultureInfo.InvariantCulture)));
}
