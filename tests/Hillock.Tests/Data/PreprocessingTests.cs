using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Hillock.Data;
using Hillock.Kernels;
using Hillock.Tensors;

namespace Hillock.Tests.Data;

public sealed class PreprocessingTests
{
    private const string Mixed = "n,c,b,d,y\n1,red,yes,2024-01-01,1.5\n2,blue,no,2024-07-01,2.5\nNA,?,,NA,3.5\n4,red,yes,2025-01-01,6.25\n";

    [Fact]
    public void Numbers_are_standardized_by_mean_and_population_deviation_after_the_median_fills_the_gaps()
    {
        TableDataset dataset = Csv.Read("x,y\n1,a\n2,b\n,a\n6,b\n").ToDataset();

        // mean 3, population deviation √14/√3 of 1, 2, 6; median 2 for the missing one.
        double deviation = Math.Sqrt(14.0 / 3);
        Assert.Equal([-2 / deviation, -1 / deviation, -1 / deviation, 3 / deviation], Inputs(dataset), new Close());
    }

    [Fact]
    public void A_column_that_never_changes_becomes_0()
    {
        // 0.1 three times: the sum divided by three is not 0.1.
        Assert.Equal([0, 0, 0], Inputs(Csv.Read("x,y\n0.1,a\n0.1,b\n0.1,a\n").ToDataset()));
        Assert.Equal([0, 0], Inputs(Csv.Read("x,y\nNA,a\nNA,b\n").ToDataset()));
    }

    [Fact]
    public void Huge_and_tiny_numbers_are_standardized_too() =>
        Assert.All(new[] { "1e300", "1e-300", "1.5e308" }, scale => Assert.Equal([-1, 1], Inputs(Csv.Read($"x,y\n-{scale},a\n{scale},b\n").ToDataset()), new Close()));

    [Fact]
    public void A_category_is_one_hot_and_an_unseen_or_missing_one_all_zeros()
    {
        TableDataset train = Csv.Read("c,y\nred,0\nblue,1\nred,1\n").ToDataset();
        Preprocessing preprocessing = Preprocessing.Fit(train);

        Assert.Equal(["c=blue", "c=red"], preprocessing.EncodedNames);
        Assert.Equal([0, 1, 1, 0, 0, 1], Inputs(train, preprocessing));
        Assert.Equal([0, 0, 0, 0, 1, 0], Inputs(Csv.Read("c\ngreen\n?\nblue\n", new CsvOptions { Header = true }), preprocessing));
    }

    [Fact]
    public void A_category_of_numbers_is_found_again_however_it_is_written()
    {
        Preprocessing preprocessing = Preprocessing.Fit(Csv.Read("c,y\n1,0\n2,1\n1,0\n", new CsvOptions { Categories = ["c"] }).ToDataset());

        Assert.Equal([1, 0, 0, 1], Inputs(Csv.Read("c\n1.0\n2\n"), preprocessing));
    }

    [Fact]
    public void A_boolean_is_0_or_1_and_the_median_fills_the_gaps()
    {
        TableDataset dataset = Csv.Read("b,y\nyes,1\nno,2.5\nYES,3\n,4\n").ToDataset();

        Assert.Equal([1, 0, 1, 1], Inputs(dataset));
        Assert.Equal([1, 0], Inputs(Csv.Read("b,y\n1,1\n0,2.5\n"), Preprocessing.Fit(dataset)));
    }

    [Fact]
    public void A_date_becomes_its_day_and_points_in_the_year_and_the_week()
    {
        // 2023-01-01 was a Sunday, 2023-01-08 the next: the same point in the week.
        TableDataset dataset = Csv.Read("d,y\n2023-01-01,1\n2023-01-08,2.5\n").ToDataset();

        double[] inputs = Inputs(dataset);

        double year = 2 * Math.PI * 7 / 365;
        Assert.Equal([-1, 0, 1, 0, 1, /**/ 1, Math.Sin(year), Math.Cos(year), 0, 1], inputs, new Close());
        Assert.Equal(["d (day)", "d (year sin)", "d (year cos)", "d (week sin)", "d (week cos)"], Preprocessing.Fit(dataset).EncodedNames);
    }

