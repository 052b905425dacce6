using System.Globalization;
using System.Text;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Naming;

namespace Hillock.Training;

/// <summary>An experiment as a C# program: what the JSON says, in the library's own types.</summary>
internal static class ExperimentProgram
{
    // More literals than this are not added up on as many lines: the compiler would take them for one long sum.
    private const int MostLines = 500;

    private const string Indent = "    ";

    private static readonly Experiment Defaults = new();
    private static readonly DataSource PlainSource = new("");

    /// <summary>The whole program.</summary>
    public static string Write(Experiment experiment)
    {
        string data = experiment.Data is null
            ? """
              (Dataset train, Dataset test) = Table.ReadCsv("data.csv").ToDataset().Split(test: 0.2, seed: experiment.Seed); // your own data
              Model model = await experiment.TrainAsync(train);
              Console.WriteLine(model.Evaluate(test));
              """
            : """
              LoadedData data = await experiment.Data!.LoadAsync(experiment.Seed);
              Model model = await experiment.TrainAsync(data.Train, data.Validation);
              Console.WriteLine(model.Evaluate(data.Test ?? data.Train));
              """;
        return $"""
            using System;
            using Hillock;
            using Hillock.Activations;
            using Hillock.Data;
            using Hillock.Definitions;
            using Hillock.Distortions;
            using Hillock.Initializers;
            using Hillock.Layers;
            using Hillock.Losses;
            using Hillock.Models;
            using Hillock.Optimizers;
            using Hillock.Schedules;
            using Hillock.Tensors;
            using Hillock.Training;

            var experiment = {Expression(experiment)};

            {data}
            Console.WriteLine($"hash {"{model.Hash}"}");

            """.ReplaceLineEndings("\n");
    }

    /// <summary>The expression that makes the experiment.</summary>
    public static string Expression(Experiment experiment)
    {
        // How samples are encoded is fitted, not written: there is no C# for it but its JSON.
        if (experiment.Data?.Preprocessing is not null) return $"{nameof(Experiment)}.{nameof(Experiment.Parse)}({CSharpText.Literal(experiment.ToJson().ToJsonString())})";
        string layers = string.Join(',', experiment.Layers.Select(layer => $"\n{Indent}{layer.ToCSharp()}"));
        return Settings(new ConstructorCall(nameof(Experiment), layers), experiment).OnLines("");
    }

    private static ConstructorCall Settings(ConstructorCall call, Experiment experiment) => call
        .With(nameof(Experiment.Data), experiment.Data is { } data ? Expression(data) : null)
        .With(nameof(Experiment.InitialValues), experiment.InitialValues.Count > 0 ? InitialValues(experiment) : null)
        .With(nameof(Experiment.Loss), experiment.Loss?.ToCSharp())
        .With(nameof(Experiment.Optimizer), experiment.Optimizer.ToCSharp())
        .With(nameof(Experiment.Schedule), experiment.Schedule == Defaults.Schedule ? null : experiment.Schedule.ToCSharp())
        .With(nameof(Experiment.Epochs), $"{experiment.Epochs}")
        .With(nameof(Experiment.BatchSize), experiment.BatchSize?.ToString(CultureInfo.InvariantCulture))
        .With(nameof(Experiment.Seed), $"{experiment.Seed}")
        .With(nameof(Experiment.Precision), Unless(experiment.Precision, Defaults.Precision))
        .With(nameof(Experiment.L1), Unless(experiment.L1, 0))
        .With(nameof(Experiment.L2), Unless(experiment.L2, 0))
        .With(nameof(Experiment.ClipNorm), Unless(experiment.ClipNorm, null))
        .With(nameof(Experiment.ClipValue), Unless(experiment.ClipValue, null))
        .With(nameof(Experiment.MaxNorm), Unless(experiment.MaxNorm, null))
        .With(nameof(Experiment.ClassWeights), Unless(experiment.ClassWeights, Defaults.ClassWeights))
        .With(nameof(Experiment.Validation), CSharpText.Literal(experiment.Validation))
        .With(nameof(Experiment.Patience), $"{experiment.Patience}")
        .With(nameof(Experiment.Tolerance), Unless(experiment.Tolerance, 0))
        .With(nameof(Experiment.Augmentation), experiment.Augmentation?.ToCSharp())
        .With(nameof(Experiment.Threshold), experiment.Threshold is { } threshold ? $"ThresholdChoice.Parse({CSharpText.Literal(threshold.ToString())})" : null);

