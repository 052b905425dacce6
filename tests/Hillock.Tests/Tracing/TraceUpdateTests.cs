using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tracing;
using Hillock.Training;

namespace Hillock.Tests.Tracing;

/// <summary>Updates of traced samples: the lectures' totals, and training's own bits.</summary>
public class TraceUpdateTests
{
    public static TheoryData<string> Optimizers => [.. Optimizer.Names];

    [Fact]
    public void The_lectures_worked_example_goes_where_the_lectures_say()
    {
        Model model = Traced.Read(Traced.Lecture);
        TraceUpdate update = TraceUpdate.Run(Trace.Run(model, TraceSamples.Encode(model, [0.50, 0.51], 0.10)), new Sgd(1));

        Close(0.1218362226320152, update.Losses[0]);
        Close(0.29045983188251595, update.After.Layers[0].Weights![0, 0]);
        Close(0.3392690285201663, update.After.Layers[0].Weights![1, 0]);
        Close(0.3182571204865428, update.After.Layers[0].PreActivation[0, 0]);
        Close(0.5788994404318023, update.After.Output[0, 0]);
        Close(0.11467233702294669, update.After.Loss!.Value);
    }

    // All eight weights are those published. The published total after one update, 0.291027924, is another: there the output layer had moved
    // before the hidden layer's gradient was taken, which the text beside it says not to do; its own weights give 0.291027774.
    [Fact]
    public void The_larger_example_has_its_published_weights_after_one_update()
    {
        (Trace before, TraceUpdate update) = Larger(steps: 1);
        double[] published = [0.149780716, 0.19956143, 0.24975114, 0.29950229, 0.35891648, 0.408666186, 0.511301270, 0.561370121];
        double[] weights = [.. update.After.Layers.SelectMany(layer => (double[])[layer.Weights![0, 0], layer.Weights[1, 0], layer.Weights[0, 1], layer.Weights[1, 1]])];

        Assert.Equal(0.298371109, before.Loss!.Value, 1e-9);
        Assert.Equal([0.75136507, 0.772928465], before.Output.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal(published, weights, (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal([0.35, 0.35, 0.60, 0.60], update.After.Layers.SelectMany(layer => layer.Bias!.Values.ToArray()));
        Assert.Equal(0.291027773693599, update.After.Loss!.Value, 1e-14);
        Assert.Equal(0.291027924, update.After.Loss.Value, 2e-7);
    }

    // Published as the total of the 10,000th round: what its forward pass finds, before it updates.
    [Fact]
    public void The_larger_example_has_its_published_total_in_round_10_000()
    {
        (_, TraceUpdate update) = Larger(steps: 10_000);

        Assert.Equal(10_000, update.Steps);
        Assert.Equal(0.0000351085, update.Losses[9_999], 1e-10);
        Assert.Equal(0.0000351019, update.After.Loss!.Value, 1e-10);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Steps_have_the_trainers_own_bits(string name)
    {
        Optimizer optimizer = Optimizer.Parse(name);
        (Layer[] layers, double target) = optimizer switch
        {
            Perceptron => ((Layer[])[new Dense(1, Activation.Step)], 0.0),
            LeastSquares => ([new Dense(1)], 0.25),
            _ => ([new Dense(4, Activation.Tanh), new Dropout(optimizer is LBfgs ? 0 : 0.3), new Dense(3, Activation.GELU) { BiasFrozen = true }, new Dense(1)], 0.25),
        };
        if (optimizer is LBfgs) layers = [layers[0], layers[2], layers[3]];
        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            Model model = Traced.Random(new ModelDefinition(Traced.Vector(3), layers, Loss.HalfSquaredError), precision);
            Dataset data = Dataset.FromArrays<double>([0.3, -1.25, 2, 1, 1, 1], 3, [target, target - 1], 1, LearningTask.Regression).Subset([0]);
            Experiment experiment = Experiment.Of(model) with { Optimizer = optimizer, Validation = 0, Patience = 0, Epochs = 5, BatchSize = 0 };
            var trainer = new Trainer(experiment, data, start: model);
            for (int step = 0; step < 5 && trainer.StopReason is null; step++) trainer.Step();

            TraceUpdate update = TraceUpdate.Run(Trace.Run(model, TraceSamples.Of(model, data, 0), training: true), optimizer, 5);

            Assert.Equal(trainer.History.Count, update.Steps);
            Assert.Equal(trainer.CreateModel().AllParameters(), update.Model.AllParameters());
            Assert.NotEqual(model.AllParameters(), update.Model.AllParameters());
        }
    }

    [Fact]
    public void A_step_of_gradient_descent_goes_against_the_traced_gradient()
    {
        Model model = Traced.Random(new ModelDefinition(Traced.Vector(3), [new Dense(4, Activation.Tanh), new Dropout(0.4), new Dense(2)]));
        TraceUpdate update = TraceUpdate.Run(Trace.Run(model, Traced.Samples(model, rows: 3), training: true), new Sgd(0.3));
        foreach ((LayerTrace before, LayerTrace after) in update.Before.Layers.Zip(update.After.Layers).Where(pair => pair.First.Weights is not null))
        {
            for (int i = 0; i < before.Weights!.Values.Length; i++)
                Assert.Equal(before.Weights.Values[i] - (0.3 * before.WeightGradients!.Values[i]), after.Weights!.Values[i], 1e-14);
        }
    }

    [Fact]
    public void What_cannot_be_done_is_said()
    {
        Model model = Traced.Read(Traced.Lecture);
        Trace blind = Trace.Run(model, TraceSamples.Encode(model, [1, 2])), trace = Trace.Run(model, TraceSamples.Encode(model, [1, 2], 3));

        Assert.Contains("Without a target", Assert.Throws<HillockException>(() => TraceUpdate.Run(blind, new Sgd(1))).Message, StringComparison.Ordinal);
        Assert.Contains("step units", Assert.Throws<HillockException>(() => TraceUpdate.Run(trace, new Perceptron())).Message, StringComparison.Ordinal);
        Assert.Contains("learning rate", Assert.Throws<HillockException>(() => TraceUpdate.Run(trace, new Sgd(double.MaxValue))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TraceUpdate.Run(trace, new Sgd(1), 0));
    }

    private static (Trace Before, TraceUpdate Update) Larger(int steps)
    {
        Model model = Traced.Read(Traced.Larger);
        Trace before = Trace.Run(model, TraceSamples.Encode(model, [0.05, 0.10], 0.01, 0.99));
        return (before, TraceUpdate.Run(before, new Sgd(0.5), steps));
    }

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, 1e-12);
}
