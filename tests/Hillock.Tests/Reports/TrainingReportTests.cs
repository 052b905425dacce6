using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Layers;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Reports;
using Hillock.Schedules;
using Hillock.Training;

namespace Hillock.Tests.Reports;

public sealed partial class TrainingReportTests : IDisposable
{
    private const string Hostile = "</title><script>alert(1)</script>\" onload='x' & \u202E\u0001";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Sets => ["iris", "digits", "diabetes", "xor"];

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task The_page_is_well_formed_and_needs_nothing_else(string name)
    {
        Run run = await Run.OfAsync(name);

        XDocument page = Parse(run.Report().Html);

        Assert.Equal("html", page.Root!.Name.LocalName);
        Assert.Single(page.Descendants("h1"));
        string[] ids = [.. page.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>()];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All((string[])["result", "learning", "importance", "weights", "recipe"], id => Assert.Contains(id, ids));
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "iframe" or "object");
        Assert.All(page.Descendants().Attributes("src"), source => Assert.StartsWith("data:image/png;base64,", source.Value));
        Assert.All(page.Descendants("img"), image => Assert.NotNull(image.Attribute("alt")));
        Assert.All(page.Descendants("svg"), picture => Assert.NotNull(picture.Attribute("aria-label")));
        string[] places = ["d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "style", "points"];
        Assert.All(
            page.Descendants().Attributes().Where(attribute => places.Contains(attribute.Name.LocalName)),
            attribute => Assert.DoesNotMatch(NoNumber(), attribute.Value));
        Assert.DoesNotContain("http:", run.Report().Html, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", run.Report().Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_shuffled_rows_have_no_value_importance_is_left_out_and_the_rest_stands()
    {
        // x + y is 1 in every row, and in no shuffled one.
        double[] x = [.. Enumerable.Range(0, 60).Select(i => i - 30.0)];
        var table = new Table(Column.Numbers("x", x), Column.Numbers("y", [.. x.Select(value => 1 - value)]), Column.Numbers("t", [.. x.Select(value => value / 8)]));
        TableDataset data = table.ToDataset(new ColumnRoles { Features = ["x", "log(x+y)"] });
        var trainer = new Trainer(new Experiment(new Dense(1)) { Epochs = 1, Validation = 0 }, data);
        Model model = await trainer.Experiment.TrainAsync(data);

        XDocument page = Parse(TrainingReport.Create(model, trainer.History, data, null, data, "hillock train").Html);

        string section = page.Descendants().Single(element => element.Attribute("id")?.Value == "importance").Value;
        Assert.Contains("shuffled rows cannot be computed with", section, StringComparison.Ordinal);
        Assert.Contains("the input 'log(x+y)' has no value", section, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_run_gives_the_same_bytes_whatever_the_culture()
    {
        string first = (await Run.OfAsync("diabetes")).Report().Html;
        CultureInfo culture = CultureInfo.CurrentCulture;
        var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (foreign.NumberFormat.NumberDecimalSeparator, foreign.NumberFormat.NegativeSign) = (",", "~");
        Run second = await Run.OfAsync("diabetes");
        try
        {
            CultureInfo.CurrentCulture = foreign;

            Assert.Equal(first, second.Report().Html);
            Assert.Same(foreign, CultureInfo.CurrentCulture);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task The_figures_are_those_of_the_evaluation()
    {
        Run run = await Run.OfAsync("iris");
        var test = (ClassificationEvaluation)run.Model.Evaluate(run.Test);

        XDocument page = Parse(run.Report().Html);

        Assert.Equal($"{100 * test.Accuracy:F1}%", Section(page, "result").Descendants("strong").Single().Value);
        string[] cells = [.. Section(page, "confusion").Descendants("table").First().Element("tbody")!.Descendants("td").Select(cell => cell.Value)];
        Assert.Equal(9, cells.Length);
        for (int i = 0; i < cells.Length; i++) Assert.Equal(test.ConfusionMatrix[i / 3, i % 3], cells[i].Length == 0 ? 0 : int.Parse(cells[i]));
        string[] classes = [.. Section(page, "classes").Descendants("tbody").Single().Descendants("tr").Select(row => row.Elements().Last().Value)];
        Assert.Equal(test.PerClass.Select(figures => $"{figures.Support}"), classes);
        Assert.Contains(run.Model.Hash, Section(page, "recipe").Value, StringComparison.Ordinal);
        Assert.Contains("hillock train iris", Section(page, "recipe").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_name_stays_text()
    {
        TableDataset data = new Table(
            Column.Numbers(Hostile, [.. Enumerable.Range(0, 60).Select(i => (double)(i * 7 % 11))]),
            Column.Texts("kind" + Hostile, [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? Hostile : "b")]),
            Column.Texts("target" + Hostile, [.. Enumerable.Range(0, 60).Select(i => i * 13 % 4 < 2 ? Hostile : i % 2 == 0 ? "x" : "y")])).ToDataset();
        Run run = await Run.OfAsync(data, data, new Dense(3, Activation.Softmax) { Name = "<b>first</b>" });

        string html = run.Report(command: $"hillock train '{Hostile}'").Html;

        XDocument page = Parse(html);
        Assert.Empty(page.Descendants("script"));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain('\u202E', html);
        Assert.DoesNotContain('\u0001', html);
        Assert.Contains("alert(1)", page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_get_a_scatter_and_a_histogram_of_all_samples()
    {
        Run run = await Run.OfAsync("diabetes");

        XElement predictions = Section(Parse(run.Report().Html), "predictions");

        string dots = predictions.Descendants("path").Single(path => path.Attribute("class")!.Value.StartsWith("dots", StringComparison.Ordinal)).Attribute("d")!.Value;
        Assert.Equal(run.Test.Count, dots.Count(c => c == 'M'));
        int counted = predictions.Descendants("rect").Sum(bar => int.Parse(bar.Element("title")!.Value.Split(": ")[1].Split(' ')[0]));
        Assert.Equal(run.Test.Count, counted);
    }

    [Fact]
    public async Task Mistaken_images_are_shown_and_mistaken_rows_are_named()
    {
        Run digits = await Run.OfAsync("digits");
        Run iris = await Run.OfAsync("iris");
        var figures = (ClassificationEvaluation)digits.Model.Evaluate(digits.Test);
        int mistakes = figures.Samples - (int)Math.Round(figures.Accuracy * figures.Samples);

        XElement images = Section(Parse(digits.Report().Html), "confusion");
        XElement rows = Section(Parse(iris.Report(iris.Train).Html), "confusion");

        Assert.Equal(Math.Min(40, mistakes), images.Descendants("img").Count());
        Assert.Contains("iris:", rows.Descendants("table").Last().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_test_samples_the_page_says_what_its_figures_are_worth()
    {
        Run run = await Run.OfAsync("iris");

        string validation = TrainingReport.Create(run.Model, run.Trainer.History, run.Train, run.Trainer.Validation).Html;
        string training = TrainingReport.Create(run.Model, [], run.Train).Html;

        Assert.Contains("flatter", Section(Parse(validation), "result").Value, StringComparison.Ordinal);
        Assert.Contains("say little about new ones", Section(Parse(training), "result").Value, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"learning\"", training, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_written_whole_or_not_at_all()
    {
        TrainingReport report = (await Run.OfAsync("iris")).Report();

        report.Save(folder["report.html"]);

        Assert.Equal(report.Html, File.ReadAllText(folder["report.html"]));
        HillockException error = Assert.Throws<HillockException>(() => report.Save(folder["missing/report.html"]));
        Assert.Contains("Create it first", error.Message, StringComparison.Ordinal);
    }

    private static XElement Section(XDocument page, string id) => page.Descendants("section").Single(section => section.Attribute("id")?.Value == id);

    private static XDocument Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    [GeneratedRegex("NaN|∞|Infinity|,\\d|~")]
    private static partial Regex NoNumber();

    private sealed record Run(Model Model, Trainer Trainer, Dataset Train, Dataset Test, string Name)
    {
        public static Task<Run> OfAsync(string name)
        {
            (Dataset train, Dataset test) = Catalog.Load(name).Train.Split(0.2, 1);
            (int outputs, Activation activation) = train.Task switch
            {
                LearningTask.Binary => (1, Activation.Sigmoid),
                LearningTask.Multiclass => (train.Labels.Count, Activation.Softmax),
                _ => (1, Activation.Linear),
            };
            Layer[] hidden = train is ImageDataset ? [new Flatten(), new Dense(8, Activation.ReLU)] : [new Dense(8, Activation.ReLU)];
            return OfAsync(train, test, [.. hidden, new Dense(outputs, activation)], name);
        }

        public static Task<Run> OfAsync(Dataset train, Dataset test, Layer layer) => OfAsync(train, test, [layer], "table");

        public TrainingReport Report(Dataset? test = null, string? command = null) => TrainingReport.Create(
            Model, Trainer.History, Trainer.Train, Trainer.Validation, test ?? Test, command ?? $"hillock train {Name}");

        private static async Task<Run> OfAsync(Dataset train, Dataset test, Layer[] layers, string name)
        {
            var experiment = new Experiment(layers) { Optimizer = new Adam(0.01), Epochs = 12, Schedule = Schedule.Parse("cosine") };
            var trainer = new Trainer(experiment, train);
            await foreach (TrainingProgress _ in trainer.RunAsync()) { }
            return new Run(trainer.CreateModel(), trainer, train, test, name);
        }
    }
}
