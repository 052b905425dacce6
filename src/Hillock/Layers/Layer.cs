using System.Numerics;
using System.Text.Json.Nodes;
using Hillock.Activations;
using Hillock.Files;
using Hillock.Naming;
using Hillock.Tensors;

namespace Hillock.Layers;

/// <summary>One layer of a network, as data: what it does, without its parameters. An immutable value.</summary>
public abstract record Layer
{
    // One line registers a kind of layer: its name in files and what reads its settings.
    private static readonly Dictionary<string, Func<JsonFields, Layer>> Readers = new(StringComparer.Ordinal)
    {
        ["dense"] = Dense.Read,
        ["activation"] = ActivationLayer.Read,
        ["dropout"] = Dropout.Read,
        ["flatten"] = _ => new Flatten(),
    };

    private protected Layer()
    {
    }

    /// <summary>The kinds of layer that exist, by their names in files.</summary>
    public static IReadOnlyCollection<string> Types => Readers.Keys;

    /// <summary>The kind of layer, as in files: <c>dense</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The layer's name in this network; null: its type and number, <c>dense_1</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Whether training leaves the layer's parameters as they are.</summary>
    public bool Frozen { get; init; }

    /// <summary>The activation this layer ends with, null if it has none of its own.</summary>
    internal virtual Activation? OutputActivation => null;

    /// <summary>The shape of a sample after this layer.</summary>
    /// <exception cref="ArgumentException">The layer cannot take such an input; the sentence says what it expects.</exception>
    internal abstract Shape OutputShape(Shape input);

    /// <summary>Names of the parameter arrays the layer can have.</summary>
    internal virtual IReadOnlyList<string> Parts => [];

    /// <summary>The parameter arrays for an input of this shape, in the order in which they lie in the parameter vector.</summary>
    internal virtual IReadOnlyList<ParameterSpecification> Parameters(Shape input) => [];

    /// <summary>This layer without the activation it ends with: the loss is computed from what goes into it.</summary>
    internal virtual Layer WithoutOutputActivation() => this;

    /// <summary>This layer with all that it has left to training.</summary>
    internal virtual Layer Unfrozen() => this with { Frozen = false };

    /// <summary>The settings in words, for a line about the network: <c>dense 30 sigmoid</c>.</summary>
    internal virtual string Describe() => Type;

    /// <summary>Adds the settings that differ from the defaults to the layer's JSON.</summary>
    internal virtual void WriteSettings(JsonObject node)
    {
    }

    /// <summary>The constructor call that describes this kind of layer, with the settings that differ from the defaults.</summary>
    private protected abstract ConstructorCall Construct();

    /// <summary>The layer as C#: <c>new Dense(8, Activation.Tanh)</c>.</summary>
    internal string ToCSharp() => Construct()
        .With(nameof(Name), Name is null ? null : CSharpText.Literal(Name))
        .With(nameof(Frozen), Frozen ? "true" : null)
        .ToString();

    /// <summary>The layer as JSON: <c>{ "type": …, … }</c>.</summary>
    internal JsonObject ToJson()
    {
        var node = new JsonObject { ["type"] = Type };
        if (Name is not null) node["name"] = Name;
        if (Frozen) node["frozen"] = true;
        WriteSettings(node);
        return node;
    }

    /// <summary>Reads a layer's description; parameter arrays that stand beside it are the caller's.</summary>
    internal static Layer FromJson(JsonFields fields)
    {
        string type = fields.Text("type") ?? throw fields.Error("type", "is missing");
        if (!Readers.TryGetValue(type, out Func<JsonFields, Layer>? reader))
            throw new HillockException($"{fields.Path}: {NearestName.Sentence("layer", type, Readers.Keys)}");

        return fields.Read("", () => reader(fields)) with { Name = fields.Text("name"), Frozen = fields.Flag("frozen", false) };
    }

    /// <summary>The compiled form, for one precision.</summary>
    internal abstract Step<T> Compile<T>(StepSite site)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
