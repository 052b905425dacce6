using Hillock.Activations;
using Hillock.Data;
using Hillock.Layers;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Tests.Training;

public class ThresholdChoiceTests
{
    [Theory]
    [InlineData("f1")]
    [InlineData("cost:1,5")]
    [InlineData("recall:0.95")]
    [InlineData("0.3")]
    public void A_choice_is_its_text(string text)
    {
        Assert.Equal(text, ThresholdChoice.Parse(text).ToString());
        Assert.Equal(ThresholdChoice.Parse(text), ThresholdChoice.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("f2")]
    [InlineData("f1:1")]
    [InlineData("cost:1")]
    [InlineData("cost:0,0")]
    [InlineData("cost:-1,1")]
    [InlineData("cost:inf,1")]
    [InlineData("recall:1.5")]
    [InlineData("recall:")]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("nan")]
    public void What_is_none_is_refused(string text) => Assert.Throws<ArgumentException>(() => ThresholdChoice.Parse(text));

    [Fact]
    public async Task A_model_is_trained_with_the_threshold_that_its_experiment_asks_for()
    {
        Dataset train = Generated.Make("gauss", 300, noise: 0.5).ToDataset();
        var experiment = new Experiment(new Dense(1, Activation.Sigmoid)) { Epochs = 3, Validation = 0 };

        Model plain = await experiment.TrainAsync(train);
        Model careful = await (experiment with { Threshold = ThresholdChoice.Parse("recall:1") }).TrainAsync(train);
        Model strict = await (experiment with { Threshold = ThresholdChoice.Parse("cost:100,1") }).TrainAsync(train);

        Assert.Equal(0.5, plain.DecisionThreshold);
        Assert.Equal(1, ((ClassificationEvaluation)careful.Evaluate(train)).PerClass[1].Recall);
        Assert.True(careful.DecisionThreshold < strict.DecisionThreshold);
    }

    [Fact]
    public void Only_two_classes_have_a_threshold()
    {
        var experiment = new Experiment(new Dense(3, Activation.Softmax)) { Threshold = ThresholdChoice.Parse("f1") };

        Assert.Contains("multiclass", Assert.Throws<HillockException>(() => new Trainer(experiment, Catalog.Load("iris").Train)).Message, StringComparison.Ordinal);
    }
}
