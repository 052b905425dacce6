using Hillock.Data;
using Hillock.Models;

namespace Hillock.Construction;

/// <summary>A network that was built and not trained, beside what it was built to compute.</summary>
public sealed class ConstructedNetwork
{
    private readonly Specification specification;

    internal ConstructedNetwork(string description, Model model, IReadOnlyList<int> units, IReadOnlyList<int> carriers, Specification specification)
    {
        (Description, Model, Units, Carriers) = (description, model, [.. units], [.. carriers]);
        this.specification = specification;
    }

    /// <summary>What it is, in a sentence.</summary>
    public string Description { get; }

    /// <summary>The network: an ordinary model in double precision, of step units, whose answers are 0 and 1 or a number.</summary>
    public Model Model { get; }

    /// <summary>[layers] units that compute, the output included.</summary>
    public ValueList<int> Units { get; }

    /// <summary>[layers] units that only hand a signal on to the layer after the next.</summary>
    public ValueList<int> Carriers { get; }

    /// <summary>Compares the network with the definition of what it should compute, which knows nothing of networks.</summary>
    public Verification Verify() => Verifier.Run(Model, specification);

    /// <summary>The network with steep sigmoids instead of steps, for training to start from.</summary>
    public Model Soften() => Softening.Soften(Model, specification.Detail, Samples().ToDataset(Model.Preprocessing));

    /// <summary>What the network should compute, as data to train another on.</summary>
    /// <param name="rows">How many samples, if there are more: every combination of 20 or fewer inputs of 0 and 1 is written anyway.</param>
    /// <returns>A column for each input and then one called <c>output</c>.</returns>
    public Table Samples(int rows = 2000)
    {
        SampleSpace space = specification.Samples;
        Require.AtLeast(1, rows, "number of rows");
        int inputs = specification.Inputs.Count, count = space.IsWhole ? space.Count : Math.Min(rows, space.Count);
        double[] input = new double[inputs], truth = new double[1];
        var columns = new List<double>[inputs + 1];
        for (int i = 0; i < columns.Length; i++) columns[i] = [];
        for (int row = 0; row < count; row++)
        {
            // From all over the space, in which neighbors follow each other; whatever is left open is passed over.
            space.Fill((int)((long)row * space.Count / count), input);
            specification.Truth(input, truth);
            if (double.IsNaN(truth[0])) continue;
            for (int i = 0; i < inputs; i++) columns[i].Add(input[i]);
            columns[inputs].Add(truth[0]);
        }

        string[] names = [.. specification.Inputs, NameOfOutput(specification.Inputs)];
        return new Table(names.Select((name, i) => Column.Numbers(name, [.. columns[i]])));
    }

    private static string NameOfOutput(IReadOnlyList<string> inputs)
    {
        string name = "output";
        while (inputs.Contains(name)) name += "_";
        return name;
    }
}
