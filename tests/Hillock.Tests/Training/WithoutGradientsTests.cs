using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Initializers;
using Hillock.Layers;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Schedules;
using Hillock.Training;

namespace Hillock.Tests.Training;

/// <summary>Rosenblatt's rule, least squares by QR, and L-BFGS: the ways of training that are not steps down a gradient.</summary>
public class WithoutGradientsTests
{
    private static readonly Experiment Line = new(new Dense(1)) { Precision = Precision.Double, Patience = 0, Validation = 0 };

    private static readonly Experiment Rule = new(new Dense(1, Activation.Step) { WeightInitializer = Initializer.Zeros })
    {
        Optimizer = new Perceptron(),
        Patience = 0,
        Validation = 0,
    };

    [Fact]
    public void Least_squares_is_the_limit_of_gradient_descent_and_of_LBFGS()
    {
        Dataset diabetes = Catalog.Load("diabetes").Train;
        Trainer closed = Train(new LeastSquares(), 5);
        Trainer lbfgs = Train(new LBfgs(), 500);
        Trainer descent = Train(new NesterovSgd(0.1), 3000);
        Assert.Equal("The closed form needs one pass: these are the best weights a linear layer can have.", closed.StopReason);
        Assert.Single(closed.History);
        Assert.StartsWith("A minimum is found", lbfgs.StopReason, StringComparison.Ordinal);

        Model exact = closed.CreateModel();
        foreach (Model limit in (Model[])[lbfgs.CreateModel(), descent.CreateModel()])
        {
            Assert.Equal(exact.Parameter("dense_1.weights"), limit.Parameter("dense_1.weights"), (a, b) => Math.Abs(a - b) < 1e-6);
            Assert.Equal(exact.Parameter("dense_1.bias"), limit.Parameter("dense_1.bias"), (a, b) => Math.Abs(a - b) < 1e-6);
        }

        Trainer Train(Optimizer optimizer, int epochs) =>
            Toy.Run(new Trainer(Line with { Optimizer = optimizer, Epochs = epochs, BatchSize = 0 }, diabetes));
    }

    [Fact]
    public void LBFGS_trains_a_network_with_hidden_units_and_never_lets_the_loss_rise()
    {
        Trainer trainer = Toy.Run(new Trainer(new Experiment(Toy.Classifier) { Optimizer = new LBfgs(), Epochs = 40, Patience = 0, L2 = 0.01 }, Toy.Classes()));
        double[] losses = [.. trainer.History.Select(epoch => epoch.TrainingLoss)];
        Assert.True(losses[^1] < 0.7 * losses[0]);

        // What falls is the loss with its penalty; without it, it may rise by as much as the penalty gives.
        Trainer plain = Toy.Run(new Trainer(new Experiment(Toy.Classifier) { Optimizer = new LBfgs(), Epochs = 40, Patience = 0 }, Toy.Classes()));
        foreach ((EpochSummary before, EpochSummary after) in plain.History.Zip(plain.History.Skip(1))) Assert.True(after.TrainingLoss <= before.TrainingLoss);
    }

    [Theory]
    [InlineData(new double[] { 0, 0, 0, 1 })]
    [InlineData(new double[] { 0, 1, 1, 1 })]
    [InlineData(new double[] { 1, 1, 1, 0 })]
    [InlineData(new double[] { 1, 0, 0, 0 })]
    public void Rosenblatts_rule_learns_gates_that_a_line_separates(double[] answers)
    {
        Dataset gate = Toy.Gate(answers);
        Trainer trainer = Toy.Run(new Trainer(Rule, gate));
        Assert.EndsWith("made no mistake: these weights separate the classes.", trainer.StopReason, StringComparison.Ordinal);
        Assert.Equal(0, trainer.History[^1].TrainingLoss);
        Assert.Equal(1, Accuracy(trainer, gate));
    }

    [Fact]
    public void Rosenblatts_rule_tells_setosa_from_the_other_irises_and_not_versicolor()
    {
        Assert.Equal(1, Accuracy(Toy.Run(new Trainer(Rule, Iris("setosa"))), Iris("setosa")));
        Trainer trainer = Toy.Run(new Trainer(Rule with { Epochs = 50 }, Iris("versicolor")));
        Assert.Matches(@"^No separating plane was found in 50 passes; the last made \d+ mistakes\.$", trainer.StopReason);
    }

