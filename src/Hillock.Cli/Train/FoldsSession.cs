using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Metrics;
using Hillock.Training;

namespace Hillock.Cli.Train;

/// <summary><c>train --folds k</c>: k models, each tested on the part of the rows that it has not seen; the figures' mean and spread.</summary>
internal sealed class FoldsSession(TrainRequest request, Experiment experiment, LoadedData data, CancellationToken interruption)
{
    private readonly int folds = request.Run.Folds;

    public async Task<int> RunAsync()
    {
        TrainingIntroduction.Write(experiment, data.Train);
        Screen.Error.Field("folds", $"{folds}, each testing on {data.Train.Count / folds:N0} of {data.Train.Count:N0} rows");
        IReadOnlyList<Evaluation> evaluations = [];
        double pace = 0;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        TrainingDisplay display = TrainingDisplay.Create(data.Train.Task, experiment.Epochs);
        await display.ShowAsync(async report => evaluations = await CrossValidation.RunAsync(experiment, data.Train, folds, new Listener(progress =>
        {
            display.Prefix = $"fold {progress.Fold}/{folds}  ";
            pace = progress.Training.SamplesPerSecond;
            report(progress.Training);
        }), request.Run.Threads, interruption));

        if (request.Run.Json) WriteJson(evaluations, clock.Elapsed.TotalSeconds, pace);
        else Write(evaluations);
        return ExitCode.Done;
    }

    private static Measure[] Measures(Evaluation evaluation) => evaluation is ClassificationEvaluation
        ?
        [
            new("loss", "loss", one => one.Loss),
            new("accuracy", "accuracy", one => ((ClassificationEvaluation)one).Accuracy),
            new("balancedAccuracy", "balanced accuracy", one => ((ClassificationEvaluation)one).BalancedAccuracy),
            new("macroF1", "macro F1", one => ((ClassificationEvaluation)one).MacroF1),
        ]
        :
        [
            new("loss", "loss", one => one.Loss),
            new("rmse", "RMSE", one => ((RegressionEvaluation)one).RootMeanSquaredError),
            new("mae", "MAE", one => ((RegressionEvaluation)one).MeanAbsoluteError),
            new("r2", "R²", one => ((RegressionEvaluation)one).R2),
        ];

    private void Write(IReadOnlyList<Evaluation> evaluations)
    {
        Screen.Output.Line();
        Measure[] measures = Measures(evaluations[0]);
        var grid = new Grid(["fold", "samples", .. measures.Select(measure => measure.Title)]);
        for (int fold = 0; fold < folds; fold++)
            grid.Add([$"{fold + 1}", Figures.Count(evaluations[fold].Samples), .. measures.Select(measure => new Cell(Figures.Number(measure.Figure(evaluations[fold]))))]);
        grid.Add([new Cell("mean", Tone.Strong), "", .. measures.Select(measure => new Cell(Figures.Number(Mean(evaluations, measure.Figure)), Tone.Strong))]);
        grid.Add(["deviation", "", .. measures.Select(measure => new Cell(Figures.Number(Deviation(evaluations, measure.Figure))))]);
        Screen.Output.Table(grid);
    }

    private void WriteJson(IReadOnlyList<Evaluation> evaluations, double seconds, double pace)
    {
        Measure[] measures = Measures(evaluations[0]);
        JsonOutput.Write(json =>
        {
            json.WriteNull("model");
            json.WriteNumber("seed", experiment.Seed);
            json.WriteStartArray("folds");
            foreach (Evaluation evaluation in evaluations)
            {
                json.WriteStartObject();
                json.WriteNumber("samples", evaluation.Samples);
                foreach (Measure measure in measures) JsonOutput.WriteFigure(json, measure.Name, measure.Figure(evaluation));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("test");
            json.WriteNumber("samples", evaluations.Sum(evaluation => evaluation.Samples));
            foreach (Measure measure in measures) JsonOutput.WriteFigure(json, measure.Name, Mean(evaluations, measure.Figure));
            json.WriteEndObject();
            json.WriteStartObject("deviation");
            foreach (Measure measure in measures) JsonOutput.WriteFigure(json, measure.Name, Deviation(evaluations, measure.Figure));
            json.WriteEndObject();
            json.WriteNumber("seconds", Math.Round(seconds, 3));
            json.WriteNumber("samplesPerSecond", Math.Round(pace));
        });
    }

    private static double Mean(IReadOnlyList<Evaluation> evaluations, Func<Evaluation, double> figure) => evaluations.Average(figure);

    // The sample's standard deviation, √(Σ(x − x̄)² / (k − 1)).
    private static double Deviation(IReadOnlyList<Evaluation> evaluations, Func<Evaluation, double> figure)
    {
        double mean = Mean(evaluations, figure);
        return Math.Sqrt(evaluations.Sum(evaluation => Math.Pow(figure(evaluation) - mean, 2)) / (evaluations.Count - 1));
    }

    private sealed record Measure(string Name, string Title, Func<Evaluation, double> Figure);

    private sealed class Listener(Action<(int Fold, TrainingProgress Training)> report) : IProgress<(int Fold, TrainingProgress Training)>
    {
        public void Report((int Fold, TrainingProgress Training) value) => report(value);
    }
}
