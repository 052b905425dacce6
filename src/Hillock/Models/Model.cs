using System.Numerics;
using System.Text.Json.Nodes;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Glyphs;
using Hillock.Metrics;
using Hillock.Tensors;

namespace Hillock.Models;

/// <summary>A network that can be used: a definition, its parameters, and the preprocessing that belongs to them.</summary>
/// <remarks>Immutable: any number of threads may predict with one model at once.</remarks>
public sealed class Model
{
    private readonly Lazy<string> hash;

    internal Model(
        ModelDefinition definition,
        ModelCore core,
        Preprocessing preprocessing,
        JsonObject? experiment = null,
        TrainingSummary? training = null,
        double? decisionThreshold = null)
    {
        (Definition, Core, Preprocessing, ExperimentJson, Training) = (definition, core, preprocessing, experiment, training);
        DecisionThreshold = decisionThreshold ?? definition.Loss.DecisionBoundary;
        hash = new Lazy<string>(() => ModelFile.Hash(this));
    }

    /// <summary>A network whose parameters are given, computing in double precision: one that is constructed, not trained.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="parameters">One number after the other, in the order of <see cref="ModelDefinition.Parameters"/>.</param>
    /// <param name="preprocessing">How samples become inputs, and outputs become answers.</param>
    /// <exception cref="ArgumentException">The three do not fit together, or a parameter is not finite.</exception>
    public Model(ModelDefinition definition, ReadOnlySpan<double> parameters, Preprocessing preprocessing)
        : this(definition, ModelCore.Create(definition, Precision.Double, Checked(definition, parameters)), preprocessing) => definition.RequireFit(preprocessing);

    /// <summary>The network as data.</summary>
    public ModelDefinition Definition { get; }

    /// <summary>How samples become inputs, and outputs become answers.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>The numbers it computes with.</summary>
    public Precision Precision => Core.Precision;

    /// <summary>How it was trained; null for a model written by hand.</summary>
    public TrainingSummary? Training { get; }

    /// <summary>For two classes: the output (the probability of the second) from which on the second is the answer. Unless chosen, 0.5; for hinge 0.</summary>
    public double DecisionThreshold { get; }

    /// <summary>SHA-256 of definition and parameters, in hexadecimal digits.</summary>
    public string Hash => hash.Value;

    internal ModelCore Core { get; }

    /// <summary>The experiment it comes from, as JSON; null if unknown.</summary>
    internal JsonObject? ExperimentJson { get; }

    /// <summary>What messages call it: the file it was read from.</summary>
    internal string Source { get; init; } = "model";

    /// <summary>Reads a model: a <c>.safetensors</c> file that <see cref="Save(string)"/> wrote, or one written by hand in JSON.</summary>
    /// <exception cref="HillockException">There is no such file, or it is not a whole, valid model.</exception>
    public static Model Load(string path) => ModelFile.Load(path);

    /// <summary>Reads a model from a stream, to its end.</summary>
    /// <param name="stream">The stream; it need not be able to seek.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="HillockException">It is not a whole, valid model.</exception>
    public static Model Load(Stream stream, string source = "model") => ModelFile.Load(stream, source);

    /// <summary>Reads a model from memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="HillockException">It is not a whole, valid model.</exception>
    public static Model Load(ReadOnlyMemory<byte> bytes, string source = "model") => ModelFile.Load(bytes, source);

    /// <summary>Writes the model to a safetensors file; an older one is replaced only when the new one is whole.</summary>
    /// <exception cref="HillockException">The file cannot be written.</exception>
    public void Save(string path) => ModelFile.ToSafeTensors(this).Write(path);

    /// <summary>Writes the model to a stream. The same model gives the same bytes.</summary>
    public void Save(Stream stream) => ModelFile.ToSafeTensors(this).Write(stream);

    /// <summary>The answer for one sample of numbers.</summary>
    /// <param name="features">One raw number for each of the input columns, in their order; NaN is a missing number.</param>
    /// <exception cref="ArgumentException">There are more numbers than columns, or fewer.</exception>
    /// <exception cref="HillockException">A number is infinite, or missing where the model has nothing to put in its place.</exception>
    public Prediction Predict(params ReadOnlySpan<float> features)
    {
        Span<float> outputs = stackalloc float[Math.Min(Definition.Output.Size, 1024)];
        if (outputs.Length < Definition.Output.Size) outputs = new float[Definition.Output.Size];
        Core.Predict(Preprocessing, features, outputs);
        return Answer(Widen(outputs));
    }