    [Fact]
    public void A_time_of_day_is_an_input_if_there_is_one()
    {
        Preprocessing preprocessing = Preprocessing.Fit(Csv.Read("d,y\n2023-01-01 06:00,1\n2023-01-01 18:00,2.5\n").ToDataset());

        double[] inputs = Inputs(Csv.Read("d,y\n2023-01-01 06:00,1\n9999-12-31 23:59:59.9999999,2\nNA,3\n"), preprocessing);

        Assert.Equal(7, preprocessing.InputShape.Size);
        Assert.Equal([1, 0], inputs[5..7], new Close());
        Assert.Equal([0, 0, 0, 0, 0, 0, 0], inputs[14..]); // the median day is the mean here
    }

    [Fact]
    public void Numbers_to_predict_are_standardized_and_come_back()
    {
        TableDataset dataset = Csv.Read(Mixed).ToDataset();
        Preprocessing preprocessing = Preprocessing.Fit(dataset);
        double[] targets = Targets(preprocessing.Encode<double>(dataset));

        Assert.Equal(0, targets.Sum(), 12);
        Assert.Equal(targets.Length, targets.Sum(value => value * value), 12);
        preprocessing.Decode<double>(targets);
        Assert.Equal([1.5, 2.5, 3.5, 6.25], targets, new Close());
    }

    [Fact]
    public void Single_precision_is_the_double_result_rounded()
    {
        TableDataset dataset = Csv.Read(Mixed).ToDataset();
        Preprocessing preprocessing = Preprocessing.Fit(dataset);

        Samples<float> single = preprocessing.Encode<float>(dataset);
        Samples<double> exact = preprocessing.Encode<double>(dataset);

        Assert.Equal(Inputs(exact).Select(value => (float)value), Inputs(single));
        Assert.Equal(Targets(exact).Select(value => (float)value), Targets(single));
    }

