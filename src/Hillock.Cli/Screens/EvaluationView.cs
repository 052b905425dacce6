using Hillock.Metrics;

namespace Hillock.Cli.Screens;

/// <summary>Shows how good a model is: figures side by side, the confusion matrix, the classes.</summary>
internal static class EvaluationView
{
    // A matrix with more classes, and a longer table of classes, is shown in the library's short form.
    private const int MostClasses = 12;
    private const int LongestLabel = 12;

    /// <summary>A table of figures with a column for each evaluation.</summary>
    public static void WriteFigures(Screen screen, params IReadOnlyList<(string Name, Evaluation Evaluation)> columns)
    {
        var grid = new Grid(["", .. columns.Select(column => column.Name)]);
        Add("samples", evaluation => Figures.Count(evaluation.Samples));
        Add("loss", evaluation => Figures.Number(evaluation.Loss));
        if (columns[0].Evaluation is ClassificationEvaluation)
        {
            Add("accuracy", evaluation => Figures.Percent(Classes(evaluation).Accuracy));
            Add("balanced accuracy", evaluation => Figures.Percent(Classes(evaluation).BalancedAccuracy));
            Add("macro F1", evaluation => $"{Classes(evaluation).MacroF1:F3}");
            Add("ROC AUC", evaluation => Classes(evaluation).RocAuc is { } area ? $"{area:F3}" : "–");
        }
        else
        {
            Add("R²", evaluation => $"{Numbers(evaluation).R2:F3}");
            Add("RMSE", evaluation => Figures.Number(Numbers(evaluation).RootMeanSquaredError));
            Add("MAE", evaluation => Figures.Number(Numbers(evaluation).MeanAbsoluteError));
        }

        screen.Table(grid);

        void Add(string name, Func<Evaluation, string> figure) => grid.Add([name, .. columns.Select(column => new Cell(figure(column.Evaluation)))]);
        static ClassificationEvaluation Classes(Evaluation evaluation) => (ClassificationEvaluation)evaluation;
        static RegressionEvaluation Numbers(Evaluation evaluation) => (RegressionEvaluation)evaluation;
    }

    /// <summary>What was taken for what, and the figures of each class; nothing for regression.</summary>
    public static void WriteClasses(Screen screen, Evaluation evaluation)
    {
        if (evaluation is not ClassificationEvaluation classes) return;
        bool fits = classes.Labels.Count <= MostClasses && classes.Labels.All(label => label.Length <= LongestLabel)
            && classes.Labels.Sum(label => Math.Max(label.Length, 3) + 3) < Screen.Width - LongestLabel - 4;
        if (screen.IsRich && fits) WriteMatrix(screen, classes.ConfusionMatrix);
        else screen.Line(classes.ConfusionMatrix.ToString());
        screen.Line();
        WritePerClass(screen, classes);
    }

    private static void WriteMatrix(Screen screen, ConfusionMatrix matrix)
    {
        screen.Line("Confusion matrix: a row is a true class, a column a predicted one", Tone.Quiet);
        var grid = new Grid(["", .. matrix.Labels]);
        for (int truth = 0; truth < matrix.Labels.Count; truth++)
        {
            int support = Math.Max(1, matrix.PerClass[truth].Support);
            var row = new Cell[matrix.Labels.Count + 1];
            row[0] = new Cell(matrix.Labels[truth], Tone.Strong);
            for (int predicted = 0; predicted < matrix.Labels.Count; predicted++)
            {
                int count = matrix[truth, predicted];
                bool right = predicted == truth;
                row[predicted + 1] = count == 0
                    ? new Cell("·", Tone.Quiet)
                    : new Cell($"{count:N0}", right ? Tone.Good : Tone.Bad, Math.Max(0.15, (double)count / support));
            }

            grid.Add(row);
        }

        screen.Table(grid);
    }

    private static void WritePerClass(Screen screen, ClassificationEvaluation evaluation)
    {
        const int most = 30;
        IEnumerable<ClassFigures> shown = evaluation.PerClass.Count <= most ? evaluation.PerClass : evaluation.PerClass.OrderBy(figures => figures.F1).Take(most);
        if (evaluation.PerClass.Count > most) screen.Line($"The {most} of {evaluation.PerClass.Count:N0} classes with the lowest F1", Tone.Quiet);
        var grid = new Grid("class", "precision", "recall", "F1", "support");
        foreach (ClassFigures figures in shown)
            grid.Add(Shorten(figures.Label), $"{figures.Precision:F3}", $"{figures.Recall:F3}", $"{figures.F1:F3}", Figures.Count(figures.Support));
        screen.Table(grid);
    }

    private static string Shorten(string label) => label.Length <= 24 ? label : label[..23] + "…";
}
