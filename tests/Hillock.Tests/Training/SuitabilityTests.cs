using Hillock.Activations;
using Hillock.Data;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tests.Data;
using Hillock.Training;

namespace Hillock.Tests.Training;

/// <summary>Settings that only together give wrong numbers.</summary>
public sealed class SuitabilityTests
{
    [Fact]
    public async Task Scores_from_zero_on_are_the_second_class_of_a_hinge()
    {
        int[] x = [.. Enumerable.Range(-20, 41)];
        Dataset dataset = Csv.Read("x,y\n" + string.Concat(x.Select(value => $"{value},{(value > 3 ? "b" : "a")}\n"))).ToDataset();
        Model model = await new Experiment(new Dense(1)) { Loss = Loss.Hinge, Validation = 0, Epochs = 5 }.TrainAsync(dataset);

        string[] labels = [.. model.Predict(dataset).Select(prediction => prediction.Label!)];

        double[] outputs = new double[x.Length];
        model.Predict([.. x.Select(value => (double)value)], outputs);
        Assert.Equal(outputs.Select(output => output >= 0 ? "b" : "a"), labels);
        Assert.Contains(outputs, output => output is > 0 and < 0.5);
    }

    [Fact]
    public void A_layer_below_a_step_learns_nothing_by_gradients_and_is_refused_unless_frozen()
    {
        Dataset dataset = Csv.Read("x,y\n1,a\n2,b\n3,a\n4,b\n").ToDataset();
        var experiment = new Experiment(new Dense(3, Activation.Step), new Dense(1, Activation.Sigmoid)) { Validation = 0 };

        HillockException refused = Assert.Throws<HillockException>(() => new Trainer(experiment, dataset));

        Assert.StartsWith("'dense_1' cannot learn by gradients: the step in 'dense_1' has slope 0", refused.Message, StringComparison.Ordinal);
        Assert.True(new Trainer(experiment.Freeze("dense_1"), dataset).Step() > 0);
    }

    [Fact]
    public void What_only_has_a_meaning_for_classes_is_refused_for_numbers()
    {
        var experiment = new Experiment(new Dense(1));

        string loss = Assert.Throws<HillockException>(() => new Trainer(experiment with { Loss = Loss.Hinge }, Toy.Numbers())).Message;
        string weights = Assert.Throws<HillockException>(() => new Trainer(experiment with { ClassWeights = ClassWeights.Balanced }, Toy.Numbers())).Message;

        Assert.Equal("The loss 'hinge' asks only on which side of 0 a target lies; this task is regression: use mean_squared_error or huber.", loss);
        Assert.Equal("Only classes have class weights; this task is regression: leave them out, or weigh the samples by a column.", weights);
    }

    [Fact]
    public void Samples_with_weights_are_refused_by_Rosenblatts_rule()
    {
        Dataset weighted = Csv.Read("x,w,y\n1,1,a\n2,2,b\n").ToDataset(new ColumnRoles { Weights = "w" });
        var experiment = new Experiment(new Dense(1, Activation.Step)) { Optimizer = new Perceptron(), Validation = 0 };

        Assert.Contains("counts every mistake the same", Assert.Throws<HillockException>(() => new Trainer(experiment, weighted)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_that_do_not_count_do_not_choose_when_to_stop()
    {
        var roles = new ColumnRoles { Targets = ["y"], Weights = "w", Task = LearningTask.Regression };
        Dataset Data(int wrong) => Csv
            .Read("x,w,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{1 - (i % 2)},{(i % 2 == 0 ? 2 * i : wrong)}\n")))
            .ToDataset(roles);
        Dataset train = Data(0).Subset([.. Enumerable.Range(0, 20).Select(i => 2 * i)]);
        var experiment = new Experiment(new Dense(1)) { Epochs = 30 };

        Model one = await experiment.TrainAsync(train, Data(500)), other = await experiment.TrainAsync(train, Data(-70));

        Assert.Equal(one.Training, other.Training);
    }
}
