using System.Text.Json.Nodes;
using Hillock.Naming;

namespace Hillock.Optimizers;

/// <summary>How weights are found. An immutable value, equal by its settings.</summary>
/// <remarks>
/// A <see cref="GradientOptimizer"/> moves the weights after every batch; the others work on all samples at once or without gradients.
/// A setting that is impossible is refused with an <see cref="ArgumentException"/> where it is set.
/// </remarks>
public abstract record Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>The name in files and on the command line: <c>sgd</c>, <c>adam</c>, …</summary>
    public abstract string Name { get; }

    /// <summary>The names of all optimizers.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    internal static Vocabulary<Optimizer> Registry { get; } = new("optimizer",
    [
        Sgd.Entry,
        MomentumSgd.Entry,
        NesterovSgd.Entry,
        Adagrad.Entry,
        Adadelta.Entry,
        RmsProp.Entry,
        Adam.Entry,
        AmsGrad.Entry,
        AdamW.Entry,
        Adamax.Entry,
        Nadam.Entry,
        Radam.Entry,
        Rprop.Entry,
        LBfgs.Entry,
        Perceptron.Entry,
        LeastSquares.Entry,
    ]);

    /// <summary>The optimizer of that name with its default settings; <c>name:value</c> sets its learning rate.</summary>
    /// <exception cref="ArgumentException">There is no such optimizer; the message offers the nearest.</exception>
    public static Optimizer Parse(string name) => Registry.Parse(name);

    internal static Optimizer FromJson(JsonNode? json) => Registry.FromJson(json);

    internal JsonNode ToJson() => Registry.ToJson(this);

    internal string ToCSharp() => Registry.ToCSharp(this);
}
