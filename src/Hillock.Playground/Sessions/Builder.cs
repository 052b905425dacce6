using System.Text;
using Hillock.Activations;
using Hillock.Construction;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Lessons.Blocks;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Playground.Messages;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>From a construction that the page asks for to a network, compared with its definition, and a run that training can go on from.</summary>
internal static class Builder
{
    private const int Samples = 1000;
    private const int MostArgument = 100_000;

    /// <summary>Builds the network.</summary>
    /// <exception cref="HillockException">It cannot be built, or is larger than the page allows.</exception>
    /// <exception cref="ArgumentException">There is no such construction.</exception>
    public static (Run Run, ServerMessage? Told) Build(int id, Construct asked, Limits limits)
    {
        if (asked.Argument.Length > MostArgument) throw new HillockException($"A construction is described in up to {MostArgument:N0} characters.");
        var setup = new ConstructionSetup(asked.Construction, asked.Argument)
        {
            Inputs = asked.Inputs,
            Form = asked.Form,
            Units = asked.Units,
            Range = (asked.From, asked.To) is ({ } from, { } to) ? (from, to) : null,
        };
        ConstructedNetwork network = setup.Build();
        foreach (Dense layer in network.Model.Definition.Layers.OfType<Dense>())
        {
            if (layer.Units > limits.Units) throw new HillockException($"That takes a layer of {layer.Units:N0} units; the page draws up to {limits.Units:N0}, 'hillock build' has no such limit.");
        }

        Verification verification = network.Verify();
        var told = new Constructed(
            network.Description,
            network.Units,
            network.Carriers,
            verification.Checked,
            verification.IsWhole,
            verification.Wrong,
            verification.MaxError,
            verification.Bound,
            verification.Holds,
            setup.CommandLine);
        return (Open(id, asked.Soften ? network.Soften() : network.Model, network.Samples(Samples), limits, new Adam(0.01)), told);
    }

    /// <summary>Opens a model written by hand with one sample to learn: the worked examples of the lessons.</summary>
    /// <exception cref="HillockException">The model is not valid, or the sample does not fit it.</exception>
    public static Run Open(int id, OpenSample asked, Limits limits)
    {
        Model written = Model.Load(Encoding.UTF8.GetBytes(asked.Model.GetRawText()), "The model");
        ModelDefinition definition = written.Definition;
        if (definition.ParameterCount > limits.Parameters) throw new HillockException($"The page opens models of up to {limits.Parameters:N0} parameters.");
        IReadOnlyList<string> inputs = written.Preprocessing.InputNames;
        string[] targets = [.. Enumerable.Range(1, definition.Output.Size).Select(i => definition.Output.Size == 1 ? "y" : $"y{i}")];
        if (asked.Input.Count != inputs.Count || asked.Target.Count != targets.Length)
            throw new HillockException($"The model takes {inputs.Count} numbers and gives {targets.Length}; the sample has {asked.Input.Count} and {asked.Target.Count}.");
        var sample = new Table([.. inputs.Zip(asked.Input, Number), .. targets.Zip(asked.Target, Number)]);

        // Its targets are numbers as they stand, whatever the outputs mean.
        var target = TargetEncoding.Numbers(new double[targets.Length], [.. targets.Select(_ => 1.0)], targets);
        double[] parameters = [.. definition.Parameters.SelectMany(slice => written.Parameter(slice.Name))];
        var model = new Model(definition, parameters, Preprocessing.None(definition.Input, target, [.. inputs]));
        return Open(id, model, sample, limits, new Sgd(1));

        static Column Number(string name, double value) => Column.Numbers(name, value);
    }

    private static Run Open(int id, Model model, Table samples, Limits limits, Optimizer optimizer)
    {
        var text = new StringWriter { NewLine = "\n" };
        samples.WriteCsv(text);
        // Steps have no slope to learn by: their layers stay as they are, until softened.
        bool learns = model.Definition.Layers.OfType<Dense>().All(layer => layer.Activation is not Step);
        var experiment = new Experiment(learns ? model.Definition.Layers : model.Definition.Layers.Select(layer => layer with { Frozen = true }))
        {
            Loss = model.Definition.Loss,
            Optimizer = optimizer,
            Precision = Precision.Double,
            Epochs = limits.Epochs / 2,
            BatchSize = 10,
            Validation = 0,
            Patience = 0,
            Data = new DataSource("constructed") { Text = text.ToString(), Test = 0 },
        };
        return Run.Begin(id, experiment, new LoadedData(samples.ToDataset(model.Preprocessing), null, null), limits, model);
    }
}
