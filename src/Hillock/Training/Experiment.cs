using System.Text.Json;
using System.Text.Json.Nodes;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Distortions;
using Hillock.Files;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Schedules;

namespace Hillock.Training;

/// <summary>A training run described as data: the network, how it is trained, on what, from which seed. Immutable, equal by value.</summary>
/// <remarks>
/// The same experiment on the same data gives the same model, to the last bit, whatever the number of threads. A setting that is impossible
/// is refused with an <see cref="ArgumentException"/> where it is set.
/// </remarks>
public sealed record Experiment
{
    /// <summary>Describes an experiment; everything but the layers has a default.</summary>
    /// <param name="layers">The network's layers, first to last; the data decide the shape that goes in.</param>
    public Experiment(params IEnumerable<Layer> layers) => Layers = [.. layers];

    /// <summary>The network's layers, first to last.</summary>
    public ValueList<Layer> Layers { get; init; }

    /// <summary>Parameter arrays whose numbers are given; all others are drawn from the seed. A model to go on from takes their place.</summary>
    /// <exception cref="ArgumentException">An array is given twice, or there are too many numbers for a description.</exception>
    public ValueList<ParameterValues> InitialValues { get; init => field = Checked(value); } = [];

    /// <summary>What training makes small; null: cross-entropy after softmax, binary cross-entropy after sigmoid, else the mean squared error.</summary>
    public Loss? Loss { get; init; }

    /// <summary>How weights are found.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>How the learning rate changes with time.</summary>
    public Schedule Schedule { get; init; } = Schedule.Constant;

    /// <summary>Passes over the training data, at most.</summary>
    public int Epochs { get; init => field = Require.AtLeast(1, value, "number of epochs"); } = 100;

    /// <summary>Samples per step; 0: all of them; null: 32, or for fewer than 1,024 samples a 32nd of them, so that an epoch has steps enough.</summary>
    public int? BatchSize { get; init => field = value is { } size ? Require.AtLeast(0, size, "batch size") : null; }

    /// <summary>Where every random number comes from.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The numbers to compute with.</summary>
    public Precision Precision { get; init; }

    /// <summary>l1: adds l1·Σ|w| over weights (not biases) to the loss.</summary>
    public double L1 { get; init => field = Require.NotNegative(value, "L1 penalty"); }

    /// <summary>l2: adds l2/2·Σw² over weights (not biases) to the loss.</summary>
    public double L2 { get; init => field = Require.NotNegative(value, "L2 penalty"); }

    /// <summary>The gradient's largest Euclidean norm; null: not limited.</summary>
    public double? ClipNorm { get; init => field = value is { } limit ? Require.Positive(limit, "norm to clip to") : null; }

    /// <summary>The largest absolute value of any component of the gradient; null: not limited.</summary>
    public double? ClipValue { get; init => field = value is { } limit ? Require.Positive(limit, "value to clip to") : null; }

    /// <summary>The largest Euclidean norm of one unit's incoming weights; null: not limited.</summary>
    public double? MaxNorm { get; init => field = value is { } limit ? Require.Positive(limit, "norm of weights") : null; }

    /// <summary>How much each class counts.</summary>
    public ClassWeights ClassWeights { get; init; }

    /// <summary>Share of the training data held out for validation, 0 to below 1.</summary>
    public double Validation { get; init => field = Require.Fraction(value, "share of validation rows"); } = 0.2;

    /// <summary>Epochs without a better validation loss after which training stops and the best weights return; 0: never.</summary>
    public int Patience { get; init => field = Require.AtLeast(0, value, "patience"); } = 10;

    /// <summary>Training stops when its loss moves less than this from one epoch to the next; 0: never.</summary>
    public double Tolerance { get; init => field = Require.NotNegative(value, "tolerance"); }

    /// <summary>How training pictures are varied, each time otherwise; null: they are learned from as they are.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>For two classes: how the decision threshold is chosen once the weights are found; null: 0.5.</summary>
    public ThresholdChoice? Threshold { get; init; }

    /// <summary>Where the data come from; null: they are given in the program.</summary>
    public DataSource? Data { get; init; }

    /// <summary>Samples per step when this many are learned from.</summary>
    public int BatchSizeFor(int samples) => BatchSize switch
    {
        null => Math.Clamp(samples / 32, 1, 32),
        0 => samples,
        { } size => Math.Min(size, samples),
    };

    /// <summary>The activation of the network's outputs; linear if the last layer has none.</summary>
    internal Activation OutputActivation => Layers.Count == 0 ? Activation.Linear : Layers[Layers.Count - 1].OutputActivation ?? Activation.Linear;

