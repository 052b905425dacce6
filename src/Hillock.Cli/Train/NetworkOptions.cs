using System.CommandLine;
using Hillock.Activations;
using Hillock.Cli.CommandLine;
using Hillock.Initializers;
using Hillock.Training;

namespace Hillock.Cli.Train;

/// <summary>What is trained: the options that become a <see cref="MultilayerPerceptron"/>, or another model to go on from.</summary>
internal sealed class NetworkOptions
{
    private readonly ValueOption<IReadOnlyList<int>?> hidden = new("--hidden", "64,32", Read.Integers, "units of each hidden layer, '' for none; default: 64,32");
    private readonly ValueOption<IReadOnlyList<Activation>?> activation = new ValueOption<IReadOnlyList<Activation>?>(
        "--activation", "NAME[,NAME]", Activations, "of the hidden layers: one for all or one for each; default: relu").Offering(() => Activation.Names);

    private readonly ValueOption<double?> dropout = new("--dropout", "P", Read.Number, "share of each hidden layer's outputs dropped in training; default: 0");
    private readonly ValueOption<Activation?> output = new ValueOption<Activation?>(
        "--output-activation", "auto|NAME", AutoOr(Activation.Parse), "default: auto, which is softmax, sigmoid or linear by task and loss").Offering(() => ["auto", .. Activation.Names]);

    private readonly ValueOption<Initializer?> initializer = new ValueOption<Initializer?>(
        "--init", "auto|NAME", Initializer.Parse, "where weights start: glorot, he, lecun, normal[:deviation], …; default: auto, by activation").Offering(() => Initializer.Names);

    private readonly ValueOption<string?> from = new("--from", "MODEL", Read.Text, "go on from this model, keeping its network and preprocessing");
    private readonly ValueOption<IReadOnlyList<string>?> freeze = new("--freeze", "LAYER[,LAYER]", Read.Names, "layers to leave as they are: dense_1");

    public Option[] All => [hidden, activation, dropout, output, initializer, from, freeze];

    /// <summary>The model to go on from.</summary>
    public string? From(ParseResult parsed) => parsed.GetValue(from);

    /// <summary>Layers to leave as they are.</summary>
    public IReadOnlyList<string> Frozen(ParseResult parsed) => parsed.GetValue(freeze) ?? [];

    /// <summary>The first option given that describes a new network; null: none is.</summary>
    public string? Described(ParseResult parsed) =>
        new Option[] { hidden, activation, dropout, output, initializer }.FirstOrDefault(option => parsed.GetResult(option) is not null)?.Name;

    /// <summary>Describes the network.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="single">The optimizer that takes no hidden layer; null: it takes any network.</param>
    /// <exception cref="ArgumentException">A number is impossible, or options contradict each other.</exception>
    public MultilayerPerceptron Network(ParseResult parsed, string? single)
    {
        IReadOnlyList<int>? units = parsed.GetValue(hidden);
        if (single is not null && units is { Count: > 0 })
            throw new ArgumentException($"The optimizer '{single}' trains a network without hidden layers: leave out --hidden.");
        return new MultilayerPerceptron(units ?? (single is null ? [.. MultilayerPerceptron.Default.Hidden.Select(dense => dense.Units)] : []), parsed.GetValue(activation) ?? [])
        {
            Dropout = parsed.GetValue(dropout) ?? 0,
            Output = parsed.GetValue(output),
            Initializer = parsed.GetValue(initializer) ?? Initializer.Auto,
        };
    }

    /// <summary>A name, or <c>auto</c> for null.</summary>
    public static Func<string, T?> AutoOr<T>(Func<string, T> read)
        where T : class => text => text == "auto" ? null : read(text);

    private static IReadOnlyList<Activation> Activations(string text) => [.. Read.Names(text).Select(Activation.Parse)];
}
