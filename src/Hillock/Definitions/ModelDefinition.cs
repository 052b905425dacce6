using System.Text;
using System.Text.Json.Nodes;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Files;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Tensors;

namespace Hillock.Definitions;

/// <summary>A network described as data: the shape that goes in, the layers, the loss. Immutable, equal by value, valid once it exists.</summary>
public sealed class ModelDefinition : IEquatable<ModelDefinition>
{
    /// <summary>The most layers a network may have.</summary>
    public const int MaximumLayers = 1000;

    private readonly ValueList<Layer> layers;

    /// <summary>Describes a network.</summary>
    /// <param name="input">Shape of one sample.</param>
    /// <param name="layers">The layers, first to last.</param>
    /// <param name="loss">What training makes small; null: half the squared error.</param>
    /// <exception cref="ArgumentException">A layer does not fit the one before, or the loss does not fit the output.</exception>
    public ModelDefinition(Shape input, IEnumerable<Layer> layers, Loss? loss = null)
    {
        Input = input;
        this.layers = [.. layers];
        Loss = loss ?? Loss.HalfSquaredError;
        if (this.layers.Count is < 1 or > MaximumLayers)
            throw new ArgumentException($"A network has 1 to {MaximumLayers} layers, not {this.layers.Count}.");

        Layout = NetworkLayout.Create(input, this.layers);
        CheckLoss();
    }

    /// <summary>Shape of one sample.</summary>
    public Shape Input { get; }

    /// <summary>The layers, first to last.</summary>
    public ValueList<Layer> Layers => layers;

    /// <summary>What training makes small.</summary>
    public Loss Loss { get; }

    /// <summary>Shape of the network's output for one sample.</summary>
    public Shape Output => Layout.Output;

    /// <summary>Number of parameters: weights and biases.</summary>
    public int ParameterCount => Layout.ParameterCount;

    /// <summary>The parameter arrays in the order in which they lie in the parameter vector.</summary>
    public IReadOnlyList<ParameterSlice> Parameters => Layout.Slices;

    /// <summary>The activation that gives the output its range; linear if the last layer has none.</summary>
    public Activation OutputActivation => layers[layers.Count - 1].OutputActivation ?? Activation.Linear;

    internal NetworkLayout Layout { get; }

    /// <summary>Whether the loss is computed from the logits, in one stable formula with the output activation.</summary>
    internal bool LossIsFused => Loss.FusedActivation is { } fused && fused == layers[layers.Count - 1].OutputActivation;

    /// <summary>The layers' names, first to last: the given ones, or type and number.</summary>
    public IReadOnlyList<string> LayerNames => [.. Layout.Places.Select(place => place.Site.Name)];

    /// <summary>The shapes of a sample after each layer, first to last.</summary>
    public IReadOnlyList<Shape> OutputShapes => [.. Layout.Places.Select(place => place.Site.Output)];

    /// <summary>The definition as JSON: <c>{ "hillock": 1, "input": …, "loss": …, "layers": […] }</c>.</summary>
    public JsonObject ToJson() => ModelJson.Write(this);

    /// <summary>Reads a definition from its JSON.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">What the text is called in messages: the file's name.</param>
    /// <exception cref="HillockException">The text is not a valid definition; the sentence says where and why.</exception>
    public static ModelDefinition Parse(string json, string source = "definition") =>
        ModelJson.Read(JsonFields.Parse(Encoding.UTF8.GetBytes(json), source)).Definition;

    /// <inheritdoc/>
    public bool Equals(ModelDefinition? other) =>
        other is not null && Input.Equals(other.Input) && Loss.Equals(other.Loss) && layers.Equals(other.layers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ModelDefinition);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Input, Loss, layers);

    /// <summary>Sizes and activations in a line: <c>784 → dense 30 sigmoid → dense 10 sigmoid, half_squared_error</c>.</summary>
    public override string ToString() =>
        $"{Input} → {string.Join(" → ", layers.Select(layer => layer.Describe()))}, {Loss.Name}";

    /// <summary>Refuses a vector of another length than the parameters'.</summary>
    /// <exception cref="ArgumentException">It is shorter or longer.</exception>
    internal void RequireParameters(int length)
    {
        if (length != ParameterCount) throw new ArgumentException($"The network has {ParameterCount:N0} parameters, not {length:N0}.");
    }

    /// <summary>Refuses a preprocessing that gives other inputs or takes other outputs.</summary>
    /// <exception cref="ArgumentException">It does.</exception>
    internal void RequireFit(Preprocessing preprocessing)
    {
        if (!preprocessing.InputShape.Equals(Input) || preprocessing.OutputWidth != Output.Size)
        {
            throw new ArgumentException(
                $"The preprocessing gives {preprocessing.InputShape} and takes {preprocessing.OutputWidth}, the network takes {Input} and gives {Output}.");
        }
    }

    /// <summary>The same network with nothing frozen: what training leaves alone has a gradient all the same.</summary>
    internal ModelDefinition Unfrozen() => new(Input, layers.Select(layer => layer.Unfrozen()), Loss);

    private void CheckLoss()
    {
        if (Loss.FusedActivation is not { } expected) return;
        string last = Layout.Places[^1].Site.Name;
        if (!LossIsFused)
            throw new ArgumentException($"Loss '{Loss.Name}' expects outputs of '{expected.Name}', but layer '{last}' ends with '{OutputActivation.Name}'.");
        if (expected.IsScalar) return;
        if (Output.Size == 1)
            throw new ArgumentException($"Layer '{last}' has one unit, and {expected.Name} of one number is always 1: use sigmoid with the loss binary_cross_entropy.");
        if (Output.Rank > 1)
            throw new ArgumentException($"Loss '{Loss.Name}' expects a vector of probabilities, but layer '{last}' gives shape {Output}: put a flatten layer before it.");
    }
}
