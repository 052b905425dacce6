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
        Assert.Equal(0.5, guess.RocAuc);
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

    [Fact]
    public async Task The_label_it_is_said_to_answer_is_the_one_that_it_answers()
    {
        foreach (string[] labels in (string[][])[["a", "b"], ["a", "a", "b"], ["a", "b", "b"], ["a", "b", "c", "b"]])
        {
            Dataset data = Dataset.FromArrays<double>([.. labels.Select((_, i) => (double)i)], 1, labels);
            int width = data.Task == LearningTask.Binary ? 1 : data.Labels.Count;
            Model model = await new Experiment(new Dense(width, Activation.Sigmoid)) { Epochs = 1, Loss = Loss.MeanSquaredError, Validation = 0 }.TrainAsync(data);
            var guess = new TrivialPredictor(model, data);

            int answered = ((ClassificationEvaluation)guess.Evaluate(data)).PerClass.Select(figures => figures.Recall).ToList().IndexOf(1);

            Assert.Equal(data.Labels[answered], guess.Label);
            Assert.Equal(1, guess.Values.Sum(), 1e-12);
        }
    }

    [Fact]
    public async Task Samples_that_do_not_fit_the_model_are_refused()
    {
        Dataset classes = Dataset.FromArrays<double>([1, 2], 1, ["a", "b"]), others = Dataset.FromArrays<double>([1, 2], 1, ["a", "z"]);
        Dataset numbers = Dataset.FromArrays<double>([1, 2, 3], 1, [0.5, 1.5, 2.5]);
        Model model = await new Experiment(new Dense(1, Activation.Sigmoid)) { Epochs = 1, Validation = 0 }.TrainAsync(classes);

        foreach (Dataset strange in (Dataset[])[others, numbers, classes.Subset([])])
        {
            Assert.Throws<HillockException>(() => new TrivialPredictor(model, strange));
            Assert.Throws<HillockException>(() => new TrivialPredictor(model, classes).Evaluate(strange));
        }
    }

    private static async Task<Evaluation> Guess(Dense output, Loss? loss, Dataset train, Dataset test)
    {
        Model model = await new Experiment(output) { Epochs = 1, Loss = loss, Validation = 0 }.TrainAsync(train);
        return new TrivialPredictor(model, train).Evaluate(test);
    }
}