    [Fact]
    public void Nothing_but_the_training_part_is_learned_from()
    {
        // The other rows hold other numbers, other categories, a time of day, missing values: all must leave no trace.
        TableDataset one = Csv.Read(Mixed + "1e6,green,no,2030-01-01 12:34,99\nNA,black,yes,,-77\n").ToDataset();
        TableDataset other = Csv.Read(Mixed + "-5,red,yes,1999-01-01,0\n7,blue,no,2000-01-01,1\n").ToDataset();

        Assert.Equal(Preprocessing.Fit(one.Subset([0, 1, 2, 3])), Preprocessing.Fit(other.Subset([0, 1, 2, 3])));
        Assert.NotEqual(Preprocessing.Fit(one), Preprocessing.Fit(other));
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter()
    {
        Dataset dataset = Csv.Read(Mixed).ToDataset();

        Preprocessing forwards = Preprocessing.Fit(dataset), backwards = Preprocessing.Fit(dataset.Subset([3, 2, 1, 0]));

        Assert.Equal(forwards, backwards);
    }

    [Fact]
    public void A_row_of_bare_numbers_is_encoded_like_a_row_of_the_table()
    {
        Dataset iris = Catalog.Load("iris").Train;
        Preprocessing preprocessing = Preprocessing.Fit(iris);
        Span<float> encoded = stackalloc float[4];

        preprocessing.EncodeRow<double, float>([5.1, 3.5, 1.4, 0.2], encoded);

        Assert.Equal(Inputs(preprocessing.Encode<float>(iris))[..4], encoded.ToArray());
        Assert.Throws<ArgumentException>(() => preprocessing.EncodeRow<double, float>([1, 2, 3], new float[4]));
        Assert.Throws<HillockException>(() => preprocessing.EncodeRow<double, float>([1, 2, 3, double.PositiveInfinity], new float[4]));
    }

    [Fact]
    public void Encoding_a_row_allocates_nothing()
    {
        Preprocessing columns = Preprocessing.Fit(Catalog.Load("iris").Train), pixels = Preprocessing.Fit(Catalog.Load("digits").Train);
        float[] row = new float[64], encoded = new float[64];
        for (int i = 0; i < 3; i++) Encode();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Encode();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Encode()
        {
            columns.EncodeRow<float, float>(row.AsSpan(0, 4), encoded);
            pixels.EncodeRow<float, float>(row, encoded);
        }
    }

    [Fact]
    public void Without_preprocessing_numbers_stay_as_they_are_and_a_missing_one_is_an_error()
    {
        Preprocessing none = Preprocessing.None(new Shape(2), TargetEncoding.Numbers([0], [1], "y"));

        Assert.Equal(["x1", "x2"], none.InputNames);
        Assert.Equal([1.5, -2, 3, 4], Inputs(Csv.Read("x2,x1\n-2,1.5\n4,3\n"), none));
        Assert.StartsWith("data.csv:3:2: the value of column 'x1' is missing", Csv.Error(() => Inputs(Csv.Read("x2,x1\n1,2\n1,NA\n"), none)), StringComparison.Ordinal);
        Assert.Contains("'x1' is missing", Csv.Error(() => none.EncodeRow<double, double>([double.NaN, 1], new double[2])), StringComparison.Ordinal);
        Preprocessing nameless = Preprocessing.None(new Shape(2), TargetEncoding.Classes(LearningTask.Binary, ["0", "1"]));
        Assert.Equal(["out"], Csv.Read("out,x1,x2\n0,1,2\n1,2,3\n").ToDataset(nameless).TargetNames);
        Assert.Equal([0, 1], nameless.Encode<float>(Csv.Read("1,2,0\n2,3,1\n").ToDataset(nameless)).Classes.ToArray());
        Assert.Throws<ArgumentException>(() => Preprocessing.None(new Shape(2), none.Target, "a", "a"));
        Assert.Throws<ArgumentException>(() => Preprocessing.None(new Shape(2), none.Target, "a"));
    }

    [Theory]
    [InlineData("n,b,d,y\n1,yes,2024-01-01,2\n", "data.csv: the model takes the column c, which is not here. The columns are n, b, d, y.")]
    [InlineData("n,c,b,d\nx,red,yes,2024-01-01\n", "data.csv:2:1: 'x' is not a number in column 'n'")]
    [InlineData("n,c,b,d\n1,red,perhaps,2024-01-01\n", "data.csv:2:3: 'perhaps' is neither true nor false, but the model takes that in column 'b'.")]
    [InlineData("n,c,b,d\n1,red,yes,tomorrow\n", "data.csv:2:4: 'tomorrow' is not a date, but the model takes one in column 'd'.")]
    [InlineData("n,c,b,d\n1,red,yes,17\n", "data.csv:2:4: '17' is not a date")]
    [InlineData("n,c,b,d\ninf,red,yes,2024-01-01\n", "data.csv:2:1: an infinite number in column 'n'.")]
    [InlineData("1,2\n3,4\n", "data.csv: the model takes 4 columns; here are 2, without a header that names them.")]
    public void Rows_that_lack_what_the_model_takes_are_refused(string text, string message)
    {
        Preprocessing preprocessing = Preprocessing.Fit(Csv.Read(Mixed).ToDataset());

        Assert.StartsWith(message, Csv.Error(() => Assert.NotEmpty(Parts(text, preprocessing))), StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_to_evaluate_on_that_lack_a_column_are_refused_in_the_words_of_predicting()
    {
        Preprocessing preprocessing = Preprocessing.Fit(Csv.Read(Mixed).ToDataset());
        const string text = "b,d,y\nyes,2024-01-01,2\n";

        string evaluating = Csv.Error(() => Csv.Read(text).ToDataset(preprocessing));

        Assert.Equal("data.csv: the model takes the columns n, c, which are not here. The columns are b, d, y.", evaluating);
        Assert.Equal(Csv.Error(() => Assert.NotEmpty(Parts(text, preprocessing))), evaluating);
    }

    [Fact]
    public void A_long_file_is_read_in_parts_with_other_columns_ignored()
    {
        TableDataset train = Csv.Read("b,a,y\n1,2,p\n3,5,q\n").ToDataset();
        Preprocessing preprocessing = Preprocessing.Fit(train);
        string text = "junk,a,more,b\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"x{i},{i},?,{2 * i}\n"));

        Table[] parts = [.. Parts(text, preprocessing)];

        Assert.True(parts.Length >= 3);
        Assert.All(parts, part => Assert.InRange(part.RowCount, 1, 4096));
        Assert.Equal(Enumerable.Range(0, 10_000).SelectMany(i => new[] { 2.0 * i - 2, (i - 3.5) / 1.5 }), parts.SelectMany(part => Inputs(part, preprocessing)), new Close());
        Assert.Equal("data.csv:10001", parts[^1].Place(parts[^1].RowCount - 1));
    }

    [Fact]
    public void Rows_that_have_arrived_are_answered_before_more_are_asked_for()
    {
        Preprocessing preprocessing = Preprocessing.Fit(Csv.Read("a,y\n1,p\n3,q\n").ToDataset());
        var text = new Pieces("a\n1\n", "2\n3\n4", "5\n", "6\n7");

        (int, int)[] parts = [.. Table.ReadCsvInParts(text, "data.csv", preprocessing).Select(part => (text.Asked, part.RowCount))];

        Assert.Equal([(1, 1), (2, 2), (3, 1), (4, 1), (5, 1)], parts);
    }

    [Fact]
    public void Bare_numbers_without_a_header_are_taken_by_position()
    {
        Preprocessing preprocessing = Preprocessing.Fit(Catalog.Load("iris").Train);
        double[] named = Inputs(Csv.Read("sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2\n"), preprocessing);

        Assert.Equal(named, Parts("5.1,3.5,1.4,0.2\n", preprocessing).SelectMany(part => Inputs(part, preprocessing)));
        Assert.Equal(named, Inputs(Csv.Read("5.1,3.5,1.4,0.2\n"), preprocessing));
        Assert.Equal(named, Parts("5.1,3.5,1.4,0.2,setosa\n", preprocessing).SelectMany(part => Inputs(part, preprocessing)));
    }

    [Fact]
    public void A_label_that_the_model_has_not_learned_is_refused_with_its_place()
    {
        Preprocessing preprocessing = Preprocessing.Fit(Csv.Read("x,y\n1,a\n2,b\n").ToDataset());
        Table table = Csv.Read("x,y\n1,a\n2,c\n");

        Assert.Equal("data.csv:3:2: the label 'c' of 'y' is not one of the model's: a, b.", Csv.Error(() => table.ToDataset(preprocessing)));
        Assert.StartsWith("data.csv:3: the label 'c'", Csv.Error(() => preprocessing.Encode<float>(table.ToDataset())), StringComparison.Ordinal);
        Assert.Equal("data.csv: the model predicts the column y, which is not here. The columns are x, z.", Csv.Error(() => Csv.Read("x,z\n1,a\n2,b\n").ToDataset(preprocessing)));
    }

    [Fact]
    public void Data_are_read_for_a_model_by_what_it_knows()
    {
        // One class only, columns in another order, and numbers where the model has a category: fine when evaluating.
        Preprocessing preprocessing = Preprocessing.Fit(Csv.Read("c,x,y\n1,1,a\nred,2,b\n1,3,a\n").ToDataset());
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["t.csv"], "y,x,c\nb,1,1\nb,2,1.0\n");

        TableDataset dataset = Table.ReadCsv(folder["t.csv"], preprocessing).ToDataset(preprocessing);

        Assert.Equal([1, 1], preprocessing.Encode<float>(dataset).Classes.ToArray());
        Assert.Equal([1, 0, 1, 0], Inputs(dataset, preprocessing).Chunk(3).SelectMany(row => row[..2]));
    }

    [Fact]
    public void Images_and_tables_of_pixels_are_the_same_to_a_model()
    {
        var digits = (ImageDataset)Catalog.Load("digits").Train;
        Preprocessing preprocessing = Preprocessing.Fit(digits);
        var text = new StringWriter();
        digits.ToTable().WriteCsv(text);

        Table table = Table.ReadCsv(new StringReader(text.ToString()), "digits.csv");

        Assert.Equal(new Shape(1, 8, 8), preprocessing.InputShape);
        Assert.Equal(["p0", "p63"], [preprocessing.InputNames[0], preprocessing.InputNames[^1]]);
        Assert.Equal(Inputs(preprocessing.Encode<float>(digits)), Inputs(preprocessing.EncodeInputs<float>(table)));
        Preprocessing ofTable = Preprocessing.Fit(table.ToDataset());
        Assert.Equal(Inputs(ofTable.EncodeInputs<float>(table)), Inputs(ofTable.EncodeInputs<float>(digits)));
    }

    [Fact]
    public void The_json_form_brings_back_the_same()
    {
        foreach (Dataset dataset in new[] { Csv.Read(Mixed).ToDataset(), Csv.Read(Mixed).ToDataset("c"), Csv.Read(Mixed).ToDataset("b"), Catalog.Load("digits").Train })
        {
            Preprocessing preprocessing = Preprocessing.Fit(dataset);

            Preprocessing again = Read(preprocessing.ToJson().ToJsonString());

            Assert.Equal(preprocessing, again);
            Assert.Equal(preprocessing.GetHashCode(), again.GetHashCode());
            Assert.Equal(preprocessing.ToJson().ToJsonString(), again.ToJson().ToJsonString());
        }

        Preprocessing none = Preprocessing.None(new Shape(1, 2, 2), TargetEncoding.Numbers([0, 0], [1, 1]));
        Assert.Equal(none, Read(none.ToJson().ToJsonString()));
    }

    [Theory]
    [InlineData("columns", "[]", "must hold 1 to 100,000 columns")]
    [InlineData("columns", "[{\"name\":\"x\",\"kind\":\"magic\"}]", "'kind' must be number, formula, category, boolean or date")]
    [InlineData("columns", "[{\"name\":\"x\",\"kind\":\"number\",\"mean\":0,\"deviation\":-1}]", "must be at least 0")]
    [InlineData("columns", "[{\"name\":\"x\",\"kind\":\"number\",\"mean\":1e999,\"deviation\":1}]", "must be a number")]
    [InlineData("columns", "[{\"name\":\"x\",\"kind\":\"number\",\"mean\":0,\"deviation\":1,\"sneaky\":1}]", "'sneaky'")]
    [InlineData("columns", "[{\"name\":\"x\",\"kind\":\"category\",\"levels\":[\"a\",\"a\"]}]", "twice")]
    [InlineData("columns", "[{\"name\":\"x\",\"kind\":\"category\",\"levels\":[]}]", "no levels")]
    [InlineData("columns", "[{\"name\":\"x\",\"kind\":\"boolean\",\"median\":2}]", "from 0 to 1")]
    [InlineData("columns", "[{\"name\":\"x\",\"kind\":\"boolean\",\"median\":0},{\"name\":\"x\",\"kind\":\"boolean\",\"median\":0}]", "stands twice")]
    [InlineData("columns", "[{\"name\":\"\\ud800\",\"kind\":\"boolean\",\"median\":0}]", "")]
    [InlineData("columns", "17", "must be a list")]
    [InlineData("pixels", "{\"shape\":[1,100000,100000],\"divisor\":255}", "more than")]
    [InlineData("pixels", "{\"shape\":[1,8,8],\"divisor\":0}", "positive number")]
    [InlineData("pixels", "{\"shape\":[8,8],\"divisor\":1}", "channels × height × width")]
    [InlineData("shape", "[3,3]", "have not the shape")]
    [InlineData("target", "{\"task\":\"guess\"}", "none of binary, multiclass, regression")]
    [InlineData("target", "{\"task\":\"binary\",\"labels\":[\"a\"]}", "two labels")]
    [InlineData("target", "{\"task\":\"multiclass\",\"labels\":[\"a\",\"a\"]}", "stands twice")]
    [InlineData("target", "{\"task\":\"regression\",\"means\":[0],\"deviations\":[0]}", "more than 0")]
    [InlineData("target", "{\"task\":\"regression\",\"means\":[0,1],\"deviations\":[1]}", "as many deviations")]
    [InlineData("more", "1", "'more'")]
    public void A_json_form_that_is_none_is_refused_with_a_sentence(string field, string value, string message)
    {
        JsonObject node = Preprocessing.Fit(Csv.Read("x,y\n1,a\n2,b\n").ToDataset()).ToJson();
        string text = node.ToJsonString();
        node.Remove(field);
        text = node.ToJsonString()[..^1] + $",\"{field}\":{value}}}";

        string error = Csv.Error(() => Read(text));

        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.StartsWith("model", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_are_those_of_the_definition() =>
        Prop.ForAll(Gen.Choose(-1000, 1000).NonEmptyListOf().ToArbitrary(), whole =>
        {
            double[] values = [.. whole.Select(value => value / 8.0)];
            double mean = values.Average(), deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            Statistics learned = Statistics.Of([.. values]);
            Array.Sort(values);
            double median = (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
            return Math.Abs(learned.Mean - mean) < 1e-9 && Math.Abs(learned.Deviation - deviation) < 1e-9 && learned.Median == median;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Arrays_become_samples()
    {
        TableDataset numbers = Dataset.FromArrays<float>([1, 2, 3, 4, 5, 6], 2, [0, 1, 1]);
        TableDataset labels = Dataset.FromArrays<double>([1, 2, 3], 1, ["a", "b", "a"], ["size"]);

        Assert.Equal((3, LearningTask.Binary), (numbers.Count, numbers.Task));
        Assert.Equal(["x1", "x2"], numbers.InputNames);
        Assert.Equal([2, 4, 6], numbers.Table["x2"].Numbers());
        Assert.Equal(["size"], labels.InputNames);
        Assert.Equal(["a", "b"], labels.Labels);
        Assert.Throws<ArgumentException>(() => Dataset.FromArrays<float>([1, 2, 3], 2, [0, 1]));
    }

    private static IEnumerable<Table> Parts(string text, Preprocessing preprocessing) =>
        Table.ReadCsvInParts(new StringReader(text), "data.csv", preprocessing).Select(part =>
        {
            preprocessing.EncodeInputs<double>(part);
            return part;
        });

    private static Preprocessing Read(string json) =>
        Preprocessing.FromJson(Hillock.Files.JsonFields.Parse(System.Text.Encoding.UTF8.GetBytes(json), "model"));

    private static double[] Inputs(Dataset dataset) => Inputs(dataset, Preprocessing.Fit(dataset));

    private static double[] Inputs(Dataset dataset, Preprocessing preprocessing) => Inputs(preprocessing.EncodeInputs<double>(dataset));

    private static double[] Inputs(Table table, Preprocessing preprocessing) => Inputs(preprocessing.EncodeInputs<double>(table));

    private static T[] Inputs<T>(Samples<T> samples)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] inputs = new T[samples.Count * samples.InputWidth];
        samples.CopyInputs([.. Enumerable.Range(0, samples.Count)], inputs);
        return inputs;
    }

    private static T[] Targets<T>(Samples<T> samples)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] targets = new T[samples.Count * samples.TargetWidth];
        samples.CopyTargets([.. Enumerable.Range(0, samples.Count)], targets);
        return targets;
    }

    private sealed class Close : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= 1e-12 + 1e-9 * Math.Abs(y);

        public int GetHashCode(double obj) => 0;
    }
}
