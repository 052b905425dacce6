using Hillock.Data;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Playground.Messages;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>What a network is worth on the rows that were held out, and what it says of each of them.</summary>
internal sealed class HeldOut
{
    private const int MostLabels = 40;
    private const int RowsAtOnce = 50;
    private const int Batch = 4096;
    private const int MostPoints = 400;

    private readonly Dataset test;
    private readonly Preprocessing preprocessing;
    private readonly int[] truths;
    private readonly int[] classes;
    private readonly double[] values;

    private HeldOut(Dataset test, Model model, CancellationToken cancellation)
    {
        (this.test, preprocessing) = (test, model.Preprocessing);
        (truths, classes, values) = (new int[test.Count], new int[test.Count], new double[test.Count]);
        Dictionary<string, int> classOf = preprocessing.Labels.Select((label, i) => (label, i)).ToDictionary(pair => pair.label, pair => pair.i, StringComparer.Ordinal);
        for (int start = 0; start < test.Count; start += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<Prediction> predictions = model.Predict(test.Subset([.. Enumerable.Range(start, Math.Min(Batch, test.Count - start))]));
            for (int i = 0; i < predictions.Count; i++)
            {
                if (predictions[i].Label is not { } label)
                {
                    values[start + i] = predictions[i].Value;
                    continue;
                }

                truths[start + i] = classOf[test.Labels[test.Class(start + i)]];
                classes[start + i] = classOf[label];
                values[start + i] = predictions[i].Probabilities[classOf[label]];
            }
        }
    }

    public required VerdictGiven Told { get; init; }

    private bool IsClasses => preprocessing.Labels.Count > 0;

    /// <summary>Judges a run as it is now; null: no rows are held out.</summary>
    /// <exception cref="HillockException">The network gives no numbers any more.</exception>
    public static HeldOut? Of(Glimpse glimpse, CancellationToken cancellation)
    {
        Run run = glimpse.Run;
        if (run.Data.Test is not { Count: > 0 } test) return null;
        Model model = glimpse.State.CreateModel();
        (Evaluation own, Evaluation trivial, string answer) = Compare(model, run.Train, test);
        IReadOnlyList<string> labels = model.Preprocessing.Labels;
        IReadOnlyList<int>? matrix = own is ClassificationEvaluation { ConfusionMatrix: var counts } && labels.Count <= MostLabels
            ? [.. Enumerable.Range(0, labels.Count * labels.Count).Select(i => counts[i / labels.Count, i % labels.Count])]
            : null;
        return new HeldOut(test, model, cancellation) { Told = new VerdictGiven(run.Id, glimpse.State.Epoch, test.Count, labels, answer, Figures(own, trivial), matrix, Course(glimpse.State.History)) };
    }

    /// <summary>The network and the least that it must beat, on the same rows.</summary>
    public static (Evaluation Own, Evaluation Trivial, string Answer) Compare(Model model, Dataset train, Dataset test)
    {
        var trivial = new TrivialPredictor(model, train);
        return (model.Evaluate(test, threads: 1), trivial.Evaluate(test), trivial.Label ?? string.Join(", ", trivial.Values.Select(Text)));
    }

    /// <summary>The one figure that says most: accuracy, or R².</summary>
    public static double? Score(Evaluation evaluation) => Finite(evaluation switch
    {
        ClassificationEvaluation classes => classes.Accuracy,
        RegressionEvaluation numbers => numbers.R2,
        _ => double.NaN,
    });

    /// <summary>Rows of one cell of the matrix, or those that are wrong.</summary>
    public RowsShown Rows(ShowRows asked)
    {
        if (asked.From < 0) throw new ArgumentException("Rows are counted from 0.");
        IEnumerable<int> samples = Enumerable.Range(0, test.Count);
        int[] chosen = !IsClasses
            ? [.. samples.OrderByDescending(i => Math.Abs(values[i] - test.Value(i)))]
            : asked is { Truth: { } truth, Predicted: { } predicted }
                ? [.. samples.Where(i => truths[i] == truth && classes[i] == predicted).OrderByDescending(i => values[i])]
                : [.. samples.Where(i => truths[i] != classes[i]).OrderByDescending(i => values[i])];
        Table? table = (test as TableDataset)?.Table;
        return new RowsShown(
            Told.Run, asked.Truth, asked.Predicted, asked.From, chosen.Length, table is null ? [] : [.. table.Columns.Select(column => column.Name)],
            [.. chosen.Skip(asked.From).Take(RowsAtOnce).Select(i => Row(i, table))]);
    }

    // Evenly thinned where there are more epochs than a picture has room for.
    private static List<CoursePoint> Course(IReadOnlyList<EpochSummary> history)
    {
        int step = 1 + (history.Count / MostPoints);
        var points = new List<CoursePoint>();
        for (int i = 0; i < history.Count; i += step) Add(i);
        if (points.Count > 0 && (history.Count - 1) % step != 0) Add(history.Count - 1);
        return points;

        void Add(int i) => points.Add(new CoursePoint(history[i].Epoch, Finite(history[i].TrainingLoss), history[i].ValidationLoss is { } loss ? Finite(loss) : null));
    }

    private static List<VerdictFigure> Figures(Evaluation own, Evaluation trivial)
    {
        var figures = new List<VerdictFigure>();
        if (own is ClassificationEvaluation classes && trivial is ClassificationEvaluation guess)
        {
            Add("accuracy", classes.Accuracy, guess.Accuracy);
            Add("balanced accuracy", classes.BalancedAccuracy, guess.BalancedAccuracy);
            Add("macro F1", classes.MacroF1, guess.MacroF1);
            Add("ROC AUC", classes.RocAuc ?? double.NaN, guess.RocAuc ?? double.NaN);
        }
        else if (own is RegressionEvaluation numbers && trivial is RegressionEvaluation mean)
        {
            Add("R²", numbers.R2, mean.R2);
            Add("root mean squared error", numbers.RootMeanSquaredError, mean.RootMeanSquaredError, isHigherBetter: false);
            Add("mean absolute error", numbers.MeanAbsoluteError, mean.MeanAbsoluteError, isHigherBetter: false);
        }

        Add("loss", own.Loss, trivial.Loss, isHigherBetter: false);
        return figures;

        void Add(string name, double value, double guessed, bool isHigherBetter = true) =>
            figures.Add(new VerdictFigure(name, Finite(value), Finite(guessed), isHigherBetter));
    }

    // Prices and weights alike: six digits, but no power of ten where whole numbers can be read.
    private static string Text(double value) => Math.Abs(value) is >= 1e6 and < 1e12 ? $"{value:0}" : $"{value:G6}";

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private RowShown Row(int sample, Table? table)
    {
        int row = test.Row(sample);
        return new RowShown(
            row + 1,
            table is null ? [] : [.. table.Columns.Select(column => column.Text(row))],
            IsClasses ? preprocessing.Labels[truths[sample]] : Text(test.Value(sample)),
            IsClasses ? preprocessing.Labels[classes[sample]] : Text(values[sample]),
            IsClasses ? Finite(values[sample]) : null);
    }
}
