using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Tensors;

namespace Hillock.Construction;

/// <summary>Turns a circuit into a model: dense layers of step units, and after them perhaps one linear unit.</summary>
internal sealed class ThresholdNetwork
{
    private readonly List<Layer> layers = [];
    private readonly List<double> parameters = [];

    // For each signal that the next layer may read its place among the outputs of the layers so far.
    private Dictionary<int, int> placeOf;

    private ThresholdNetwork(int inputs) => placeOf = Enumerable.Range(0, inputs).ToDictionary(input => input);

    /// <summary>A network whose output is a signal of the circuit, 0 or 1.</summary>
    public static ConstructedNetwork Deciding(string description, Circuit circuit, Signal output, Specification specification)
    {
        var layering = new Layering(circuit, [circuit.AsOutput(output).Index]);
        var network = new ThresholdNetwork(circuit.Inputs);
        network.Add(circuit, layering);
        return new ConstructedNetwork(description, network.ToModel(specification), [.. layering.Layers.Select(layer => layer.Length)], [.. layering.Carried.Select(layer => layer.Length)], specification);
    }

    /// <summary>A network whose output is a number: a weighted sum of signals of the circuit.</summary>
    public static ConstructedNetwork Adding(string description, Circuit circuit, IReadOnlyList<Connection> sum, Specification specification)
    {
        var layering = new Layering(circuit, [.. sum.Select(wire => wire.Source)]);
        var network = new ThresholdNetwork(circuit.Inputs);
        network.Add(circuit, layering);
        network.Add([new ThresholdUnit([.. sum], 0)], Activation.Linear);
        return new ConstructedNetwork(description, network.ToModel(specification), [.. layering.Layers.Select(layer => layer.Length), 1], [.. layering.Carried.Select(layer => layer.Length), 0], specification);
    }

    private void Add(Circuit circuit, Layering layering)
    {
        foreach ((int[] computed, int[] carried) in layering.Layers.Zip(layering.Carried))
        {
            IEnumerable<ThresholdUnit> carriers = carried.Select(signal => ThresholdUnit.AtLeast(1, [new Signal(signal)]));
            Add([.. computed.Select(signal => circuit.Units[signal - circuit.Inputs]), .. carriers], new Step());
            placeOf = computed.Concat(carried).Select((signal, place) => (signal, place)).ToDictionary();
        }
    }

    private void Add(IReadOnlyList<ThresholdUnit> units, Activation activation)
    {
        double[] weights = new double[placeOf.Count * units.Count];
        for (int unit = 0; unit < units.Count; unit++)
        {
            foreach (Connection wire in units[unit].Connections) weights[(placeOf[wire.Source] * units.Count) + unit] += wire.Weight;
        }

        layers.Add(new Dense(units.Count, activation));
        parameters.AddRange(weights);
        parameters.AddRange(units.Select(unit => unit.Bias));
    }

    private Model ToModel(Specification specification)
    {
        InputEncoding[] columns = [.. specification.Inputs.Select<string, InputEncoding>(name => specification.IsBinary ? new BooleanInput(name, null) : new NumberInput(name, 0, 1, null))];
        TargetEncoding target = specification.IsNumber ? TargetEncoding.Numbers([0], [1]) : TargetEncoding.Classes(LearningTask.Binary, ["0", "1"]);
        return new Model(new ModelDefinition(new Shape(columns.Length), layers), [.. parameters], Preprocessing.Create(columns, null, null, target));
    }
}
