using Hillock.Activations;
using Hillock.Layers;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Typesetting;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Lessons.Tests;

/// <summary>The ways through what lessons offer to try.</summary>
public class GuideTests
{
    public static TheoryData<string> Ids { get; } = [.. Lesson.All.Select(lesson => lesson.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Whatever_a_page_opens_has_a_way_through_it(string id)
    {
        foreach (Try attempt in Lesson.Find(id)!.Blocks().OfType<Try>())
        {
            Assert.Equal(attempt.Opens is null, attempt.Steps.Count == 0);
            foreach (GuideStep step in attempt.Steps)
            {
                Assert.EndsWith(".", Inline.ToText(step.Text), StringComparison.Ordinal);
                Assert.EndsWith(".", Inline.ToText(step.Shown), StringComparison.Ordinal);
                if (attempt.Opens is not ExperimentSetup) Assert.IsNotType<ChoiceGoal>(step.Goal);
            }
        }
    }

    /// <summary>The page's visitor does what each step says; a step that asks for a figure must come to it before the epochs run out.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_figure_that_a_step_waits_for_is_reached(string id)
    {
        foreach (Try attempt in Lesson.Find(id)!.Blocks().OfType<Try>())
        {
            if (attempt.Opens is not ExperimentSetup { Experiment: var experiment }) continue;
            (Trainer trainer, Scorer test) = await BeginAsync(experiment);
            foreach (GuideStep step in attempt.Steps)
            {
                if (step.Goal is ChoiceGoal choice)
                {
                    experiment = Chosen(experiment, choice);
                    TrainerState before = trainer.Capture();
                    (trainer, test) = await BeginAsync(experiment);
                    if (choice.Setting is Setting.Rate or Setting.L2 or Setting.Optimizer) trainer.ContinueFrom(before);
                }

                if (step.Goal is not FigureGoal figure) continue;
                while (!Reached(figure, trainer, test) && trainer.StopReason is null) trainer.Step();
                Assert.True(Reached(figure, trainer, test), $"{id}, '{attempt.Title}', '{step.Text}': {trainer.StopReason} Loss {trainer.RunningLoss:G3}, on the test {TestLoss(trainer, test):G3}.");
            }
        }
    }

    private static async Task<(Trainer Trainer, Scorer Test)> BeginAsync(Experiment experiment)
    {
        LoadedData data = await experiment.Data!.LoadAsync(experiment.Seed);
        var trainer = new Trainer(experiment, data.Train, data.Validation, threads: 1);
        return (trainer, Scorer.Create(trainer.Definition, trainer.Preprocessing, data.Test is { Count: > 0 } test ? test : data.Train, experiment.Precision));
    }

    // What a visitor would choose where the step leaves the choice.
    private static Experiment Chosen(Experiment experiment, ChoiceGoal choice) => choice.Setting switch
    {
        Setting.Activation => experiment with { Layers = [.. experiment.Layers.Select((layer, i) => i == 0 && layer is Dense dense ? new Dense(dense.Units, dense.Activation.Name == "linear" ? Activation.Tanh : Activation.Sigmoid) : layer)] },
        Setting.Seed => experiment with { Seed = experiment.Seed + 1 },
        Setting.Samples => experiment with { Data = experiment.Data! with { Samples = 2000 } },
        Setting.Rate => experiment with { Optimizer = ((GradientOptimizer)experiment.Optimizer) with { LearningRate = double.Parse(choice.Value!, System.Globalization.CultureInfo.InvariantCulture) } },
        Setting.L2 => experiment with { L2 = 0.02 },
        _ => throw new ArgumentException($"Nobody has tried to choose {choice.Setting}."),
    };

    private static bool Reached(FigureGoal goal, Trainer trainer, Scorer test)
    {
        double value = goal.Of switch
        {
            Figure.Epoch => trainer.Epoch,
            Figure.TrainLoss => trainer.RunningLoss,
            _ => TestLoss(trainer, test),
        };
        return value >= (goal.Least ?? double.NegativeInfinity) && value <= (goal.Most ?? double.PositiveInfinity);
    }

    private static double TestLoss(Trainer trainer, Scorer test)
    {
        float[] parameters = new float[trainer.Definition.ParameterCount];
        trainer.CopyParametersTo(parameters);
        return test.Evaluate(parameters).Loss;
    }
}
