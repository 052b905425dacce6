using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Tensors;

namespace Hillock.Definitions;

/// <summary>A layer in its place: named, its shapes inferred, its parameters laid out.</summary>
internal sealed record LayerPlace(Layer Layer, StepSite Site, IReadOnlyList<ParameterSpecification> Specifications);

/// <summary>What follows from a definition: names, shapes, and where each parameter lies in the one flat vector.</summary>
internal sealed class NetworkLayout
{
    /// <summary>The most parameters a model may have: one array of them must be addressable.</summary>
    public const int MaximumParameters = 1 << 30;

    private NetworkLayout(IReadOnlyList<LayerPlace> places, IReadOnlyList<ParameterSlice> slices, int parameterCount)
    {
        Places = places;
        Slices = slices;
        ParameterCount = parameterCount;
    }

    public IReadOnlyList<LayerPlace> Places { get; }

    public IReadOnlyList<ParameterSlice> Slices { get; }

    public int ParameterCount { get; }

    /// <summary>Shape of the network's output.</summary>
    public Shape Output => Places[^1].Site.Output;

    /// <summary>Names the layers and infers the shapes.</summary>
    /// <exception cref="ArgumentException">A layer does not fit; the sentence names it and both shapes.</exception>
    public static NetworkLayout Create(Shape input, IReadOnlyList<Layer> layers)
    {
        var places = new List<LayerPlace>();
        var slices = new List<ParameterSlice>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        (Shape shape, string from, long offset) = (input, "the input", 0);
        foreach ((Layer layer, string name) in layers.Zip(NamesOf(layers)))
        {
            if (!names.Add(name)) throw new ArgumentException($"Two layers are named '{name}'.");
            Shape output;
            IReadOnlyList<ParameterSpecification> specifications;
            try
            {
                output = layer.OutputShape(shape);
                specifications = layer.Parameters(shape);
            }
            catch (ArgumentException e)
            {
                throw new ArgumentException($"Layer '{name}', after {from} of shape {shape}, {e.Message}", e);
            }

            var own = new List<ParameterSlice>();
            foreach (ParameterSpecification part in specifications)
            {
                own.Add(new ParameterSlice($"{name}.{part.Part}", part.Shape, part.Role, (int)offset, layer.Frozen || part.Frozen));
                offset += part.Shape.Size;
                if (offset > MaximumParameters)
                    throw new ArgumentException($"Layer '{name}' brings the network over {MaximumParameters:N0} parameters.");
            }

            slices.AddRange(own);
            places.Add(new LayerPlace(layer, new StepSite(name, places.Count, shape, output, own), specifications));
            (shape, from) = (output, $"'{name}'");
        }

        return new NetworkLayout(places, slices, (int)offset);
    }

    /// <summary>The layers' names: the given ones, or type and number, <c>dense_1</c>.</summary>
    public static string[] NamesOf(IEnumerable<Layer> layers)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. layers.Select(layer =>
        {
            int number = numbers[layer.Type] = numbers.GetValueOrDefault(layer.Type) + 1;
            return layer.Name ?? $"{layer.Type}_{number}";
        })];
    }

    /// <summary>A new parameter vector, every array from numbers of its own: adding a layer does not change the others'.</summary>
    /// <param name="seed">Where the numbers come from.</param>
    /// <param name="given">Arrays whose numbers are given instead.</param>
    /// <exception cref="ArgumentException">A given array is none of the network's, or of another shape.</exception>
    public double[] Initialize(long seed, params IReadOnlyList<ParameterValues> given)
    {
        double[] parameters = new double[ParameterCount];
        int array = 0;
        foreach (LayerPlace place in Places)
        {
            foreach ((ParameterSlice slice, ParameterSpecification part) in place.Site.Parameters.Zip(place.Specifications))
            {
                var random = new RandomStream(seed, RandomPurpose.Initialization, array++);
                part.Initializer.Fill(slice.Of(parameters.AsSpan()), part.FanIn, part.FanOut, random);
            }
        }

        foreach (ParameterValues values in given)
        {
            Span<double> own = Find(values).Of(parameters.AsSpan());
            for (int i = 0; i < own.Length; i++) own[i] = values.Values[i];
        }

        return parameters;
    }

    private ParameterSlice Find(ParameterValues given)
    {
        ParameterSlice slice = Slices.FirstOrDefault(candidate => candidate.Name == given.Name)
            ?? throw new ArgumentException(NearestName.Sentence("parameter array", given.Name, [.. Slices.Select(candidate => candidate.Name)]));
        if (slice.Shape.Equals(given.Shape)) return slice;
        LayerPlace place = Places.First(candidate => candidate.Site.Parameters.Contains(slice));
        throw new ArgumentException(
            $"Layer '{place.Site.Name}', which takes {place.Site.Input} and gives {place.Site.Output}, has {slice.Name[(place.Site.Name.Length + 1)..]} of shape {slice.Shape}; those given have shape {given.Shape}.");
    }
}
