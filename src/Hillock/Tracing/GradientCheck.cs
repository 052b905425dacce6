using Hillock.Data;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Tensors;

namespace Hillock.Tracing;

/// <summary>A model's gradients by backpropagation beside central differences of its loss, layer by layer, on the engine itself in double precision.</summary>
/// <remarks>
/// The loss is the mean over the rows, without penalties, dropout as in training. Of many rows and parameters some are taken, spread evenly; the seed
/// alone decides which.
/// </remarks>
public sealed class GradientCheck
{
    /// <summary>‖g − ĝ‖ / (‖g‖ + ‖ĝ‖) up to here is agreement.</summary>
    public const double Tolerance = 1e-6;

    private GradientCheck(IReadOnlyList<LayerGradientCheck> layers, int rows, int totalRows, long seed) =>
        (Layers, Rows, TotalRows, Seed) = (layers, rows, totalRows, seed);

    /// <summary>The layers that have parameters, first to last.</summary>
    public IReadOnlyList<LayerGradientCheck> Layers { get; }

    /// <summary>Rows that the loss is the mean of.</summary>
    public int Rows { get; }

    /// <summary>Rows that the data have.</summary>
    public int TotalRows { get; }

    /// <summary>What the choice of rows and parameters depends on.</summary>
    public long Seed { get; }

    /// <summary>The largest error of a layer.</summary>
    public double Error => Layers.Max(layer => layer.Error);

    /// <summary>Whether backpropagation and differences agree in every layer.</summary>
    public bool Passed => Layers.All(layer => layer.Passed);

    /// <summary>Whether not all rows or not all parameters were taken.</summary>
    public bool IsSampled => Rows < TotalRows || Layers.Any(layer => layer.Taken < layer.Parameters);

    /// <summary>Compares the gradients.</summary>
    /// <param name="model">The model; it is left as it is.</param>
    /// <param name="dataset">Samples with targets.</param>
    /// <param name="rows">Rows to take at most; null: 64, of a large network fewer.</param>
    /// <param name="parameters">Parameters of each layer to take at most; null: 200, of a large network fewer.</param>
    /// <param name="seed">Chooses among them.</param>
    /// <exception cref="ArgumentException">A number is below 1.</exception>
    /// <exception cref="HillockException">There are no samples, or they do not fit the model, or the network has no parameters, or its loss is no number.</exception>
    public static GradientCheck Run(Model model, Dataset dataset, int? rows = null, int? parameters = null, long seed = 1)
    {
        Require.AtLeast(1, rows ?? 1, "number of rows");
        Require.AtLeast(1, parameters ?? 1, "number of parameters");
        if (dataset.Count == 0) throw new HillockException("There are no samples to check the gradients on.");
        ModelDefinition definition = model.Definition.Unfrozen();
        if (definition.ParameterCount == 0) throw new HillockException("The network has no parameters, so that there are no gradients to check.");

        var plan = Plan<double>.Compile(definition, tracing: true);
        (int mostRows, int mostParameters) = Affordable(plan, rows, parameters);
        Dataset chosen = dataset.Subset(Choose(dataset.Count, mostRows, seed, 0));
        double[] values = ModelCore.Convert<double>(model.AllParameters());
        var workspace = new Workspace<double>(plan, chosen.Count, WorkspaceUse.Training, WorkerPool.Shared(1));
        int[] all = [.. Enumerable.Range(0, chosen.Count)];
        Samples<double> samples = model.Preprocessing.Encode<double>(chosen);
        samples.CopyInputs(all, workspace.Inputs(all.Length));
        samples.CopyTargets(all, workspace.Targets(all.Length));
        workspace.Scale(all.Length).Fill(1.0 / all.Length);

        var pass = new Pass(all.Length, Training: true, seed);
        double[] gradients = new double[values.Length];
        double loss = workspace.ForwardBackward(values, pass);
        if (!double.IsFinite(loss)) throw new HillockException($"The loss on these rows is {(double.IsNaN(loss) ? "not a number" : "infinite")}: the network's numbers are too large to have gradients.");
        workspace.ParameterGradient(gradients, pass);
        var difference = new LossDifference(plan, workspace, values, pass);
        return new GradientCheck(
            [.. definition.Layout.Places.Where(place => place.Site.Parameters.Count > 0).Select(place => Examine(place.Site))], all.Length, dataset.Count, seed);

        LayerGradientCheck Examine(StepSite site)
        {
            int total = site.Parameters.Sum(slice => slice.Length), first = site.Parameters[0].Offset;
            int[] taken = Choose(total, mostParameters, seed, site.Index + 1);
            double size = Math.Sqrt(taken.Sum(i => gradients[first + i] * gradients[first + i]) / taken.Length);
            var comparison = new GradientComparison();
            var kinks = new SortedDictionary<int, int>();
            foreach (int i in taken)
            {
                NumericSlope numeric = difference.Of(ref values[first + i], size);
                if (numeric.Kink is { } step) kinks[step] = kinks.GetValueOrDefault(step) + 1;
                else comparison.Add(gradients[first + i], numeric);
            }

            return new LayerGradientCheck(
                site.Name, total, taken.Length, comparison.Error, comparison.Norm, comparison.IsBelowNoise, [.. kinks.Select(pair => Kink(definition, pair.Key, pair.Value))]);
        }
    }

    // What is not asked for is halved until the passes, five or so for each parameter, take seconds and not minutes.
    private static (int Rows, int Parameters) Affordable(Plan<double> plan, int? rows, int? parameters)
    {
        const double budget = 4e10;
        int mostRows = rows ?? 64, mostParameters = parameters ?? 200;
        int layers = plan.Steps.Count(step => step.Site.Parameters.Count > 0);
        while (5.0 * plan.OperationsPerRow * mostRows * mostParameters * layers > budget)
        {
            if (rows is null && mostRows > 8) mostRows /= 2;
            else if (parameters is null && mostParameters > 12) mostParameters /= 2;
            else break;
        }

        return (mostRows, mostParameters);
    }

    /// <summary>What lies in the way of so many parameters.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="step">The layer with the kink; the number of layers: the loss.</param>
    /// <param name="parameters">How many.</param>
    internal static GradientKink Kink(ModelDefinition definition, int step, int parameters) => step == definition.Layers.Count
        ? new GradientKink("loss", definition.Loss.Name, parameters)
        : new GradientKink(definition.LayerNames[step], definition.Layers[step].OutputActivation!.Name, parameters);

    // One by chance out of each of so many equal parts, in order.
    private static int[] Choose(int total, int most, long seed, int instance)
    {
        if (total <= most) return [.. Enumerable.Range(0, total)];
        var random = new RandomStream(seed, RandomPurpose.Examination, instance);
        int[] chosen = new int[most];
        for (int i = 0; i < most; i++)
        {
            int start = (int)((long)total * i / most), end = (int)((long)total * (i + 1) / most);
            chosen[i] = start + random.Below(i, end - start);
        }

        return chosen;
    }
}
