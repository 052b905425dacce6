using Hillock.Metrics;
using Hillock.Training;

namespace Hillock.Tests.Training;

public class CrossValidationTests
{
    [Fact]
    public async Task Every_sample_is_tested_once_by_a_model_that_never_saw_it()
    {
        var experiment = new Experiment(Toy.Classifier) { Epochs = 3 };
        List<int> folds = [];
        IReadOnlyList<Evaluation> evaluations = await CrossValidation.RunAsync(
            experiment, Toy.Classes(62), 5, new Reports<(int Fold, TrainingProgress Training)>(report => folds.Add(report.Fold)));

        Assert.Equal(5, evaluations.Count);
        Assert.Equal(62, evaluations.Sum(evaluation => evaluation.Samples));
        Assert.Equal([1, 2, 3, 4, 5], folds.Distinct());
        Assert.Equal(folds.Order(), folds);

        IReadOnlyList<Evaluation> again = await CrossValidation.RunAsync(experiment, Toy.Classes(62), 5);
        Assert.Equal(evaluations.Select(evaluation => evaluation.Loss), again.Select(evaluation => evaluation.Loss));
    }

    [Fact]
    public async Task More_folds_than_samples_are_refused() =>
        await Assert.ThrowsAsync<HillockException>(() => CrossValidation.RunAsync(new Experiment(Toy.Classifier), Toy.Classes(6), 7));

    private sealed class Reports<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
