using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Data;
using Hillock.Training;

namespace Hillock.Cli.Train;

/// <summary>What is learned from: the options that become a <see cref="DataSource"/>.</summary>
internal sealed class DataOptions
{
    private readonly ValueOption<IReadOnlyList<string>?> target = new("--target", "NAME[,NAME]", Read.Names, "column(s) to predict; default: the last");
    private readonly ValueOption<IReadOnlyList<string>?> features = new("--features", "A,B", Read.Names, "columns to predict from, and formulas of them such as x^2 or x*sin(y); default: all others");
    private readonly ValueOption<IReadOnlyList<string>?> ignore = new("--ignore", "A,B", Read.Names, "columns to leave out");
    private readonly ValueOption<LearningTask?> task = new ValueOption<LearningTask?>(
        "--task",
        "auto|binary|multiclass|regression",
        Read.OneOf<LearningTask>(("auto", null), ("binary", LearningTask.Binary), ("multiclass", LearningTask.Multiclass), ("regression", LearningTask.Regression)),
        "what is learned; default: auto, found from the target").Offering(() => ["auto", "binary", "multiclass", "regression"]);

    private readonly ValueOption<Part?> test = new(
        "--test", "0.2|FILE", Read.Part, "rows held out for the test, a share or a file; default: 0.2, or a catalog set's own test part; 0: none");

    private readonly ValueOption<Part?> validation = new(
        "--validation", "0.2|FILE", Read.Part, "rows of the rest that decide when to stop, a share or a file; default: 0.2; 0: none");

    private readonly ValueOption<IReadOnlyList<string>?> categories = new(
        "--categories", "A,B", Read.Names, "columns to read as categories although they look like numbers (postal codes)");

    private readonly ValueOption<string?> weights = new("--sample-weights", "NAME", Read.Text, "a column that says how much each row counts");
    private readonly ValueOption<double?> divisor = new("--divisor", "X", Read.Number, "what pixels of images are divided by; default: 255, for digits 16");
    private readonly CsvReading csv = new();

    public Option[] All => [target, features, ignore, task, test, validation, categories, weights, divisor, .. csv.All];

    /// <summary>The first option given that says what the columns are; null: none is.</summary>
    public string? ColumnChoice(ParseResult parsed) => Given(parsed, target, features, ignore, task, categories, weights, divisor);

    /// <summary>The first option given that describes the data, but for what is held out; null: none is.</summary>
    public string? Described(ParseResult parsed) => ColumnChoice(parsed) ?? Given(parsed, csv.All);

    /// <summary>The share for validation, if one is given.</summary>
    public double? ValidationShare(ParseResult parsed) => parsed.GetValue(validation)?.Share;

    /// <summary>Describes the data.</summary>
    /// <exception cref="ArgumentException">A share is impossible.</exception>
    public DataSource Source(ParseResult parsed, string name)
    {
        var source = new DataSource(name)
        {
            Columns = new ColumnRoles
            {
                Targets = [.. parsed.GetValue(target) ?? []],
                Features = [.. parsed.GetValue(features) ?? []],
                Ignore = [.. parsed.GetValue(ignore) ?? []],
                Weights = parsed.GetValue(weights),
                Task = parsed.GetValue(task),
            },
            Divisor = parsed.GetValue(divisor),
            Csv = csv.Options(parsed) with { Categories = [.. parsed.GetValue(categories) ?? []] },
        };
        return HeldOut(parsed, source);
    }

    /// <summary>The same data with what the options say about test and validation.</summary>
    public DataSource HeldOut(ParseResult parsed, DataSource source)
    {
        if (parsed.GetValue(test) is { } tests) source = source with { Test = tests.Share, TestFile = tests.File };
        if (parsed.GetValue(validation) is { File: { } file }) source = source with { ValidationFile = file };
        return source;
    }

    private static string? Given(ParseResult parsed, params IReadOnlyList<Option> options) =>
        options.FirstOrDefault(option => parsed.GetResult(option) is not null)?.Name;
}
