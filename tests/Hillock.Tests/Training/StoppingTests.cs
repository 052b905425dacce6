using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Initializers;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Tests.Training;

public class StoppingTests
{
    // A network that soon learns its few samples by heart: the validation loss falls, then rises.
    private static readonly Experiment Overfitting = new(new Dense(64, Activation.Tanh), new Dense(3, Activation.Softmax))
    {
        Optimizer = new Adam(0.01),
        Epochs = 200,
        BatchSize = 10,
        Validation = 0,
        Patience = 6,
        Precision = Precision.Double,
    };

    [Fact]
    public void Early_stopping_ends_after_its_patience_and_restores_the_best_weights()
    {
        Dataset validation = Toy.Classes(90, seed: 5);
        Trainer trainer = Toy.Run(new Trainer(Overfitting, Toy.Classes(30), validation));
        EpochSummary best = trainer.History.MinBy(epoch => epoch.ValidationLoss)!;
        Model model = trainer.CreateModel();

        Assert.True(best.Epoch > 1);
        Assert.Equal(best.Epoch + 6, trainer.History.Count);
        Assert.Equal($"The validation loss has not improved for 6 epochs; the weights of epoch {best.Epoch} are restored.", trainer.StopReason);
        Assert.Equal(best.ValidationLoss, model.Evaluate(validation).Loss);
        Assert.Equal((best.Epoch, best.TrainingLoss, best.ValidationLoss), (model.Training!.BestEpoch, model.Training.TrainingLoss, model.Training.ValidationLoss));
        Assert.Equal(trainer.StopReason, model.Training.StopReason);
    }

    [Fact]
    public void Without_patience_all_epochs_run_and_the_last_weights_stay()
    {
        Dataset validation = Toy.Classes(90, seed: 5);
        Trainer trainer = Toy.Run(new Trainer(Overfitting with { Patience = 0, Epochs = 40 }, Toy.Classes(30), validation));
        Assert.Equal(40, trainer.History.Count);
        Assert.Equal("All 40 epochs are done.", trainer.StopReason);
        Assert.Equal(trainer.History[^1].ValidationLoss, trainer.CreateModel().Evaluate(validation).Loss);
        Assert.NotEqual(40, trainer.History.MinBy(epoch => epoch.ValidationLoss)!.Epoch);
    }

    [Fact]
    public void A_tolerance_stops_where_the_loss_moves_less_than_it_from_one_epoch_to_the_next()
    {
        // Gradient descent is repeated while |f(wₜ) − f(wₜ₋₁)| > ε.
        var experiment = new Experiment(new Dense(1)) { Optimizer = new Sgd(0.1), BatchSize = 0, Epochs = 10_000, Tolerance = 1e-6, Validation = 0 };
        Trainer trainer = Toy.Run(new Trainer(experiment, Toy.Numbers()));
        double[] losses = [.. trainer.History.Select(epoch => epoch.TrainingLoss)];

        Assert.InRange(losses.Length, 3, 9_999);
        Assert.True(Math.Abs(losses[^1] - losses[^2]) < 1e-6);
        for (int i = 1; i < losses.Length - 1; i++) Assert.True(Math.Abs(losses[i] - losses[i - 1]) >= 1e-6);
        Assert.Equal($"The training loss moved by less than 1E-06 in epoch {losses.Length}.", trainer.StopReason);
    }

    [Fact]
    public void A_run_that_is_over_takes_no_more_steps()
    {
        Trainer trainer = Toy.Run(new Trainer(Overfitting with { Epochs = 2, Patience = 0 }, Toy.Classes(30)));
        string hash = trainer.CreateModel().Hash;
        trainer.Step();
        Assert.Equal(2, trainer.History.Count);
        Assert.Equal(hash, trainer.CreateModel().Hash);
    }