    /// <inheritdoc cref="Predict(ReadOnlySpan{float})"/>
    public Prediction Predict(ReadOnlySpan<double> features)
    {
        double[] outputs = new double[Definition.Output.Size];
        Core.Predict(Preprocessing, features, outputs);
        return Answer(outputs);
    }

    /// <summary>The network's outputs for one or many samples of numbers: probabilities, or values in the target's units. Allocates nothing.</summary>
    /// <param name="features">[rows, columns] row-major: raw numbers; NaN is a missing number.</param>
    /// <param name="outputs">[rows, outputs] row-major.</param>
    /// <exception cref="ArgumentException">The numbers are not whole rows, or the outputs have not the room for just as many.</exception>
    /// <exception cref="HillockException">A number is infinite, or missing where the model has nothing to put in its place.</exception>
    public void Predict(ReadOnlySpan<float> features, Span<float> outputs) => Core.Predict(Preprocessing, features, outputs);

    /// <inheritdoc cref="Predict(ReadOnlySpan{float}, Span{float})"/>
    public void Predict(ReadOnlySpan<double> features, Span<double> outputs) => Core.Predict(Preprocessing, features, outputs);

    /// <summary>The answers for the samples of a data set, in order.</summary>
    /// <exception cref="HillockException">The data lack a column the model needs, or a cell does not fit.</exception>
    public IReadOnlyList<Prediction> Predict(Dataset dataset) =>
        Answers(Core.Outputs(Preprocessing, dataset, Environment.ProcessorCount));

    /// <summary>The answers for the rows of a table, in order; columns are found by name, others are ignored.</summary>
    /// <exception cref="HillockException">The table lacks a column the model needs, or a cell does not fit.</exception>
    public IReadOnlyList<Prediction> Predict(Table table) =>
        Answers(Core.Outputs(Preprocessing, table, Environment.ProcessorCount));

    /// <summary>How good the answers are on samples whose targets are known. Each counts the same, whatever its weight.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="threads">Threads to compute with; 0: as many as there are processors. The result does not depend on it.</param>
    /// <exception cref="HillockException">There are no samples, or the data lack a column the model needs, or hold a label it does not know.</exception>
    public Evaluation Evaluate(Dataset dataset, int threads = 0)
    {
        if (dataset.Count == 0) throw new HillockException("There are no samples to evaluate on.");
        return Judge(Examine(dataset, threads));
    }

    /// <summary>The values of a parameter array of <see cref="ModelDefinition.Parameters"/>, row-major.</summary>
    /// <exception cref="ArgumentException">There is no array of that name.</exception>
    public double[] Parameter(string name)
    {
        ParameterSlice slice = Definition.Parameters.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new ArgumentException(
                $"There is no parameter array '{name}'; there are {string.Join(", ", Definition.Parameters.Select(candidate => candidate.Name))}.");
        double[] values = new double[slice.Length];
        Core.CopyTo(slice, values);
        return values;
    }

    /// <summary>The same model in another precision; from double to single each parameter is rounded.</summary>
    public Model WithPrecision(Precision precision) => precision == Precision
        ? this
        : new Model(Definition, ModelCore.Create(Definition, precision, AllParameters()), Preprocessing, ExperimentJson, Training, DecisionThreshold) { Source = Source };

    /// <summary>The same model with another decision threshold, for two classes.</summary>
    /// <param name="threshold">The output from which on the second class is the answer: above 0 and below 1 for probabilities.</param>
    /// <exception cref="ArgumentException">The model is not for two classes, or its outputs cannot lie on both sides.</exception>
    public Model WithDecisionThreshold(double threshold)
    {
        if (Preprocessing.Task != LearningTask.Binary) throw new ArgumentException("Only a model for two classes has a decision threshold.");
        if (!IsThreshold(Definition, threshold))
            throw new ArgumentException($"A decision threshold must lie between the ends of the output, {Definition.OutputActivation.Range}, not at {threshold}.");
        return new Model(Definition, Core, Preprocessing, ExperimentJson, Training, threshold) { Source = Source };
    }

