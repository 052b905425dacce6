using Hillock.Data;
using Hillock.Definitions;
using Hillock.Metrics;
using Hillock.Models;

namespace Hillock.Tests.Models;

public class PredictionTests
{
    [Fact]
    public void One_row_many_rows_a_table_and_a_data_set_get_the_same_answers()
    {
        foreach ((Model model, Dataset data) in (IEnumerable<(Model, Dataset)>)[Specimens.All[0], Specimens.All[1], Specimens.All[2]])
        {
            Table table = ((TableDataset)data).Table;
            int width = model.Preprocessing.InputNames.Count, outputs = model.Definition.Output.Size;
            double[] rows = [.. Enumerable.Range(0, data.Count).SelectMany(i => table.Columns.Take(width).Select(column => column.Number(i)))];
            double[] batch = new double[data.Count * outputs];
            model.Predict(rows, batch);
            IReadOnlyList<Prediction> ofData = model.Predict(data), ofTable = model.Predict(table);

            Assert.Equal(ofData, ofTable);
            for (int i = 0; i < data.Count; i++)
            {
                double[] single = new double[outputs];
                model.Predict(rows.AsSpan(i * width, width), single);
                Assert.Equal(batch.AsSpan(i * outputs, outputs).ToArray(), single);
                Assert.Equal(ofData[i], model.Predict(rows.AsSpan(i * width, width)));
            }
        }
    }

    [Fact]
    public void Single_precision_in_and_out_agrees_with_double()
    {
        foreach ((Model model, Dataset data) in (IEnumerable<(Model, Dataset)>)[Specimens.All[0], Specimens.All[2]])
        {
            int width = model.Preprocessing.InputNames.Count;
            double[] row = [.. ((TableDataset)data).Table.Columns.Take(width).Select(column => (double)(float)column.Number(3))];
            float[] narrow = [.. row.Select(x => (float)x)], outputs = new float[model.Definition.Output.Size];
            double[] wide = new double[outputs.Length];
            model.Predict(row, wide);
            model.Predict(narrow, outputs);
            Assert.Equal(wide.Select(y => (float)y), outputs);
            Assert.Equal(model.Predict(row).Label, model.Predict(narrow).Label);
        }
    }