    [Theory]
    [InlineData(Precision.Single, 1e30)]
    [InlineData(Precision.Double, 1e300)]
    public void A_rate_far_too_high_ends_in_a_sentence_with_layer_step_and_cause(Precision precision, double rate)
    {
        var experiment = new Experiment(new Dense(5, Activation.ReLU) { Name = "first" }, new Dense(1)) { Optimizer = new Sgd(rate), Precision = precision, Validation = 0, BatchSize = 8 };
        string message = Assert.Throws<HillockException>(() => Toy.Run(new Trainer(experiment, Toy.Numbers()))).Message;
        Assert.Matches(@"^Loss became (NaN|infinite) at step [2-9] in '(first|dense_2)' \(.*\): the learning rate 1E\+30+ is too high", message);
        Assert.Contains("--find-rate", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_the_very_last_step_spoils_do_not_become_a_model()
    {
        var experiment = new Experiment(new Dense(1)) { Optimizer = new Sgd(1e38), Epochs = 1, BatchSize = 0, Validation = 0, Loss = Loss("squared_error") };
        var data = Dataset.FromArrays<double>([1e10, -1e10, 3, 4], 1, [1, 2, 3, 50]);
        var trainer = new Trainer(experiment with { Layers = [new Dense(1) { WeightInitializer = new Constant(1000) }] }, data);
        string message = Assert.Throws<HillockException>(() => Toy.Run(trainer)).Message;
        Assert.StartsWith("A number in 'dense_1.weights' became infinite or NaN in epoch 1: the learning rate 1E+38 is too high", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN, 0, "Loss became NaN at step 1: an input is not a finite number.")]
    [InlineData(0, float.NaN, "Loss became NaN at step 1: a target is not a finite number.")]
    public void A_batch_of_ones_own_that_holds_NaN_is_named(float input, float target, string expected)
    {
        var trainer = new Trainer(new Experiment(new Dense(1)) { Validation = 0 }, Toy.Numbers());
        Assert.Equal(expected, Assert.Throws<HillockException>(() => trainer.Step([input, 1, 1], [target])).Message);
    }

    [Fact]
    public void A_model_of_a_run_that_has_not_begun_can_be_saved()
    {
        var trainer = new Trainer(Overfitting, Toy.Classes(30));
        Model model = Model.Load(Toy.Bytes(trainer.CreateModel()));
        Assert.Null(model.Training);

        trainer.Step();
        model = Model.Load(Toy.Bytes(trainer.CreateModel()));
        Assert.Equal((30, 0, 0, "Training was stopped."), (model.Training!.Samples, model.Training.Epochs, model.Training.BestEpoch, model.Training.StopReason));
    }

    [Fact]
    public async Task Progress_adds_up_however_many_epochs_are_asked_for()
    {
        var trainer = new Trainer(Overfitting with { Epochs = int.MaxValue, Patience = 0, BatchSize = 1 }, Toy.Classes(30));
        int reports = 0;
        await foreach (TrainingProgress progress in trainer.RunAsync())
        {
            Assert.True(progress.Remaining > TimeSpan.Zero);
            Assert.True(double.IsFinite(progress.Loss));
            Assert.Equal(30, progress.StepsPerEpoch);
            if (progress.Completed is { } epoch) Assert.Equal((progress.Epoch, progress.Step), (epoch.Epoch, 30));
            if (++reports == 5) break;
        }
    }

    [Fact]
    public void No_samples_are_no_training()
    {
        Model model = Toy.Run(new Trainer(Overfitting with { Epochs = 1 }, Toy.Classes(30))).CreateModel();
        Dataset none = Toy.Classes(30).Subset([]);
        Assert.Equal("There are no samples to learn from.", Assert.Throws<HillockException>(() => new Trainer(Overfitting, none)).Message);
        Assert.Equal("There are no samples to learn from.", Assert.Throws<HillockException>(() => new Trainer(Overfitting, none, start: model)).Message);
    }

    private static Hillock.Losses.Loss Loss(string name) => Hillock.Losses.Loss.Parse(name);
}