    /// <summary>The same model, which normalizes its images as glyphs, and is sure of a reading, as these settings say.</summary>
    /// <param name="glyphs">The settings; null: images are taken as they are.</param>
    /// <exception cref="ArgumentException">The model does not take images of the shape of glyphs.</exception>
    public Model WithGlyphs(GlyphSettings? glyphs) =>
        new(Definition, Core, Preprocessing.WithGlyphs(glyphs), ExperimentJson, Training, DecisionThreshold) { Source = Source };

    /// <summary>The network's outputs for a glyph that is normalized already.</summary>
    /// <param name="glyph">[28, 28].</param>
    /// <param name="outputs">[outputs].</param>
    internal void PredictNormalized(ReadOnlySpan<byte> glyph, Span<double> outputs) => Core.PredictPixels(glyph, Preprocessing.Pixels!.Divisor, outputs);

    /// <summary>Whether outputs can lie on both sides of this.</summary>
    internal static bool IsThreshold(ModelDefinition definition, double threshold) =>
        threshold > definition.OutputActivation.Range.Minimum && threshold < definition.OutputActivation.Range.Maximum;

    /// <summary>All parameters in the order of <see cref="ModelDefinition.Parameters"/>.</summary>
    internal double[] AllParameters()
    {
        double[] values = new double[Definition.ParameterCount];
        foreach (ParameterSlice slice in Definition.Parameters) Core.CopyTo(slice, slice.Of(values.AsSpan()));
        return values;
    }

    /// <summary>What the network makes of samples whose targets are known.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="threads">Threads to compute with; 0: as many as there are processors.</param>
    /// <param name="weights">[samples] what each counts in the loss; empty: all the same.</param>
    internal Examined Examine(Dataset dataset, int threads = 0, ReadOnlySpan<double> weights = default) =>
        Core.Evaluate(Preprocessing, dataset, threads > 0 ? threads : Environment.ProcessorCount, weights);

    /// <summary>How good that is.</summary>
    internal Evaluation Judge(Examined examined) => Preprocessing.Task == LearningTask.Regression
        ? RegressionEvaluation.From(examined.Targets, examined.Outputs, examined.Loss, Preprocessing.OutputWidth)
        : ClassificationEvaluation.From(examined.Classes, examined.Outputs, Preprocessing.Labels, examined.Loss, DecisionThreshold);

    /// <summary>The class that the outputs speak for.</summary>
    internal int Class(ReadOnlySpan<double> outputs) => Preprocessing.OutputWidth == 1
        ? outputs[0] >= DecisionThreshold ? 1 : 0
        : ArgMax(outputs);

    private List<Prediction> Answers(double[] outputs)
    {
        int width = Definition.Output.Size;
        var answers = new List<Prediction>(outputs.Length / width);
        for (int first = 0; first < outputs.Length; first += width)
        {
            Span<double> row = outputs.AsSpan(first, width);
            Preprocessing.Decode(row);
            answers.Add(Answer(row));
        }

        return answers;
    }

    private Prediction Answer(ReadOnlySpan<double> outputs)
    {
        if (Preprocessing.Task == LearningTask.Regression) return new Prediction(null, [], [.. outputs]);
        string label = Preprocessing.Labels[Class(outputs)];
        return new Prediction(label, outputs.Length == 1 ? [1 - outputs[0], outputs[0]] : [.. outputs], []);
    }

    private static ReadOnlySpan<double> Checked(ModelDefinition definition, ReadOnlySpan<double> parameters)
    {
        if (parameters.Length != definition.ParameterCount)
            throw new ArgumentException($"The network has {definition.ParameterCount:N0} parameters; {parameters.Length:N0} are given.");
        foreach (double value in parameters)
        {
            if (!double.IsFinite(value)) throw new ArgumentException($"A parameter is {value}, with which nothing can be predicted.");
        }

        return parameters;
    }

    private static double[] Widen(ReadOnlySpan<float> values)
    {
        double[] wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++) wide[i] = values[i];
        return wide;
    }

    /// <summary>The first index of the largest value.</summary>
    internal static int ArgMax(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best]) best = i;
        }

        return best;
    }
}
