using Hillock.Activations;
using Hillock.Data;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Tests.Models;

public class TrivialPredictorTests
{
    [Fact]
    public async Task Classes_are_guessed_by_their_shares_of_the_training_part()
    {
        Dataset train = Dataset.FromArrays<double>([1, 2, 3, 4], 1, ["a", "b", "b", "b"]);
        Dataset test = Dataset.FromArrays<double>([1, 2, 3], 1, ["a", "b", "b"]);

        var guess = (ClassificationEvaluation)await Guess(new Dense(1, Activation.Sigmoid), null, train, test);

        Assert.Equal(2.0 / 3, guess.Accuracy, 1e-12);
        Assert.Equal(-(Math.Log(0.25) + (2 * Math.Log(0.75))) / 3, guess.Loss, 1e-9);
    }

    [Fact]
    public async Task Several_classes_too_and_by_the_loss_of_the_model()
    {
        Dataset train = Dataset.FromArrays<double>([1, 2, 3, 4], 1, ["a", "b", "c", "c"]);
        Dataset test = Dataset.FromArrays<double>([1, 2, 3], 1, ["a", "b", "c"]);

        Evaluation guess = await Guess(new Dense(3, Activation.Sigmoid), Loss.HalfSquaredError, train, test);

        // ½‖(¼, ¼, ½) − t‖² for each of the three one-hot targets.
        double[] losses = [(0.5625 + 0.0625 + 0.25) / 2, (0.0625 + 0.5625 + 0.25) / 2, (0.0625 + 0.0625 + 0.25) / 2];
        Assert.Equal(losses.Average(), guess.Loss, 1e-12);
    }

    [Fact]
    public async Task Numbers_are_guessed_by_their_mean()
    {
        Dataset train = Dataset.FromArrays<double>([1, 2, 3, 4], 1, [0.5, 1.5, 2.5, 5.5]); // mean 2.5, deviation √3.5
        Dataset test = Dataset.FromArrays<double>([1, 2], 1, [2.5, 4.5]);

        var guess = (RegressionEvaluation)await Guess(new Dense(1, Activation.Linear), null, train, test);

        Assert.Equal(Math.Sqrt(2), guess.RootMeanSquaredError, 1e-12);
        Assert.Equal(4.0 / 2 / 3.5, guess.Loss, 1e-12);
    }

    private static async Task<Evaluation> Guess(Dense output, Loss? loss, Dataset train, Dataset test)
    {
        Model model = await new Experiment(output) { Epochs = 1, Loss = loss, Validation = 0 }.TrainAsync(train);
        return TrivialPredictor.Evaluate(model, train, test);
    }
}
