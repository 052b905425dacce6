using System.Text;
using System.Text.Json;
using Hillock.Metrics;

namespace Hillock.Tests.Metrics;

public sealed class EvaluationOutputTests
{
    private static readonly ClassificationEvaluation Iris = ClassificationEvaluation.From(
        [0, 0, 1, 1, 1, 2, 2],
        [0.8, 0.1, 0.1, 0.9, 0.1, 0, 0, 0.7, 0.3, 0.1, 0.6, 0.3, 0, 0.2, 0.8, 0, 0.3, 0.7, 0, 0.1, 0.9],
        ["setosa", "versicolor", "virginica"],
        loss: 0.34567);

    [Fact]
    public void Classes_are_summed_up_as_text() => Assert.Equal(
        """
        7 samples   loss 0.3457
        accuracy 85.7%   balanced accuracy 88.9%   macro F1 0.867   ROC AUC 0.939

        Confusion matrix: a row is a true class, a column a predicted one
                        setosa  versicolor   virginica
        setosa               2           0           0
        versicolor           0           2           1
        virginica            0           0           2

        Class       Precision  Recall     F1    Support
        setosa          1.000   1.000  1.000          2
        versicolor      1.000   0.667  0.800          3
        virginica       0.667   1.000  0.800          2
        """,
        Iris.ToString());

    [Fact]
    public void Numbers_are_summed_up_as_text()
    {
        Assert.Equal("2 samples   loss 1\nR² -1   RMSE 1.414   MAE 1", RegressionEvaluation.From([1, 3], [1, 5], 1).ToString());
        Assert.Equal("1 sample   loss 1\nR² undefined   RMSE 123,456   MAE 123,456", RegressionEvaluation.From([1], [123457], 1).ToString());
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(10, 12)]
    [InlineData(10, 60)]
    [InlineData(14, 1)]
    [InlineData(26, 1)]
    [InlineData(100, 30)]
    public void No_line_is_longer_than_80_columns(int classes, int labelLength)
    {
        int[] truth = [.. Enumerable.Range(0, classes * 50).Select(i => i % classes)];
        int[] predicted = [.. truth.Select((label, i) => (label + (i % 7 == 0 ? 1 : 0)) % classes)];
        double[] scores = new double[truth.Length * classes];
        for (int i = 0; i < truth.Length; i++) scores[(i * classes) + predicted[i]] = 1;
        string[] labels = [.. Enumerable.Range(0, classes).Select(label => $"{label}".PadRight(labelLength, 'x'))];

        string text = ClassificationEvaluation.From(truth, scores, labels, loss: 1).ToString();

        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains(classes <= 14 ? "Confusion matrix" : "greatest confusions", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_cannot_command_the_terminal()
    {
        string text = ClassificationEvaluation.From([0, 1], [0.1, 0.9], ["\u001b[31m", "b\n"], loss: 1).ToString();

        Assert.DoesNotContain('\u001b', text);
        Assert.Contains("b\uFFFD", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_are_written_as_one_json_object()
    {
        using JsonDocument json = JsonDocument.Parse(Json(Iris));
        JsonElement root = json.RootElement;

        Assert.Equal(
            ["samples", "loss", "accuracy", "balancedAccuracy", "macroF1", "rocAuc", "labels", "confusionMatrix", "perClass"],
            root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(7, root.GetProperty("samples").GetInt32());
        Assert.Equal(Iris.Accuracy, root.GetProperty("accuracy").GetDouble());
        Assert.Equal("[[2,0,0],[0,2,1],[0,0,2]]", root.GetProperty("confusionMatrix").GetRawText());
        Assert.Equal(
            """{"label":"setosa","precision":1,"recall":1,"f1":1,"support":2}""", root.GetProperty("perClass")[0].GetRawText());
    }

    [Fact]
    public void Numbers_are_written_as_one_json_object_with_null_for_the_undefined()
    {
        Assert.Equal(
            """{"samples":2,"loss":null,"mse":2,"rmse":1.4142135623730951,"mae":1,"r2":-1}""",
            Json(RegressionEvaluation.From([1, 3], [1, 5], double.NaN)));
        Assert.Contains("\"r2\":null", Json(RegressionEvaluation.From([1], [1], 0)), StringComparison.Ordinal);
        Assert.Contains("\"rocAuc\":null", Json(ClassificationEvaluation.From([1], [1], ["no", "yes"], 0)), StringComparison.Ordinal);
    }

    private static string Json(Evaluation evaluation)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream)) evaluation.WriteJson(json);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
