using Hillock.Activations;
using Hillock.Data;
using Hillock.Kernels;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Tensors;
using Hillock.Training;

namespace Hillock.Tracing.Diagnosis;

/// <summary>A model on data, with what the rules ask about it, each measured once.</summary>
internal sealed class Case
{
    // Samples that the passes are opened for and neighbors are sought among.
    private const int MostSamples = 256;

    private readonly Lazy<Dataset> sample;
    private readonly Lazy<Trace> trace;
    private readonly Lazy<Evaluation> evaluation;
    private readonly Lazy<Evaluation> judgement;
    private readonly Lazy<Evaluation> trivial;
    private readonly Lazy<double[]> gradient;

    /// <summary>A case.</summary>
    /// <param name="model">The model as it is now.</param>
    /// <param name="experiment">How it is trained; null for one that never was.</param>
    /// <param name="data">Samples with targets.</param>
    public Case(Model model, Experiment? experiment, Dataset data)
    {
        (Model, Experiment, Data) = (model, experiment, data);
        sample = new Lazy<Dataset>(() => Sample(data));
        trace = new Lazy<Trace>(() => Trace.Run(model, TraceSamples.Of(model, sample.Value, [.. Enumerable.Range(0, sample.Value.Count)])));
        evaluation = new Lazy<Evaluation>(() => model.Evaluate(sample.Value, 1));
        judgement = new Lazy<Evaluation>(() => Unseen is null ? evaluation.Value : model.Evaluate(Unseen, 1));
        trivial = new Lazy<Evaluation>(() => new TrivialPredictor(model, data).Evaluate(sample.Value));
        gradient = new Lazy<double[]>(Gradient);
    }

    public Model Model { get; }

    public Experiment? Experiment { get; }

    /// <summary>All samples.</summary>
    public Dataset Data { get; }

    /// <summary>Samples that were held out of the training; null: unknown.</summary>
    public Dataset? Unseen { get; init; }

    /// <summary>The epochs so far, while a training runs; null for a model from a file.</summary>
    public IReadOnlyList<EpochSummary>? History { get; init; }

    /// <summary>Some samples, spread evenly over all.</summary>
    public Dataset SomeData => sample.Value;

    /// <summary>The passes of those, opened.</summary>
    public Trace Opened => trace.Value;

    /// <summary>How good the model is on those.</summary>
    public Evaluation Achieved => evaluation.Value;

    /// <summary>What the model is judged on: samples that it has not seen, or else those.</summary>
    public Dataset JudgedOn => Unseen ?? sample.Value;

    /// <summary>How good the model is there.</summary>
    public Evaluation Judged => judgement.Value;

    /// <summary>How good it is to look at no column, on the same samples as <see cref="Achieved"/>.</summary>
    public Evaluation Guessed => trivial.Value;

    public bool IsClassification => Model.Preprocessing.Task != LearningTask.Regression;

    /// <summary>Whether training has not got nearer to the targets than guessing does.</summary>
    public bool HasLearnedNothing => Achieved.Loss > 0.9 * Guessed.Loss;

    /// <summary>Layers with a function that is no straight line, or with parameters.</summary>
    public IReadOnlyList<LayerVitals> Layers => field ??=
        [.. Opened.Layers.Where(layer => LayerVitals.AreOf(layer.Activation, layer.Weights is not null)).Select(LayerVitals.Of)];

    /// <summary>The opened layers with weights, from behind the last step activation on: through that no gradient passes.</summary>
    public IReadOnlyList<LayerTrace> Learning
    {
        get
        {
            int start = Opened.Layers.Count;
            while (start > 0 && Opened.Layers[start - 1].Activation is not Step) start--;
            return [.. Opened.Layers.Skip(start).Where(layer => layer.Weights is not null)];
        }
    }

    /// <summary>Accuracy for classes, R² for numbers.</summary>
    public static double Score(Evaluation evaluation) => evaluation is ClassificationEvaluation classes ? classes.Accuracy : ((RegressionEvaluation)evaluation).R2;

    /// <summary>The loss on the same samples after a step against their gradient.</summary>
    /// <param name="rate">w ← w − rate·g.</param>
    /// <param name="bySign">w ← w − rate·sign(g) instead: about what optimizers do that scale each step by the gradient's size.</param>
    public double LossAfter(double rate, bool bySign)
    {
        double[] parameters = Model.AllParameters();
        for (int i = 0; i < parameters.Length; i++) parameters[i] -= rate * (bySign ? Math.Sign(gradient.Value[i]) : gradient.Value[i]);
        if (!Array.TrueForAll(parameters, double.IsFinite)) return double.PositiveInfinity;
        var moved = new Model(Model.Definition, ModelCore.Create(Model.Definition, Model.Precision, parameters), Model.Preprocessing);
        double loss = moved.Examine(SomeData, 1).Loss;
        return double.IsNaN(loss) ? double.PositiveInfinity : loss;
    }

    private double[] Gradient()
    {
        double[] values = new double[Model.Definition.ParameterCount];
        foreach (ParameterSlice slice in Model.Definition.Parameters.Where(slice => !slice.Frozen))
        {
            LayerTrace layer = Opened.Layers[Opened.IndexOf(slice.Name[..slice.Name.LastIndexOf('.')])];
            (slice.Role == ParameterRole.Weight ? layer.WeightGradients : layer.BiasGradients)!.Values.CopyTo(slice.Of(values.AsSpan()));
        }

        return values;
    }

    /// <summary>Some samples, at most 256, spread evenly over all and always the same.</summary>
    public static Dataset Sample(Dataset data)
    {
        // The order of the data may be that of the targets: a stride meets all of them.
        if (data.Count <= MostSamples) return data;
        var random = new RandomStream(1, RandomPurpose.Examination);
        return data.Subset([.. Enumerable.Range(0, MostSamples).Select(i =>
        {
            int start = (int)((long)data.Count * i / MostSamples), end = (int)((long)data.Count * (i + 1) / MostSamples);
            return start + random.Below(i, end - start);
        })]);
    }
}
