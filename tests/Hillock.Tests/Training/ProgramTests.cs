using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Distortions;
using Hillock.Initializers;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Naming;
using Hillock.Optimizers;
using Hillock.Schedules;
using Hillock.Tensors;
using Hillock.Tests.Layers;
using Hillock.Training;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hillock.Tests.Training;

/// <summary>Experiments as C# programs: whatever can be described can be written in the library's types, and means the same.</summary>
public class ProgramTests
{
    private static readonly DataSource Drawn = new("drawn \"by hand\"")
    {
        Text = "x;y;label\r\n1;\\2;\"a\"\n\n3;4;\u0001\u2028é\U0001F600\tb",
        Columns = new ColumnRoles { Targets = ["label"], Features = ["x", "y^2"], Ignore = ["\"z\""], Weights = "w", Task = LearningTask.Binary },
        Csv = new CsvOptions { Delimiter = '\t', Header = true, Missing = ["-", ""], Categories = ["c"] },
        Test = 0.25,
    };

    // Every part of every kind, each of its settings changed once: a new one is found by itself.
    private static List<Experiment> Experiments =>
    [
        .. Parts(Activation.Registry).Select(activation => new Experiment(new Dense(2, activation))),
        .. Parts(Loss.Registry).Select(loss => new Experiment(new Dense(1)) { Loss = loss }),
        .. Parts(Optimizer.Registry).Select(optimizer => new Experiment(new Dense(1)) { Optimizer = optimizer }),
        .. Parts(Schedule.Registry).Select(schedule => new Experiment(new Dense(1)) { Schedule = schedule }),
        .. Parts(Distortion.Registry).Select(distortion => new Experiment(new Dense(1)) { Augmentation = new Augmentation(distortion, new Blur()) }),
        .. Parts(Initializer.Registry).Select(initializer => new Experiment(new Dense(1) { WeightInitializer = initializer, BiasInitializer = initializer })),
        .. LayerSpecimens.All.Values.Select(specimens => new Experiment(specimens.Variants)),
        .. ExperimentTests.Variants,
        new() { Data = Drawn },
        new() { Data = new DataSource("drawn") { Text = "" } },
        new() { Data = new DataSource("drawn") { Text = string.Concat(Enumerable.Repeat("1,2,3\n", 1000)) } },
        new() { Data = new DataSource("circle") { Samples = 300, Noise = 0.2, Seed = long.MinValue, TestFile = "C:\\t.csv", ValidationFile = "v.csv", Divisor = 1e-300 } },
        new(new Dense(2) { Name = "a" }) { InitialValues = [new ParameterValues("a.weights", new Shape(2, 2), -0.0, 0.1, double.MaxValue, -double.Epsilon), new ParameterValues("a.bias", new Shape(2), 1e20, -3)] },
        new() { Threshold = ThresholdChoice.Parse("cost:0.5,2"), Precision = Precision.Double, Tolerance = 1e-9 },
    ];

    [Fact]
    public void The_expression_makes_the_same_experiment()
    {
        List<Experiment> experiments = Experiments;
        var source = new StringBuilder(Usings);
        source.Append("public static class Made\n{\n");
        foreach ((int i, Experiment experiment) in experiments.Index()) source.Append($"    public static Experiment E{i}() => {ExperimentProgram.Expression(experiment)};\n");
        Type made = Assembly.Load(Compile(source.Append('}').ToString(), OutputKind.DynamicallyLinkedLibrary)).GetType("Made")!;

        foreach ((int i, Experiment experiment) in experiments.Index())
        {
            var again = (Experiment)made.GetMethod($"E{i}")!.Invoke(null, null)!;
            Assert.Equal(experiment, again);
            Assert.Equal(experiment.ToJson().ToJsonString(), again.ToJson().ToJsonString()); // and the sign of a zero
        }
    }