    [Fact]
    public void One_model_serves_many_threads_at_once()
    {
        Model model = Specimens.All[0].Model;
        float[] rows = [.. Enumerable.Range(0, 4 * 200).Select(i => (i * 37 % 101 / 20f) - 2)];
        float[] expected = new float[200 * 3];
        model.Predict(rows, expected);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            float[] outputs = new float[3];
            for (int i = 0; i < 2000; i++)
            {
                int row = i % 200;
                model.Predict(rows.AsSpan(row * 4, 4), outputs);
                Assert.Equal(expected.AsSpan(row * 3, 3).ToArray(), outputs);
            }
        });
    }

    [Fact]
    public void Inputs_are_not_written_to()
    {
        Model model = Specimens.All[0].Model;
        float[] row = [1, float.NaN, -3, 4], before = [.. row];
        model.Predict(row, new float[3]);
        model.Predict(row);
        Assert.Equal(before, row);
    }

    [Fact]
    public void A_missing_number_is_the_median_and_an_infinite_one_is_refused()
    {
        Model model = Specimens.All[0].Model;
        double median = ((NumberInput)model.Preprocessing.Columns[1]).Median!.Value;
        Assert.Equal(model.Predict([1.0, median, 2.0, 3.0]), model.Predict([1.0, double.NaN, 2.0, 3.0]));
        for (int i = 0; i < 100; i++) // a failed call gives its memory back
            Assert.Contains("'x2'", Assert.Throws<HillockException>(() => model.Predict([1.0, double.PositiveInfinity, 2.0, 3.0])).Message, StringComparison.Ordinal);
        Assert.Throws<HillockException>(() => Specimens.All[4].Model.Predict([.. new float[63], float.NegativeInfinity]));
    }

    [Fact]
    public void Rows_of_another_length_are_refused()
    {
        Model model = Specimens.All[0].Model;
        Assert.Throws<ArgumentException>(() => model.Predict(1f, 2f, 3f));
        Assert.Throws<ArgumentException>(() => model.Predict(new float[8], new float[3]));
        Assert.Throws<ArgumentException>(() => model.Predict(new float[4], new float[4]));
        model.Predict([], Span<float>.Empty);
        Assert.Empty(model.Predict(Specimens.All[0].Data.Subset([])));
    }

    [Fact]
    public void Columns_are_found_by_name_whatever_their_order_and_a_missing_one_is_named()
    {
        (Model model, Dataset data) = Specimens.All[3];
        Table reordered = Read("note,when,hot,color,size\nx,2024-01-02,yes,red,1.5\n");
        Assert.Equal(model.Predict(data.Subset([0])), model.Predict(reordered));

        string message = Assert.Throws<HillockException>(() => model.Predict(Read("size,color,when\n1,red,2024-01-02\n"))).Message;
        Assert.Contains("hot", message, StringComparison.Ordinal);
        message = Assert.Throws<HillockException>(() => model.Predict(Read("size,color,hot,when\nbig,red,yes,2024-01-02\n"))).Message;
        Assert.Contains("big", message, StringComparison.Ordinal);
        Assert.Contains("size", message, StringComparison.Ordinal);
        Assert.Throws<HillockException>(() => model.Predict([1.0, 2.0, 3.0, 4.0])); // texts are no bare numbers

        static Table Read(string csv) => Table.ReadCsv(new StringReader(csv), "new.csv");
    }

    [Fact]
    public void The_order_of_rows_does_not_matter_for_an_evaluation()
    {
        foreach ((Model model, Dataset data) in Specimens.All)
        {
            Evaluation straight = model.Evaluate(data), reversed = model.Evaluate(data.Subset([.. Enumerable.Range(0, data.Count).Reverse()]));
            Assert.Equal(straight.Loss, reversed.Loss, 1e-12);
            if (straight is ClassificationEvaluation one && reversed is ClassificationEvaluation other) Assert.Equal(one.Accuracy, other.Accuracy);
            Assert.Equal(straight.Loss, model.Evaluate(data, threads: 3).Loss);
        }
    }

    [Fact]
    public void An_evaluation_is_that_of_the_predictions()
    {
        (Model model, Dataset data) = Specimens.All[0];
        IReadOnlyList<Prediction> predictions = model.Predict(data);
        var evaluation = (ClassificationEvaluation)model.Evaluate(data);
        Assert.Equal(predictions.Where((p, i) => p.Label == data.Labels[data.Class(i)]).Count() / 60.0, evaluation.Accuracy);
        Assert.Equal(Enumerable.Range(0, 60).Average(i => -Math.Log(predictions[i].Probabilities[data.Class(i)])), evaluation.Loss, 1e-6);

        (model, data) = Specimens.All[2];
        predictions = model.Predict(data);
        var numbers = (RegressionEvaluation)model.Evaluate(data);
        Assert.Equal(Enumerable.Range(0, data.Count).Average(i => Math.Pow(predictions[i].Value - data.Value(i), 2)), numbers.MeanSquaredError, 1e-9);
        Assert.Throws<HillockException>(() => model.Evaluate(data.Subset([])));
    }

    [Fact]
    public void Another_precision_gives_the_same_answers_but_for_rounding()
    {
        foreach ((Model model, Dataset data) in Specimens.All)
        {
            Precision other = model.Precision == Precision.Single ? Precision.Double : Precision.Single;
            Model converted = model.WithPrecision(other);
            Assert.Equal(other, converted.Precision);
            Assert.Same(model, model.WithPrecision(model.Precision));
            Assert.Equal(model.Evaluate(data).Loss, converted.Evaluate(data).Loss, 1e-4);
            if (model.Precision == Precision.Single) Assert.Equal(model.Hash, converted.WithPrecision(Precision.Single).Hash);
        }
    }

    [Fact]
    public void A_parameter_that_does_not_exist_is_refused_with_those_that_do() =>
        Assert.Contains("dense_1.weights, dense_1.bias", Assert.Throws<ArgumentException>(() => Specimens.All[0].Model.Parameter("weights")).Message, StringComparison.Ordinal);
}
