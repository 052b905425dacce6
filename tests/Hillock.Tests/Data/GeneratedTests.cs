using Hillock.Data;

namespace Hillock.Tests.Data;

public sealed class GeneratedTests
{
    public static TheoryData<string> Names => [.. Generated.Names, "parity:3"];

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
        bool byChance = !name.StartsWith("parity", StringComparison.Ordinal);
        Assert.Equal(byChance, Text(50, 0.1, 3) != Text(50, 0.1, 4));
        Assert.Equal(byChance, Text(50, 0.1, 3) != Text(50, 0.2, 3));
        Assert.Equal(byChance ? 50 : 8, Generated.Make(name, 50).RowCount);
        Assert.NotEmpty(Generated.Describe(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_set_is_learned_as_what_it_is(string name)
    {
        TableDataset dataset = Generated.Make(name).ToDataset();

        Assert.Equal(name is "plane" or "bump" or "sine" ? LearningTask.Regression : LearningTask.Binary, dataset.Task);
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