    [Fact]
    public async Task The_program_prints_the_hash_of_the_model_that_the_experiment_gives()
    {
        Experiment experiment = new(new Dense(3, Activation.Tanh), new Dense(1, Activation.Sigmoid))
        {
            Data = new DataSource("circle") { Samples = 60, Noise = 0.1, Seed = 3, Columns = new ColumnRoles { Features = ["x", "y", "x^2"] } },
            Optimizer = new Adam(0.02) { Beta1 = 0.8 },
            InitialValues = [new ParameterValues("dense_2.bias", new Shape(1), 0.3)],
            Epochs = 3,
        };
        using TemporaryFolder folder = new();
        await File.WriteAllBytesAsync(folder["made.dll"], Compile(experiment.ToProgram(), OutputKind.ConsoleApplication));
        string here = Path.GetDirectoryName(typeof(Experiment).Assembly.Location)!;
        File.Copy(typeof(Experiment).Assembly.Location, folder["Hillock.dll"]);
        File.Copy(Path.Combine(here, "Hillock.Tests.runtimeconfig.json"), folder["made.runtimeconfig.json"]);

        ChildProcess run = await ChildProcess.RunAsync(new("dotnet", [folder["made.dll"]]));

        Assert.True(run.ExitCode == 0, run.Errors);
        LoadedData data = await experiment.Data.LoadAsync(experiment.Seed);
        Model model = await experiment.TrainAsync(data.Train);
        Assert.Contains($"hash {model.Hash}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{model.Evaluate(data.Test!)}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_reads_like_one_that_was_written_by_hand()
    {
        Experiment experiment = new(new Dense(2, Activation.ReLU), new Dropout(0.5), new Dense(1, new LeakyReLU(0.2)) { Frozen = true })
        {
            Data = new DataSource("drawn") { Text = "x,y\n1,2\n" },
            InitialValues = [new ParameterValues("dense_1.weights", new Shape(1, 2), 0.5, -1)],
            Optimizer = new Adam(0.01),
        };

        Assert.Contains(
            """
            var experiment = new Experiment(
                new Dense(2, Activation.ReLU),
                new Dropout(0.5),
                new Dense(1, new LeakyReLU { Slope = 0.2 }) { Frozen = true })
            {
                Data = new DataSource("drawn")
                {
                    Text =
                        "x,y\n" +
                        "1,2\n",
                },
                InitialValues =
                [
                    new ParameterValues("dense_1.weights", new Shape(1, 2),
                        0.5, -1),
                ],
                Optimizer = new Adam { LearningRate = 0.01 },
                Epochs = 100,
                Seed = 1,
                Validation = 0.2,
                Patience = 10,
            };

            LoadedData data = await experiment.Data!.LoadAsync(experiment.Seed);
            """.ReplaceLineEndings("\n"),
            experiment.ToProgram(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_description_of_the_data_the_program_says_where_to_put_ones_own() =>
        Assert.NotEmpty(Compile(new Experiment(new Dense(1)).ToProgram(), OutputKind.ConsoleApplication));

    private static string Usings => string.Concat(new Experiment().ToProgram().Split('\n').Where(line => line.StartsWith("using ", StringComparison.Ordinal)).Select(line => line + "\n"));

    private static List<TKind> Parts<TKind>(Vocabulary<TKind> vocabulary)
        where TKind : class
    {
        List<TKind> parts = [];
        foreach (Entry<TKind> entry in vocabulary.Entries)
        {
            parts.Add(entry.Default);
            parts.AddRange(entry.Settings.Select(setting => Changed(entry, setting)));
        }

        return parts;
    }

    // The first value that the setting takes and that is not its default.
    private static TKind Changed<TKind>(Entry<TKind> entry, string setting)
        where TKind : class
    {
        foreach (JsonNode value in (JsonNode[])[JsonValue.Create(0.125), JsonValue.Create(1e-7), JsonValue.Create(1.5), JsonValue.Create(3), new JsonArray(2, 5)])
        {
            try
            {
                TKind part = entry.With(entry.Default, setting, value);
                if (!part.Equals(entry.Default)) return part;
            }
            catch (ArgumentException)
            {
                // Out of range: the next one.
            }
        }

        throw new InvalidOperationException($"No value was found for '{setting}' of '{entry.Name}'.");
    }

    private static byte[] Compile(string source, OutputKind kind)
    {
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "made",
            [CSharpSyntaxTree.ParseText(source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest))],
            [.. platform.Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)) + "\n" + source);
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        return assembly.ToArray();
    }
}
