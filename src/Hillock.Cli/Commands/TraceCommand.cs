using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Cli.Traces;
using Hillock.Cli.Use;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Reports;
using Hillock.Tracing;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock trace MODEL</c>: every number of one sample's way through a network and back, with its formula.</summary>
internal sealed class TraceCommand : HillockCommand
{
    private const double DefaultRate = 1;

    private readonly ModelArgument model = new();
    private readonly Argument<string?> data = new("DATA") { Arity = ArgumentArity.ZeroOrOne, Description = "a CSV or TSV file, images (IDX), or a set of the catalog; with --row" };
    private readonly ValueOption<string?> input = new("--input", "1,2", Read.Text, "the sample: raw values, before the model's preprocessing");
    private readonly ValueOption<string?> target = new("--target", "0", Read.Text, "what the answer should be: a value, a label, or a vector");
    private readonly ValueOption<int?> row = new("--row", "N", Read.Integer, "the sample: row N of DATA, counted from 1");
    private readonly FlagOption update = new("--update", "take a step of training on this sample, and show what it changes");
    private readonly ValueOption<Optimizer?> optimizer = new ValueOption<Optimizer?>("--optimizer", "NAME", AtDefaultRate, "what takes the step; default: sgd").Offering(() => Optimizer.Names);
    private readonly ValueOption<double?> rate = new("--lr", "RATE", Read.Number, "learning rate; default: 1");
    private readonly ValueOption<int?> steps = new("--steps", "N", Read.Integer, "how many steps; default: 1");
    private readonly ValueOption<string?> format = new ValueOption<string?>("--format", "text|markdown|html|json", Format, "default: text").Offering(() => Formats);
    private readonly FlagOption json = new("--json", "the same as --format json");
    private readonly ValueOption<Notation?> notation = new ValueOption<Notation?>(
        "--notation",
        "layers|rows|div",
        Read.OneOf<Notation>(("layers", Notation.Layers), ("rows", Notation.Rows), ("div", Notation.Div)),
        "the lecture's symbols: zˡ aˡ δˡ, or H_in and O_out, or y⁽ᵏ⁾ z⁽ᵏ⁾ Div; default: layers").Offering(() => ["layers", "rows", "div"]);

    private readonly ValueOption<Place?> focus = new("--focus", "LAYER[N]", Place.Unit, "only this layer, or this unit: dense_2[5], counted from 1");
    private readonly ValueOption<Place?> weight = new("--weight", "LAYER[I,N]", Place.Weight, "the chain of factors of one weight, from input I to unit N: dense_1[3,5]");
    private readonly ValueOption<Precision?> precision = new ValueOption<Precision?>(
        "--precision", "single|double", Read.OneOf<Precision>(("single", Precision.Single), ("double", Precision.Double)), "numbers to compute with; default: the model's").Offering(() => ["single", "double"]);

    private readonly CsvReading csv = new();

    public TraceCommand()
        : base("trace", "Shows every number of one sample's way through a network and back, each with the formula it comes from.")
    {
        Arguments.Add(model);
        Arguments.Add(data);
        AddGroup("Sample", [input, target, row, .. csv.All]);
        AddGroup("Update", update, optimizer, rate, steps);
        AddGroup("Output", format, json, notation, focus, weight, precision);
        SetAction((parsed, _) => Task.FromResult(Run(parsed)));
    }

    public override IReadOnlyList<string> Remarks =>
        ["Every value is computed a second time, in double and by its formula; the largest difference is shown. Weights are [in][out]. Without a target only the forward pass is shown."];

    public override IReadOnlyList<string> Examples =>
    [
        "hillock trace neuron.json --input 0.50,0.51 --target 0.10 --update --lr 1",
        "hillock trace iris.safetensors iris --row 3 --notation rows",
        "hillock trace digits.safetensors digits --row 1 --focus dense_2[5]",
        "hillock trace digits.safetensors digits --row 1 --format html > trace.html",
    ];

    private static string[] Formats => ["text", "markdown", "html", "json"];

    private int Run(ParseResult parsed)
    {
        Check(parsed);
        Optimizer rule = Rule(parsed);
        Model loaded = Model.Load(parsed.GetRequiredValue(model));
        if (parsed.GetValue(precision) is { } asked) loaded = loaded.WithPrecision(asked);
        bool moves = parsed.GetValue(update);

        // With an update, dropout drops as in the step that is taken.
        var trace = Trace.Run(loaded, Sample(parsed, loaded), training: moves);
        using var interruption = new Interruption();
        TraceUpdate? taken = moves ? TraceUpdate.Run(trace, rule, parsed.GetValue(steps) ?? 1, interruption.Token) : null;
        var request = new TraceRequest(trace, new Explanation(trace, parsed.GetValue(notation) ?? Notation.Layers), taken, parsed.GetValue(focus), parsed.GetValue(weight));
        _ = request.Focus?.In(trace);
        _ = request.Weight?.In(trace);
        Write(parsed, request);
        return ExitCode.Done;
    }

