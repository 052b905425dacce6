using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Tests.Training;

public class ScorerTests
{
    public static TheoryData<string, Precision> Problems
    {
        get
        {
            TheoryData<string, Precision> data = [];
            foreach (string problem in (string[])["classes", "two classes", "hinge", "numbers"])
            {
                data.Add(problem, Precision.Single);
                data.Add(problem, Precision.Double);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Loss_and_score_are_those_of_evaluating_the_model(string problem, Precision precision)
    {
        (Experiment experiment, Dataset data) = problem switch
        {
            "classes" => (new Experiment(Toy.Classifier), (Dataset)Toy.Classes(700)),
            "two classes" => (new Experiment(new Dense(3, Activation.Tanh), new Dense(1, Activation.Sigmoid)), Toy.Gate(0, 1, 1, 1)),
            "hinge" => (new Experiment(new Dense(1)) { Loss = Loss.Hinge }, Toy.Gate(0, 1, 1, 1)),
            _ => (new Experiment(new Dense(1)), Toy.Numbers()),
        };
        var trainer = new Trainer(experiment with { Precision = precision, Validation = 0, Patience = 0 }, data);
        Scorer scorer = Scorer.Create(trainer.Definition, trainer.Preprocessing, data, precision);
        double[] parameters = new double[trainer.Definition.ParameterCount];
        float[] rounded = new float[parameters.Length];
        for (int step = 0; step < 5; step++)
        {
            Evaluation expected = trainer.CreateModel().Evaluate(data);
            trainer.CopyParametersTo(parameters);
            trainer.CopyParametersTo(rounded);
            (double loss, double score) = scorer.Evaluate(parameters);

            Assert.Equal(expected.Loss, loss);
            if (expected is ClassificationEvaluation classes) Assert.Equal(classes.Accuracy, score);
            else Assert.Equal(((RegressionEvaluation)expected).R2, score, 1e-5); // by standardized targets, rounded in single precision
            if (precision == Precision.Single) Assert.Equal((loss, score), scorer.Evaluate(rounded));
            Toy.Run(trainer, 3);
        }
    }

    [Fact]
    public void Other_numbers_of_parameters_and_empty_data_are_refused()
    {
        var trainer = new Trainer(new Experiment(Toy.Classifier), Toy.Classes());
        Scorer scorer = Scorer.Create(trainer.Definition, trainer.Preprocessing, Toy.Classes());
        Assert.Throws<ArgumentException>(() => scorer.Evaluate(new float[3]));
        Assert.Throws<ArgumentException>(() => scorer.Evaluate(new double[trainer.Definition.ParameterCount + 1]));
        Assert.Throws<HillockException>(() => Scorer.Create(trainer.Definition, trainer.Preprocessing, Toy.Classes().Subset([])));
    }
}