    /// <summary>The network for data of this kind.</summary>
    /// <exception cref="HillockException">The layers do not fit the data.</exception>
    internal ModelDefinition Define(Preprocessing preprocessing)
    {
        try
        {
            var definition = new ModelDefinition(preprocessing.InputShape, Layers, Loss ?? DefaultLoss(OutputActivation));
            if (definition.Output.Size == preprocessing.OutputWidth) return definition;
            throw new HillockException(
                $"The network ends with {definition.Output.Size} units, but the data ask for {preprocessing.OutputWidth}: {Describe(preprocessing)}.");
        }
        catch (ArgumentException e)
        {
            throw new HillockException(e.Message, e);
        }
    }

    /// <summary>The parameters to begin with: those given, the others from the seed.</summary>
    /// <exception cref="HillockException">A given array is none of the network's, or of another shape.</exception>
    internal double[] Initialize(ModelDefinition definition)
    {
        try
        {
            return definition.Layout.Initialize(Seed, InitialValues);
        }
        catch (ArgumentException e)
        {
            throw new HillockException(e.Message, e);
        }
    }

    /// <summary>The experiment that a model came from, to go on with it; for one written by hand: its layers and loss.</summary>
    /// <exception cref="HillockException">What the model's file says of it is damaged.</exception>
    public static Experiment Of(Model model) => model.ExperimentJson is { } json
        ? Parse(json.ToJsonString(), $"{model.Source}: experiment")
        : new Experiment(model.Definition.Layers) { Loss = model.Definition.Loss, Precision = model.Precision };

    /// <summary>The same experiment with these layers left as they are in training.</summary>
    /// <param name="names">Names of layers: given ones, or type and number, <c>dense_1</c>.</param>
    /// <exception cref="ArgumentException">There is no layer of such a name.</exception>
    public Experiment Freeze(params IReadOnlyList<string> names)
    {
        string[] known = NetworkLayout.NamesOf(Layers);
        foreach (string name in names)
        {
            if (!known.Contains(name)) throw new ArgumentException(NearestName.Sentence("layer", name, known));
        }

        return this with { Layers = [.. Layers.Select((layer, i) => names.Contains(known[i]) ? layer with { Frozen = true } : layer)] };
    }

    /// <summary>Trains to the end of the experiment.</summary>
    /// <param name="train">Samples to learn from.</param>
    /// <param name="validation">Samples that choose when to stop; null: the experiment's share of <paramref name="train"/>.</param>
    /// <param name="progress">Is told about ten times a second and after every epoch; null: nobody.</param>
    /// <param name="cancellationToken">Stops within a step.</param>
    /// <returns>The model: the best by validation, or the last without patience.</returns>
    /// <exception cref="HillockException">The network does not fit the data, or the loss is no longer a number.</exception>
    public async Task<Model> TrainAsync(
        Dataset train, Dataset? validation = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var trainer = new Trainer(this, train, validation);
        await foreach (TrainingProgress report in trainer.RunAsync(cancellationToken).ConfigureAwait(false)) progress?.Report(report);
        return trainer.CreateModel();
    }

    /// <summary>The experiment as JSON; settings that have their defaults are left out.</summary>
    public JsonObject ToJson() => ExperimentJson.Write(this);

    /// <summary>The experiment as a whole C# program: makes it in the library's own types, loads the data, trains, prints how good the model is and its hash.</summary>
    public string ToProgram() => ExperimentProgram.Write(this);

    /// <summary>Reads an experiment from its JSON.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">What the text is called in messages: the file's name.</param>
    /// <exception cref="HillockException">The text is not a valid experiment; the sentence says where and why.</exception>
    public static Experiment Parse(string json, string source = "experiment") => ExperimentJson.Parse(json, source);

    /// <summary>Reads an experiment from its file.</summary>
    /// <exception cref="HillockException">There is no such file, or it is not a valid experiment.</exception>
    public static Experiment Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HillockException(e is FileNotFoundException or DirectoryNotFoundException ? $"There is no file {path}." : $"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes the experiment to a file, whole or not at all.</summary>
    /// <exception cref="HillockException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        ToJson().WriteTo(json);
    });

    // An experiment is kept in the header of its model's file: a description, not a second model.
    private static ValueList<ParameterValues> Checked(ValueList<ParameterValues> values)
    {
        const int most = 1 << 20;
        long total = values.Sum(array => (long)array.Shape.Size);
        if (total > most) throw new ArgumentException($"An experiment gives up to {most:N0} initial values, not {total:N0}: train the model that holds them further instead.");
        foreach (ParameterValues array in values)
        {
            if (values.Count(other => other.Name == array.Name) > 1) throw new ArgumentException($"The initial values of '{array.Name}' are given twice.");
        }

        return values;
    }

    private static string Describe(Preprocessing preprocessing) => preprocessing.Task switch
    {
        LearningTask.Binary => "one for the probability of the second of two classes",
        LearningTask.Multiclass => "one for each class",
        _ => "one for each number to predict",
    };

    private static Loss DefaultLoss(Activation output) => output switch
    {
        Softmax => Loss.CrossEntropy,
        Sigmoid => Loss.BinaryCrossEntropy,
        _ => Loss.MeanSquaredError,
    };
}