    private static string Expression(DataSource source)
    {
        ConstructorCall call = Settings(new ConstructorCall(nameof(DataSource), CSharpText.Literal(source.Name)), source);
        return source.Text is null ? call.ToString() : call.OnLines(Indent);
    }

    private static ConstructorCall Settings(ConstructorCall call, DataSource source) => call
        .With(nameof(DataSource.Text), source.Text is null ? null : Lines(source.Text))
        .With(nameof(DataSource.Samples), source.Samples?.ToString(CultureInfo.InvariantCulture))
        .With(nameof(DataSource.Noise), Unless(source.Noise, null))
        .With(nameof(DataSource.Seed), source.Seed?.ToString(CultureInfo.InvariantCulture))
        .With(nameof(DataSource.Columns), source.Columns == PlainSource.Columns ? null : Expression(source.Columns))
        .With(nameof(DataSource.Csv), source.Csv == PlainSource.Csv ? null : Expression(source.Csv))
        .With(nameof(DataSource.Divisor), Unless(source.Divisor, null))
        .With(nameof(DataSource.Test), Unless(source.Test, null))
        .With(nameof(DataSource.TestFile), Text(source.TestFile))
        .With(nameof(DataSource.ValidationFile), Text(source.ValidationFile));

    private static string Expression(ColumnRoles roles) => new ConstructorCall(nameof(ColumnRoles))
        .With(nameof(ColumnRoles.Targets), Texts(roles.Targets))
        .With(nameof(ColumnRoles.Features), Texts(roles.Features))
        .With(nameof(ColumnRoles.Ignore), Texts(roles.Ignore))
        .With(nameof(ColumnRoles.Weights), Text(roles.Weights))
        .With(nameof(ColumnRoles.Task), roles.Task is { } task ? $"{nameof(LearningTask)}.{task}" : null)
        .ToString();

    private static string Expression(CsvOptions options) => new ConstructorCall(nameof(CsvOptions))
        .With(nameof(CsvOptions.Delimiter), options.Delimiter is { } delimiter ? CSharpText.Literal(delimiter) : null)
        .With(nameof(CsvOptions.Header), options.Header is { } header ? (header ? "true" : "false") : null)
        .With(nameof(CsvOptions.Missing), Texts(options.Missing))
        .With(nameof(CsvOptions.Categories), Texts(options.Categories))
        .ToString();

    // A row of numbers on a line of its own: weights are read as they stand in the matrix.
    private static string InitialValues(Experiment experiment)
    {
        var text = new StringBuilder($"\n{Indent}[\n");
        foreach (ParameterValues array in experiment.InitialValues)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Indent}{Indent}new ParameterValues({CSharpText.Literal(array.Name)}, new Shape({string.Join(", ", array.Shape)})");
            int width = array.Shape[array.Shape.Rank - 1];
            for (int i = 0; i < array.Values.Count; i++)
                text.Append(i % width == 0 ? $",\n{Indent}{Indent}{Indent}" : ", ").Append(CSharpText.Literal(array.Values[i]));
            text.Append("),\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"{Indent}]").ToString();
    }

    // A row of data on a line of its own, its end written out: nothing that handles the program changes a row.
    private static string Lines(string text)
    {
        List<string> lines = [];
        for (int start = 0, end; start < text.Length && lines.Count <= MostLines; start = end)
        {
            end = text.IndexOf('\n', start) + 1;
            if (end == 0) end = text.Length;
            lines.Add(CSharpText.Literal(text[start..end]));
        }

        string separator = $"\n{Indent}{Indent}{Indent}";
        return lines.Count is 0 or > MostLines ? CSharpText.Literal(text) : separator + string.Join($" +{separator}", lines);
    }

    private static string? Unless(double? value, double? usual) => value is { } number && value != usual ? CSharpText.Literal(number) : null;

    private static string? Unless<TEnum>(TEnum value, TEnum usual)
        where TEnum : struct, Enum => value.Equals(usual) ? null : $"{typeof(TEnum).Name}.{value}";

    private static string? Text(string? text) => text is null ? null : CSharpText.Literal(text);

    private static string? Texts(ValueList<string> texts) => texts.Count == 0 ? null : CSharpText.List(texts.Select(text => CSharpText.Literal(text)));
}
