using System.Text;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Files;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Tests.Training;
using Hillock.Training;

namespace Hillock.Tests.Data;

/// <summary>Inputs that are computed from the columns of a row.</summary>
public class FormulaFeatureTests
{
    private const string Points = "x,y,name,label\n1,2,a,p\n-1,0.5,b,q\n3,-2,c,p\n0,4,d,q\n";

    private static readonly ColumnRoles Playground = new() { Features = ["x", "y", "x^2", "x*y", "sin(x)"] };

    [Fact]
    public void A_formula_is_computed_from_the_row_and_standardized_like_a_number()
    {
        TableDataset dataset = Csv.Read(Points).ToDataset(Playground);
        Preprocessing preprocessing = Preprocessing.Fit(dataset);

        Assert.Equal(["x", "y"], dataset.InputNames);
        Assert.Equal(["x", "y"], preprocessing.InputNames);
        Assert.Equal(["x", "y", "x^2", "x*y", "sin(x)"], preprocessing.EncodedNames);
        (double X, double Y)[] points = [(1, 2), (-1, 0.5), (3, -2), (0, 4)];
        double[][] columns =
        [
            [.. points.Select(p => p.X)], [.. points.Select(p => p.Y)], [.. points.Select(p => p.X * p.X)], [.. points.Select(p => p.X * p.Y)], [.. points.Select(p => Math.Sin(p.X))],
        ];
        double[] expected = [.. Enumerable.Range(0, 4).SelectMany(row => columns.Select(column => Standardized(column)[row]))];
        Assert.Equal(expected, Inputs(preprocessing, dataset), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Only_the_columns_that_formulas_take_are_asked_for()
    {
        TableDataset dataset = Csv.Read(Points).ToDataset(new ColumnRoles { Features = ["y/2", "y^2 + 1"] });
        Preprocessing preprocessing = Preprocessing.Fit(dataset);

        Assert.Equal(["y"], preprocessing.InputNames);
        Assert.Equal(2, preprocessing.InputShape.Size);
        Assert.Equal(Inputs(preprocessing, dataset)[..2], Inputs(preprocessing, Csv.Read("other,y\nz,2\n")));
    }

    [Fact]
    public void A_model_keeps_its_formulas_and_takes_raw_columns_however_they_come()
    {
        TableDataset dataset = Csv.Read(Points).ToDataset(Playground);
        Experiment experiment = new(new Dense(1, Activation.Sigmoid)) { Epochs = 2, Validation = 0 };
        Model trained = Toy.Run(new Trainer(experiment, dataset)).CreateModel();
        Model model = Model.Load(Toy.Bytes(trained));

        Assert.Equal(trained.Preprocessing, model.Preprocessing);
        Assert.Equal(trained.Preprocessing.GetHashCode(), model.Preprocessing.GetHashCode());
        Assert.NotEqual(Preprocessing.Fit(dataset.Subset([0, 1])), model.Preprocessing);
        double first = model.Predict([1.0, 2.0]).Probabilities[1];
        Assert.Equal(first, model.Predict(dataset)[0].Probabilities[1], 1e-6);
        Assert.Equal(first, model.Predict(Csv.Read("y,x\n2,1\n"))[0].Probabilities[1], 1e-6);
        Assert.Equal(first, model.Predict(Table.ReadCsvInParts(new StringReader("name,y,x\nz,2,1\n"), "in.csv", model.Preprocessing).Single())[0].Probabilities[1], 1e-6);
        Assert.Equal(trained.Evaluate(dataset).Loss, model.Evaluate(Csv.Read(Points).ToDataset(model.Preprocessing)).Loss);
        Assert.Equal(["x", "y"], dataset.Split(0.5, 1).Train.InputNames);
    }

    [Fact]
    public void A_column_that_is_called_like_a_formula_is_a_column()
    {
        TableDataset dataset = Csv.Read("x,x^2,y\n1,5,a\n2,7,b\n").ToDataset(new ColumnRoles { Features = ["x", "x^2", "x^3"] });
        Preprocessing preprocessing = Preprocessing.Fit(dataset);

        Assert.Equal(["x", "x^2"], preprocessing.InputNames);
        Assert.Equal(6, Assert.IsType<NumberInput>(preprocessing.Columns[1]).Mean);
        Assert.Equal(4.5, Assert.IsType<FormulaInput>(preprocessing.Columns[2]).Value.Mean);
    }

    [Fact]
    public void Where_a_number_is_missing_the_median_of_the_formula_stands_for_it()
    {
        TableDataset dataset = Csv.Read("x,y,t\n1,1,1.5\n2,3,2.5\n?,5,3.5\n4,?,4.5\n6,2,5.5\n").ToDataset(new ColumnRoles { Features = ["x*y"] });
        Preprocessing preprocessing = Preprocessing.Fit(dataset);

        // 1, 6 and 12 are there: median 6, mean 19/3.
        double[] inputs = Inputs(preprocessing, dataset);
        Assert.Equal(inputs[1], inputs[2]);
        Assert.Equal(inputs[1], inputs[3]);
        Assert.Equal(0, inputs[0] + inputs[1] + inputs[4], 12);
        double[] encoded = new double[1];
        preprocessing.EncodeRow<double, double>([double.NaN, 3], encoded);
        Assert.Equal(inputs[1], encoded[0]);
    }

    [Theory]
    [InlineData("x^", "data.csv: there is no column 'x^', and it is no formula: Here a number, a name or '(' is expected, not the end.\n  x^\n    ^")]
    [InlineData("q^2", "data.csv: the feature 'q^2' takes the column 'q', which is not here. The columns are x, y, name, label.")]
    [InlineData("nam", "there is no column 'nam'; did you mean 'name'?")]
    [InlineData("na-me", "there is no column 'na-me'; did you mean 'name'?")]
    [InlineData("7", "there is no column '7'")]
    [InlineData("2*pi", "a formula that becomes an input takes 1 to 64 columns, not 0.")]
    [InlineData("x*name", "the feature 'x*name' computes with numbers, and column 'name' holds texts.")]
    [InlineData("x*label", "'label' cannot be both in the feature 'x*label' and the target.")]
    [InlineData("x*z", "the feature 'x*z' takes the column 'z'")]
    public void A_feature_that_cannot_be_is_named(string feature, string expected)
    {
        string message = Csv.Error(() => Csv.Read(Points.Replace("p\n", "1.5\n", StringComparison.Ordinal).Replace("q\n", "2.5\n", StringComparison.Ordinal)).ToDataset(new ColumnRoles { Features = ["y", feature] }));

        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_with_another_role_is_in_no_formula()
    {
        Table table = Csv.Read("x,y,w,t\n1,2,1,1.5\n2,3,2,2.5\n");

        Assert.Contains("'y' cannot be both in the feature 'x*y' and ignored.", Csv.Error(() => table.ToDataset(new ColumnRoles { Features = ["x*y"], Ignore = ["y"] })), StringComparison.Ordinal);
        Assert.Contains("'w' cannot be both in the feature 'x*w' and the weights.", Csv.Error(() => table.ToDataset(new ColumnRoles { Features = ["x*w"], Weights = "w" })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_for_which_a_formula_has_no_value_is_named()
    {
        ColumnRoles roles = new() { Features = ["log(x)"] };
        Assert.Equal(
            "data.csv:3: the input 'log(x)' has no value: log(x) is not a number at x = -1.",
            Csv.Error(() => Csv.Read("x,t\n1,1.5\n-1,2.5\n").ToDataset(roles)));
        Assert.Equal("data.csv:2: the input '1/x' has no value: 1/x is infinite at x = 0.", Csv.Error(() => Csv.Read("x,t\n0,1.5\n-1,2.5\n").ToDataset(new ColumnRoles { Features = ["1/x"] })));

        Preprocessing preprocessing = Preprocessing.Fit(Csv.Read("x,t\n1,1.5\n2,2.5\n").ToDataset(roles));
        Assert.Equal("data.csv:3: the input 'log(x)' has no value: log(x) is infinite at x = 0.", Csv.Error(() => Inputs(preprocessing, Csv.Read("x\n1\n0\n"))));
        Assert.Equal("data.csv:3:1: 'n.a.' is not a number, but the model takes one in column 'x'.", Csv.Error(() => Inputs(preprocessing, Csv.Read("x\n1\nn.a.\n", new CsvOptions { Header = true }))));
        Assert.Equal("For these numbers the input 'log(x)' has no value: log(x) is not a number at x = -2.", Csv.Error(() => preprocessing.EncodeRow<double, double>([-2], new double[1])));
        Assert.Throws<HillockException>(() => preprocessing.EncodeRow<double, double>([double.PositiveInfinity], new double[1]));
        Preprocessing tanh = Preprocessing.Fit(Csv.Read("x,t\n1,1.5\n2,2.5\n").ToDataset(new ColumnRoles { Features = ["tanh(x)"] }));
        Assert.Contains("x is infinite at x = Infinity", Csv.Error(() => tanh.EncodeRow<double, double>([double.PositiveInfinity], new double[1])), StringComparison.Ordinal);
        Preprocessing power = Preprocessing.Fit(Csv.Read("x,t\n1,1.5\n2,2.5\n").ToDataset(new ColumnRoles { Features = ["x^20"] }));
        Assert.Contains("data.csv:2:1: the input 'x^20' is so far from the numbers of the training", Csv.Error(() => power.EncodeInputs<float>(Csv.Read("x\n1e10\n"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"x+","kind":"formula","mean":0,"deviation":1,"median":0}""", "Here a number, a name or '(' is expected")]
    [InlineData("""{"name":"pi","kind":"formula","mean":0,"deviation":1,"median":0}""", "1 to 64 columns, not 0")]
    [InlineData("""{"name":"x^2","kind":"formula","deviation":1,"median":0}""", "'mean' is missing")]
    [InlineData("""{"name":"x^2","kind":"formula","mean":0,"deviation":-1,"median":0}""", "The deviation of 'x^2' must be at least 0")]
    [InlineData("""{"name":"c^2","kind":"formula","mean":0,"deviation":1,"median":0}""", "'c^2' takes the column 'c' otherwise than another input does.")]
    [InlineData("""{"name":"c","kind":"category","levels":["d"]}""", "The input 'c' stands twice.")]
    [InlineData("""{"name":"x2","kind":"formulas","mean":0,"deviation":1}""", "must be number, formula, category")]
    public void A_damaged_description_is_named_with_its_place(string column, string expected)
    {
        string json = $$"""{"columns":[{"name":"c","kind":"category","levels":["a"]},{{column}}],"target":{"task":"regression","means":[0],"deviations":[1]} }""";

        Assert.Contains(expected, Csv.Error(() => Preprocessing.FromJson(JsonFields.Parse(Encoding.UTF8.GetBytes(json), "m"))), StringComparison.Ordinal);
    }

    [Fact]
    public void So_many_formulas_or_so_long_ones_are_refused()
    {
        string column = """{"name":"x","kind":"formula","mean":0,"deviation":1,"median":0}""";
        string json = $$"""{"columns":[{{string.Join(',', Enumerable.Repeat(column, 1001))}}],"target":{"task":"regression","means":[0],"deviations":[1]} }""";
        Assert.Contains("holds 1,001 formulas, more than 1,000", Csv.Error(() => Preprocessing.FromJson(JsonFields.Parse(Encoding.UTF8.GetBytes(json), "m"))), StringComparison.Ordinal);

        Table table = Csv.Read("x,t\n1,1.5\n2,2.5\n");
        Assert.Contains("1,001 features are formulas", Csv.Error(() => table.ToDataset(new ColumnRoles { Features = [.. Enumerable.Range(0, 1001).Select(i => $"x+{i}")] })), StringComparison.Ordinal);
        Assert.Contains("at most 1,000 characters", Csv.Error(() => table.ToDataset(new ColumnRoles { Features = ["x" + string.Concat(Enumerable.Repeat("+x", 500))] })), StringComparison.Ordinal);
    }

    private static double[] Standardized(double[] values)
    {
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return [.. values.Select(value => (value - mean) / deviation)];
    }

    private static double[] Inputs(Preprocessing preprocessing, Dataset dataset) => Inputs(preprocessing.Encode<double>(dataset));

    private static double[] Inputs(Preprocessing preprocessing, Table table) => Inputs(preprocessing.EncodeInputs<double>(table));

    private static double[] Inputs(Samples<double> samples)
    {
        double[] inputs = new double[samples.Count * samples.InputWidth];
        samples.CopyInputs([.. Enumerable.Range(0, samples.Count)], inputs);
        return inputs;
    }
}