    [Fact]
    public void On_XOR_Rosenblatts_rule_shows_the_cycle_of_weights_update_by_update()
    {
        Trainer trainer = Toy.Run(new Trainer(Rule, Toy.Gate(0, 1, 1, 0)));
        string reason = trainer.StopReason!;
        Assert.StartsWith("No plane separates the classes: the weights after pass ", reason, StringComparison.Ordinal);
        double[][] cycle = [.. reason[(reason.LastIndexOf(": (", StringComparison.Ordinal) + 2)..].TrimEnd('.').Split(" → ")
            .Select(weights => weights.Trim('(', ')').Split([", ", "; "], StringSplitOptions.None).Select(double.Parse).ToArray())];
        Assert.Equal(cycle[0], cycle[^1]);

        // Inputs are standardized to −1 and 1, so that an update moves each weight and the bias by the rate; 6 digits are shown.
        Assert.True(cycle.Length > 2);
        foreach ((double[] before, double[] after) in cycle.Zip(cycle.Skip(1)))
            Assert.All(before.Zip(after), pair => Assert.Equal(((Perceptron)Rule.Optimizer).LearningRate, Math.Abs(pair.Second - pair.First), 1e-5));
        Assert.True(trainer.History[^1].TrainingLoss > 0);
    }

    [Fact]
    public void A_cycle_too_long_to_read_is_not_shown()
    {
        double[] x = [.. Enumerable.Range(0, 40).Select(i => (double)(i % 2))];
        Dataset opposed = Dataset.FromArrays<double>(x, 1, [.. x.Select((_, i) => (double)(i / 2 % 2))], task: LearningTask.Binary);

        string reason = Toy.Run(new Trainer(Rule, opposed)).StopReason!;

        Assert.StartsWith("No plane separates the classes: the weights after pass ", reason, StringComparison.Ordinal);
        Assert.EndsWith("and so on for ever.", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("perceptron", "one dense layer of step units")]
    [InlineData("least_squares", "one dense layer of linear units")]
    public void A_network_of_another_form_is_refused(string optimizer, string needs)
    {
        Layer fitting = optimizer == "perceptron" ? new Dense(1, Activation.Step) : new Dense(1);
        Layer[][] wrong =
        [
            [new Dense(4, Activation.Tanh), fitting],
            [new Dense(1, Activation.Tanh)],
            [(Dense)fitting with { HasBias = false }],
            [fitting with { Frozen = true }],
            [new Dropout(0.1), fitting],
        ];
        foreach (Layer[] layers in wrong)
        {
            Experiment experiment = new(layers) { Optimizer = Optimizer.Parse(optimizer), Validation = 0 };
            string message = Assert.Throws<HillockException>(() => new Trainer(experiment, Toy.Gate(0, 0, 0, 1))).Message;
            Assert.Contains(needs, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Settings_that_would_do_nothing_are_refused()
    {
        foreach (Optimizer optimizer in (Optimizer[])[new LBfgs(), new LeastSquares(), new Perceptron()])
        {
            Experiment experiment = new(new Dense(1, optimizer is Perceptron ? Activation.Step : null)) { Optimizer = optimizer, Validation = 0 };
            Refused(experiment with { ClipNorm = 1 });
            Refused(experiment with { ClipValue = 1 });
            Refused(experiment with { MaxNorm = 1 });
            Refused(experiment with { L1 = 0.1 });
            Refused(experiment with { Schedule = Schedule.Parse("cosine") });
            Refused(experiment with { BatchSize = 10 });
            if (optimizer is not LBfgs) Refused(experiment with { L2 = 0.1 });
            if (optimizer is Perceptron) Refused(experiment with { ClassWeights = ClassWeights.Balanced });
        }

        Refused(new Experiment(new Dropout(0.5), new Dense(1)) { Optimizer = new LBfgs(), Validation = 0 });

        static void Refused(Experiment experiment)
        {
            Dataset data = experiment.Optimizer is Perceptron ? Toy.Gate(0, 0, 0, 1) : Toy.Numbers();
            Assert.Throws<HillockException>(() => new Trainer(experiment, data));
        }
    }

    [Fact]
    public void Steps_on_batches_of_ones_own_need_a_gradient_optimizer()
    {
        var trainer = new Trainer(Line with { Optimizer = new LBfgs() }, Toy.Numbers());
        Assert.Throws<InvalidOperationException>(() => trainer.Step([1f, 2f, 3f], [1f]));
    }

    private static double Accuracy(Trainer trainer, Dataset data) => ((ClassificationEvaluation)trainer.CreateModel().Evaluate(data)).Accuracy;

    private static TableDataset Iris(string wanted)
    {
        Dataset iris = Catalog.Load("iris").Train;
        Table table = ((TableDataset)iris).Table;
        double[] inputs = [.. Enumerable.Range(0, iris.Count).SelectMany(i => table.Columns.Take(4).Select(column => column.Number(i)))];
        return Dataset.FromArrays<double>(inputs, 4, [.. Enumerable.Range(0, iris.Count).Select(i => iris.Labels[iris.Class(i)].Contains(wanted, StringComparison.Ordinal) ? wanted : "other")]);
    }
}
