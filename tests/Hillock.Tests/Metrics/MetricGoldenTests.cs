using System.Text.Json;
using Hillock.Metrics;

namespace Hillock.Tests.Metrics;

/// <summary>Every metric equals scikit-learn's (Golden/metrics.json).</summary>
public sealed class MetricGoldenTests
{
    private static readonly JsonElement Golden = GoldenFile.Read("metrics.json");

    private static readonly JsonElement Multiclass = Golden.GetProperty("multiclass");
    private static readonly int[] Truth = Classes(Multiclass.GetProperty("truth"));
    private static readonly double[] Probabilities = Multiclass.GetProperty("probabilities").Numbers<double>();
    private static readonly int ClassCount = Probabilities.Length / Truth.Length;
    private static readonly string[] Labels = [.. Enumerable.Range(0, ClassCount).Select(label => $"class {label}")];
    private static readonly ClassificationEvaluation Evaluation = ClassificationEvaluation.From(Truth, Probabilities, Labels, loss: 0);
    private static readonly ConfusionMatrix Matrix = Evaluation.ConfusionMatrix;

    private static readonly JsonElement Binary = Golden.GetProperty("binary");
    private static readonly int[] BinaryTruth = Classes(Binary.GetProperty("truth"));
    private static readonly double[] Scores = Binary.GetProperty("score").Numbers<double>();
    private static readonly ClassificationEvaluation BinaryEvaluation =
        ClassificationEvaluation.From(BinaryTruth, Scores, ["no", "yes"], loss: 0);

    private static readonly JsonElement Regression = Golden.GetProperty("regression");
    private static readonly RegressionEvaluation Fit = RegressionEvaluation.From(
        Regression.GetProperty("truth").Numbers<double>(), Regression.GetProperty("prediction").Numbers<double>(), loss: 0);

    private static readonly Dictionary<string, Func<IEnumerable<double>>> Metrics = new()
    {
        ["multiclass/accuracy"] = () => [Evaluation.Accuracy],
        ["multiclass/balanced_accuracy"] = () => [Evaluation.BalancedAccuracy],
        ["multiclass/top_2_accuracy"] = () => [TopKAccuracy.Of(Truth, Probabilities, ClassCount, k: 2)],
        ["multiclass/confusion_matrix"] = () =>
            from truth in Enumerable.Range(0, ClassCount) from predicted in Enumerable.Range(0, ClassCount) select (double)Matrix[truth, predicted],
        ["multiclass/precision"] = () => Evaluation.PerClass.Select(figures => figures.Precision),
        ["multiclass/recall"] = () => Evaluation.PerClass.Select(figures => figures.Recall),
        ["multiclass/f1"] = () => Evaluation.PerClass.Select(figures => figures.F1),
        ["multiclass/support"] = () => Evaluation.PerClass.Select(figures => (double)figures.Support),
        ["multiclass/macro_f1"] = () => [Evaluation.MacroF1],
        ["multiclass/weighted_f1"] = () => [Matrix.WeightedF1],
        ["multiclass/micro_f1"] = () => [Matrix.MicroF1],
        ["multiclass/log_loss"] = () => [LogLoss.Of(Truth, Probabilities, ClassCount)],
        ["multiclass/cohen_kappa"] = () => [Matrix.CohenKappa],
        ["multiclass/matthews"] = () => [Matrix.Matthews],
        ["multiclass/roc_auc_ovr_macro"] = () => [Evaluation.RocAuc!.Value],
        ["binary/roc_auc"] = () => [BinaryEvaluation.RocAuc!.Value],
        ["binary/average_precision"] = () => [PrecisionRecallCurve.Of(BinaryTruth, Scores).AveragePrecision],
        ["binary/fpr"] = () => RocCurve.Of(BinaryTruth, Scores).FalsePositiveRates,
        ["binary/tpr"] = () => RocCurve.Of(BinaryTruth, Scores).TruePositiveRates,
        ["binary/precision_curve"] = () => PrecisionRecallCurve.Of(BinaryTruth, Scores).Precisions,
        ["binary/recall_curve"] = () => PrecisionRecallCurve.Of(BinaryTruth, Scores).Recalls,
        ["binary/brier"] = () => [BrierScore.Of(BinaryTruth, Scores)],
        ["binary/precision"] = () => [BinaryEvaluation.PerClass[1].Precision],
        ["binary/recall"] = () => [BinaryEvaluation.PerClass[1].Recall],
        ["binary/f1"] = () => [BinaryEvaluation.PerClass[1].F1],
        ["binary/matthews"] = () => [BinaryEvaluation.ConfusionMatrix.Matthews],
        ["regression/mse"] = () => [Fit.MeanSquaredError],
        ["regression/rmse"] = () => [Fit.RootMeanSquaredError],
        ["regression/mae"] = () => [Fit.MeanAbsoluteError],
        ["regression/median_ae"] = () => [Fit.MedianAbsoluteError],
        ["regression/r2"] = () => [Fit.R2],
        ["regression/explained_variance"] = () => [Fit.ExplainedVariance],
    };

    /// <summary>What the reference file holds: each entry but the inputs is a metric to be met.</summary>
    public static TheoryData<string> References =>
    [
        .. from task in Golden.EnumerateObject()
           from entry in task.Value.EnumerateObject()
           where entry.Name is not ("truth" or "probabilities" or "score" or "prediction")
           select $"{task.Name}/{entry.Name}",
    ];

    [Theory]
    [MemberData(nameof(References))]
    public void A_metric_equals_the_reference(string name)
    {
        string[] path = name.Split('/');
        double[] expected = Golden.GetProperty(path[0]).GetProperty(path[1]).Numbers<double>();

        double[] actual = [.. Metrics[name]()];

        GoldenFile.AssertClose<double>(expected, actual, name);
    }

    private static int[] Classes(JsonElement json) => [.. json.Numbers<double>().Select(label => (int)label)];
}
