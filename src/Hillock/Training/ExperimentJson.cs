using System.Text;
using System.Text.Json.Nodes;
using Hillock.Definitions;
using Hillock.Distortions;
using Hillock.Files;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Optimizers;
using Hillock.Schedules;

namespace Hillock.Training;

/// <summary>The JSON form of an experiment.</summary>
internal static class ExperimentJson
{
    private static readonly Experiment Defaults = new();

    public static JsonObject Write(Experiment experiment)
    {
        var node = new JsonObject { ["hillock"] = ModelJson.Version };
        if (experiment.Data is { } data) node["data"] = data.ToJson();
        node["layers"] = WriteLayers(experiment);
        if (experiment.Loss is { } loss) node["loss"] = loss.ToJson();
        node["optimizer"] = experiment.Optimizer.ToJson();
        if (experiment.Schedule != Defaults.Schedule) node["schedule"] = experiment.Schedule.ToJson();
        node["epochs"] = experiment.Epochs;
        if (experiment.BatchSize is { } batch) node["batch"] = batch;
        node["seed"] = experiment.Seed;
        if (experiment.Precision != Defaults.Precision) node["precision"] = Names.Of(experiment.Precision);
        if (experiment.L1 != 0) node["l1"] = experiment.L1;
        if (experiment.L2 != 0) node["l2"] = experiment.L2;
        if (experiment.ClipNorm is { } norm) node["clip_norm"] = norm;
        if (experiment.ClipValue is { } value) node["clip_value"] = value;
        if (experiment.MaxNorm is { } limit) node["max_norm"] = limit;
        if (experiment.ClassWeights != Defaults.ClassWeights) node["class_weights"] = Names.Of(experiment.ClassWeights);
        node["validation"] = experiment.Validation;
        node["patience"] = experiment.Patience;
        if (experiment.Tolerance != 0) node["tolerance"] = experiment.Tolerance;
        if (experiment.Augmentation is { } augmentation) node["augmentation"] = augmentation.ToJson();
        if (experiment.Threshold is { } threshold) node["threshold"] = threshold.ToString();
        return node;
    }

    public static Experiment Parse(string json, string source) => Read(JsonFields.Parse(Encoding.UTF8.GetBytes(json), source));

    public static Experiment Read(JsonFields fields)
    {
        int version = fields.Integer("hillock");
        if (version != ModelJson.Version) throw fields.Error("hillock", $"is version {version}; this program reads version {ModelJson.Version}");
        if (fields.Has("input")) throw fields.Error("input", "belongs to a model, not to an experiment; a model is trained further by train DATA --from MODEL");
        IReadOnlyList<ModelJson.WrittenLayer> layers = ModelJson.ReadLayers(fields);
        Experiment experiment = fields.Read("", () => new Experiment(layers.Select(item => item.Layer))
        {
            InitialValues = [.. ModelJson.Given(layers, _ => null)],
            Data = fields.Node("data") is null ? null : DataSource.FromJson(fields.Object("data")),
            Loss = fields.Part<Loss?>("loss", Loss.FromJson, null),
            Optimizer = fields.Part("optimizer", Optimizer.FromJson, Defaults.Optimizer),
            Schedule = fields.Part("schedule", Schedule.FromJson, Defaults.Schedule),
            Epochs = fields.Integer("epochs", Defaults.Epochs),
            BatchSize = fields.Has("batch") ? fields.Integer("batch") : null,
            Seed = fields.Long("seed", Defaults.Seed),
            Precision = fields.Text("precision") is { } precision ? Names.Parse<Precision>(precision) : Defaults.Precision,
            L1 = fields.Number("l1", 0),
            L2 = fields.Number("l2", 0),
            ClipNorm = fields.OptionalNumber("clip_norm"),
            ClipValue = fields.OptionalNumber("clip_value"),
            MaxNorm = fields.OptionalNumber("max_norm"),
            ClassWeights = fields.Text("class_weights") is { } weights ? Names.Parse<ClassWeights>(weights) : Defaults.ClassWeights,
            Validation = fields.Number("validation", Defaults.Validation),
            Patience = fields.Integer("patience", Defaults.Patience),
            Tolerance = fields.Number("tolerance", 0),
            Augmentation = fields.Part<Augmentation?>("augmentation", Augmentation.FromJson, null),
            Threshold = fields.Text("threshold") is { } threshold ? ThresholdChoice.Parse(threshold) : null,
        });
        fields.End();
        return experiment;
    }

    // Initial values stand in their layers, as they do in a model written by hand.
    private static JsonArray WriteLayers(Experiment experiment)
    {
        Dictionary<string, ParameterValues> given = experiment.InitialValues.ToDictionary(array => array.Name, StringComparer.Ordinal);
        JsonObject[] nodes = [.. experiment.Layers.Select(layer => layer.ToJson())];
        string[] names = NetworkLayout.NamesOf(experiment.Layers);
        for (int i = 0; i < nodes.Length; i++)
        {
            foreach (string part in experiment.Layers[i].Parts)
            {
                if (given.Remove($"{names[i]}.{part}", out ParameterValues? array)) nodes[i][part] = array.ToJson();
            }
        }

        return given.Count == 0
            ? new JsonArray([.. nodes])
            : throw new HillockException($"The initial values of '{given.Keys.First()}' belong to no layer; the layers are {string.Join(", ", names)}.");
    }
}