    private void Write(ParseResult parsed, TraceRequest request)
    {
        switch (parsed.GetValue(json) ? "json" : parsed.GetValue(format))
        {
            case "json":
                JsonOutput.Write(writer => new TraceJson(writer, request).Write());
                break;
            case "html":
                WritePage(request);
                break;
            case "markdown":
                using (StreamWriter output = StandardOutput.Open()) new TraceMarkdown(output, request).Write();
                break;
            default:
                new TraceText(Screen.Output, request).Write();
                break;
        }
    }

    private static void WritePage(TraceRequest request)
    {
        (int Layer, int Input, int Unit)? unit = request.Focus?.In(request.Trace), edge = request.Weight?.In(request.Trace);
        (int, int)? alone = unit is { Unit: >= 0 } found ? (found.Layer, found.Unit) : null;
        using StreamWriter output = StandardOutput.Open();
        output.Write(TraceReport.Create(request.Explanation, request.Update, alone, edge).Html);
    }

    private TraceSamples Sample(ParseResult parsed, Model loaded)
    {
        if (parsed.GetValue(input) is { } values) return TraceSamples.Parse(loaded, values, parsed.GetValue(target));
        string name = parsed.GetValue(data)!;
        int place = parsed.GetValue(row)!.Value - 1;
        return KnownSamples.Are(name)
            ? TraceSamples.Of(loaded, KnownSamples.Of(name, loaded), place)
            : TraceSamples.Of(loaded, Table.ReadCsv(name, loaded.Preprocessing, csv.Options(parsed)), place);
    }

    // What can be known without opening a file.
    private void Check(ParseResult parsed)
    {
        bool hasInput = input.IsGivenIn(parsed), hasData = parsed.GetValue(data) is not null;
        if (hasInput && hasData) throw new UsageException("Give the sample as --input or as a row of DATA, not both.");
        if (!hasInput && !hasData) throw new UsageException("Which sample? Give --input 1,2 or DATA --row N. See 'hillock trace --help'.");
        if (hasData && !row.IsGivenIn(parsed)) throw new UsageException("Which row of DATA? Give --row N, counted from 1.");
        if (hasInput && row.IsGivenIn(parsed)) throw new UsageException("--row is a row of DATA; with --input there is none.");
        if (hasData && target.IsGivenIn(parsed)) throw new UsageException("--target goes with --input; a row of DATA has its own.");
        if (parsed.GetValue(row) is < 1) throw new UsageException("Rows are counted from 1.");
        if (parsed.GetValue(steps) is < 1) throw new UsageException("--steps must be at least 1.");
        if (parsed.GetValue(json) && parsed.GetValue(format) is not (null or "json")) throw new UsageException("--json and --format ask for different things.");
        if (parsed.GetValue(update)) return;
        if (optimizer.IsGivenIn(parsed) || rate.IsGivenIn(parsed) || steps.IsGivenIn(parsed)) throw new UsageException("--optimizer, --lr and --steps are about a step: add --update.");
    }

    private Optimizer Rule(ParseResult parsed)
    {
        Optimizer rule = parsed.GetValue(optimizer) ?? new Sgd(DefaultRate);
        if (parsed.GetValue(rate) is not { } learningRate) return rule;
        try
        {
            return WithRate(rule, learningRate) ?? throw new UsageException($"The optimizer '{rule.Name}' has no learning rate: leave out --lr.");
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--lr {learningRate}: {e.Message}");
        }
    }

    private static Optimizer AtDefaultRate(string text)
    {
        var rule = Optimizer.Parse(text);
        return text.Contains(':', StringComparison.Ordinal) ? rule : WithRate(rule, DefaultRate) ?? rule;
    }

    private static Optimizer? WithRate(Optimizer rule, double rate) => rule switch
    {
        GradientOptimizer gradient => gradient with { LearningRate = rate },
        Perceptron perceptron => perceptron with { LearningRate = rate },
        _ => null,
    };

    private static string Format(string text) => Formats.Contains(text) ? text : throw new ArgumentException(NearestName.Sentence("format", text, Formats));
}
