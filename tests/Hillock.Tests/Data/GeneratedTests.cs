using Hillock.Data;

namespace Hillock.Tests.Data;

public sealed class GeneratedTests
{
    public static TheoryData<string> Names => [.. Generated.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_set_depends_on_name_count_noise_and_seed_only(string name)
    {
        string Text(int count, double noise, long seed)
        {
            var text = new StringWriter();
            Generated.Make(name, count, noise, seed).WriteCsv(text);
            return text.ToString();
        }

        Assert.Equal(Text(50, 0.1, 3), Text(50, 0.1, 3));
        int rows = name switch
        {
            "parity:4" => 16,
            "boolean:A^B" => 4,
            _ => 50,
        };
        bool byChance = rows == 50;
        Assert.Equal(byChance, Text(50, 0.1, 3) != Text(50, 0.1, 4));
        Assert.Equal(byChance, Text(50, 0.1, 3) != Text(50, 0.2, 3));
        Assert.Equal(rows, Generated.Make(name, 50).RowCount);
        Assert.NotEmpty(Generated.Describe(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_set_is_learned_as_what_it_is(string name)
    {
        TableDataset dataset = Generated.Make(name).ToDataset();

        LearningTask expected = name is "plane" or "bump" or "sine" or "function:x^2" ? LearningTask.Regression
            : name.EndsWith(":3", StringComparison.Ordinal) ? LearningTask.Multiclass
            : LearningTask.Binary;
        Assert.Equal(expected, dataset.Task);
        if (dataset.Task == LearningTask.Binary)
        {
            int ones = Enumerable.Range(0, dataset.Count).Sum(dataset.Class);
            Assert.InRange(ones, 0.4 * dataset.Count, 0.6 * dataset.Count);
        }
    }

    [Fact]
    public void Without_noise_the_labels_follow_the_formula()
    {
        Check("circle", (x, y) => Math.Sqrt(x * x + y * y) < 2.5 ? 1 : 0, 5);
        Check("xor", (x, y) => x * y >= 0 ? 1 : 0, 5.3);
        Check("checkerboard", (x, y) => (Math.Floor(x / 2) + Math.Floor(y / 2)) % 2 == 0 ? 1 : 0, 4);
        Check("plane", (x, y) => (x + y) / 10, 6);

        static void Check(string name, Func<double, double, double> formula, double range)
        {
            Table table = Generated.Make(name, 400, seed: 9);
            for (int row = 0; row < table.RowCount; row++)
            {
                double x = table["x"].Number(row), y = table["y"].Number(row);
                Assert.Equal(formula(x, y), table.Columns[2].Number(row), 12);
                Assert.InRange(Math.Max(Math.Abs(x), Math.Abs(y)), 0, range);
            }
        }
    }

    [Fact]
    public void Spirals_and_moons_lie_on_their_curves_without_noise()
    {
        Table spiral = Generated.Make("spiral", 200), moons = Generated.Make("moons", 200);
        for (int i = 0; i < 200; i++)
        {
            double x = spiral["x"].Number(i), y = spiral["y"].Number(i), label = spiral["label"].Number(i);
            double radius = Math.Sqrt(x * x + y * y), angle = 3.5 * Math.PI * radius / 5 + (label == 1 ? 0 : Math.PI);
            Assert.Equal((radius * Math.Sin(angle), radius * Math.Cos(angle)), (x, y), (one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-9);

            (double centerX, double centerY) = moons["label"].Number(i) == 1 ? (1.0, 0.5) : (0, 0);
            Assert.Equal(1, Math.Sqrt(Math.Pow(moons["x"].Number(i) - centerX, 2) + Math.Pow(moons["y"].Number(i) - centerY, 2)), 9);
        }
    }

    [Theory]
    [InlineData("gauss:2", 2)]
    [InlineData("gauss:6", 6)]
    [InlineData("spiral:3", 3)]
    [InlineData("spiral:6", 6)]
    [InlineData("rings:4", 4)]
    public void Sets_of_several_classes_have_as_many_points_of_each(string name, int classes)
    {
        foreach (int count in (int[])[6, 7, 500])
        {
            TableDataset dataset = Generated.Make(name, count).ToDataset();
            int[] counts = [.. Enumerable.Range(0, classes).Select(label => Enumerable.Range(0, count).Count(i => dataset.Class(i) == label))];

            Assert.Equal([.. Enumerable.Range(0, classes).Select(label => $"{label}")], dataset.Labels);
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }
    }

    [Fact]
    public void Clouds_spirals_and_rings_lie_where_their_formulas_say()
    {
        const int classes = 5, count = 2000;
        Table gauss = Generated.Make("gauss:5", count), spiral = Generated.Make("spiral:5", count), rings = Generated.Make("rings:5", count);
        double[] farthest = new double[classes];
        (double X, double Y)[] sums = new (double, double)[classes];
        for (int i = 0; i < count; i++)
        {
            int label = int.Parse(spiral["label"].Text(i)!);
            (double x, double y) = (spiral["x"].Number(i), spiral["y"].Number(i));
            double radius = Math.Sqrt(x * x + y * y), angle = 2 * Math.PI * (3.5 * radius / 5 + label) / classes;
            Assert.Equal((radius * Math.Sin(angle), radius * Math.Cos(angle)), (x, y), (one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-9);

            double distance = Math.Sqrt(Math.Pow(rings["x"].Number(i), 2) + Math.Pow(rings["y"].Number(i), 2)) * (classes - 0.3) / 5;
            Assert.InRange(distance, label, label + 0.7);
            farthest[label] = Math.Max(farthest[label], distance - label);
            sums[label] = (sums[label].X + gauss["x"].Number(i), sums[label].Y + gauss["y"].Number(i));
        }

        Assert.All(farthest, width => Assert.InRange(width, 0.68, 0.7));
        for (int label = 0; label < classes; label++)
        {
            // The mean of 400 numbers of variance 0.5 strays by 0.035; 0.2 is more than five times that.
            (double sin, double cos) = Math.SinCos(2 * Math.PI * label / classes);
            Assert.InRange(sums[label].X / 400, 4 * cos - 0.2, 4 * cos + 0.2);
            Assert.InRange(sums[label].Y / 400, 4 * sin - 0.2, 4 * sin + 0.2);
        }
    }

    [Fact]
    public void A_function_is_its_formula_from_minus_one_to_one()
    {
        Table table = Generated.Make("function:sin(2*pi*x)", 300);

        Assert.Equal(["x", "y"], table.Columns.Select(column => column.Name));
        double[] x = table["x"].Numbers();
        Assert.Equal(x.Select(value => Math.Sin(2 * Math.PI * value)), table["y"].Numbers(), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.InRange(x.Min(), -1, -0.9);
        Assert.InRange(x.Max(), 0.9, 1);
    }

    [Fact]
    public void A_boolean_set_is_the_truth_table_of_its_expression()
    {
        Table table = Generated.Make("boolean:B & !A | C");

        Assert.Equal(["B", "A", "C", "output"], table.Columns.Select(column => column.Name));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], table["B"].Numbers());
        Assert.Equal([0, 1, 0, 1, 1, 1, 0, 1], table["output"].Numbers());
        Assert.Equal(1 << 16, Generated.Make($"boolean:{string.Join('^', Enumerable.Range(0, 16).Select(i => $"v{i}"))}").RowCount);
    }

    [Theory]
    [InlineData("gauss:1", "'gauss:1': gauss takes 2 to 6 classes, such as gauss:3.")]
    [InlineData("rings:7", "2 to 6 classes")]
    [InlineData("spiral:", "2 to 6 classes")]
    [InlineData("function:", "'function:': The expression is empty")]
    [InlineData("function:sin(x", "'function:sin(x': This parenthesis is not closed.\n  sin(x\n     ^")]
    [InlineData("function:x*y", "a function has one variable, x; here are x, y.")]
    [InlineData("function:pi", "a function has one variable, x; here is none.")]
    [InlineData("function:log(x)", "'log(x)' is not a function from −1 to 1: log(x) is not a number at x = -")]
    [InlineData("boolean:A &", "'boolean:A &': Here")]
    [InlineData("boolean:1", "a truth table has 1 to 16 variables, not 0.")]
    [InlineData("boolean:a0|a1|a2|a3|a4|a5|a6|a7|a8|a9|b0|b1|b2|b3|b4|b5|b6", "1 to 16 variables, not 17.")]
    [InlineData("boolean:output & A", "'output' is the column of the answers: call the variable otherwise.")]
    [InlineData("functoin:x^2", "Did you mean 'function:x^2'?")]
    public void What_follows_a_colon_is_checked(string name, string expected) =>
        Assert.Contains(expected, Csv.Error(() => Generated.Make(name)), StringComparison.Ordinal);

    [Fact]
    public void Parity_is_the_truth_table()
    {
        Table table = Generated.Make("parity:3");

        Assert.Equal(["x1", "x2", "x3", "parity"], table.Columns.Select(column => column.Name));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], table["x1"].Numbers());
        Assert.Equal([0, 1, 1, 0, 1, 0, 0, 1], table["parity"].Numbers());
    }

    [Fact]
    public void Impossible_sets_are_refused()
    {
        Assert.Equal("There is no generated set 'spirall'. Did you mean 'spiral'?", Csv.Error(() => Generated.Make("spirall")));
        Assert.Contains("2 to 16 bits", Csv.Error(() => Generated.Make("parity:40")), StringComparison.Ordinal);
        Assert.Contains("2 to 16 bits", Csv.Error(() => Generated.Make("parity:x")), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Generated.Make("xor", -1));
        Assert.Throws<ArgumentException>(() => Generated.Make("xor", 10, double.NaN));
    }
}
