using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hillock.Data;
using Hillock.Files;

namespace Hillock.Training;

/// <summary>A training run's whole state in a file, so that it goes on with the same bits: the last two are kept.</summary>
internal sealed class Checkpoint
{
    private const string Version = "1";
    private const string Prefix = "checkpoint-";
    private const string Extension = ".safetensors";
    private const int Kept = 2;

    private readonly SafeTensorsFile file;
    private readonly string source;

    private Checkpoint(SafeTensorsFile file, string source)
    {
        (this.file, this.source) = (file, source);
        if (file.Metadata.GetValueOrDefault("hillock_checkpoint") is not { } version)
            throw new HillockException($"{source}: this is not a checkpoint.");
        if (version != Version)
            throw new HillockException($"{source}: this is a checkpoint of version {version}; this program reads version {Version}.");
    }

    /// <summary>Whether a folder holds checkpoints, whole or not.</summary>
    public static bool Exists(string folder) => Files(folder).Length > 0;

    /// <summary>Writes a checkpoint and removes all but the last two. Whenever the process dies, a whole one is there.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="state">What to write.</param>
    public static void Write(string folder, TrainerState state)
    {
        long number = state.Steps; // grows from one checkpoint of a run to the next
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HillockException($"{folder}: this folder cannot be made: {e.Message}", e);
        }

        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["hillock_checkpoint"] = Version };
        foreach ((string name, JsonNode value) in Describe(state)) metadata[name] = value.ToJsonString();
        new SafeTensorsFile(metadata, state.Arrays).Write(Path.Combine(folder, $"{Prefix}{number:D12}{Extension}"));
        string[] files = Files(folder);
        foreach (string old in files.Where(name => Number(name) > number).Concat(files.Where(name => Number(name) <= number).Skip(Kept)))
        {
            try
            {
                File.Delete(old);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new HillockException($"{old}: this old checkpoint cannot be removed: {e.Message}", e);
            }
        }
    }

    /// <summary>The newest whole checkpoint in a folder; null if the folder has none.</summary>
    /// <exception cref="HillockException">There are checkpoints, but not one can be read.</exception>
    public static Checkpoint? ReadNewest(string folder)
    {
        HillockException? failure = null;
        foreach (string path in Files(folder))
        {
            try
            {
                return new Checkpoint(SafeTensorsFile.Read(path), path);
            }
            catch (HillockException e)
            {
                failure ??= e;
            }
        }

        return failure is null ? null : throw failure;
    }

    /// <summary>The state, for a run to go on from.</summary>
    /// <exception cref="HillockException">It is of another experiment or other data, or damaged.</exception>
    public TrainerState StateOf(RunIdentity run)
    {
        Experiment experiment = ExperimentJson.Read(Part("experiment"));
        Preprocessing preprocessing = Preprocessing.FromJson(Part("preprocessing"));
        JsonFields fields = Part("position");
        JsonFields stopping = Part("early_stopping");
        string? data = fields.Text("data");
        var position = new RunPosition
        {
            History = History(Part("history")),
            StepInEpoch = fields.Integer("step"),
            LossSum = fields.Number("loss_sum"),
            SamplesSeen = fields.Integer("samples_seen"),
            Verdict = fields.Text("verdict"),
            Stopping = new EarlyStopping(stopping.Integer("best_epoch"), stopping.OptionalNumber("best_loss") ?? double.PositiveInfinity),
        };
        if (run.Objection(experiment, preprocessing, new Lazy<string>(data ?? ""), position.History.Count) is { } objection)
            throw new HillockException($"{source}: this checkpoint {objection}");
        bool isSound = position.Stopping.BestEpoch >= 0 && position.Stopping.BestEpoch <= position.History.Count
            && position.StepInEpoch >= 0 && position.StepInEpoch < run.StepsPerEpoch && position.SamplesSeen >= position.StepInEpoch;
        if (!isSound) throw new HillockException($"{source}: its parts contradict each other.");
        return new TrainerState(run, position, position.Verdict, file.Tensors, source);
    }

    private static Dictionary<string, JsonNode> Describe(TrainerState state)
    {
        RunPosition position = state.Position;
        return new(StringComparer.Ordinal)
        {
            ["experiment"] = state.Run.Description(),
            ["preprocessing"] = state.Run.Preprocessing.ToJson(),
            ["history"] = new JsonObject
            {
                ["epochs"] = new JsonArray([.. position.History.Select(epoch => (JsonNode)new JsonArray(
                    epoch.TrainingLoss, epoch.ValidationLoss, epoch.ValidationScore, epoch.LearningRate))]),
            },
            ["early_stopping"] = new JsonObject
            {
                ["best_epoch"] = position.Stopping.BestEpoch,
                ["best_loss"] = position.Stopping.BestEpoch == 0 ? null : position.Stopping.BestLoss,
            },
            ["position"] = new JsonObject
            {
                ["data"] = state.Run.Fingerprint.Value,
                ["step"] = position.StepInEpoch,
                ["loss_sum"] = position.LossSum,
                ["samples_seen"] = position.SamplesSeen,
                ["verdict"] = position.Verdict,
            },
        };
    }

    private static EpochHistory History(JsonFields fields)
    {
        EpochHistory history = EpochHistory.Empty;
        foreach (JsonElement epoch in fields.List("epochs"))
        {
            double?[] values = epoch.ValueKind == JsonValueKind.Array ? [.. epoch.EnumerateArray().Select(JsonFields.FiniteNumber)] : [];
            if (values.Length != 4 || values[0] is null || values[3] is null) throw fields.Error("epochs", "must hold four numbers for each epoch");
            history = history.With(new EpochSummary(history.Count + 1, values[0]!.Value, values[1], values[2], values[3]!.Value));
        }

        return history;
    }

    private JsonFields Part(string name) => file.Metadata.TryGetValue(name, out string? text)
        ? JsonFields.Parse(Encoding.UTF8.GetBytes(text), $"{source}: {name}")
        : throw new HillockException($"{source}: '{name}' is missing.");

    // Newest first.
    private static string[] Files(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        try
        {
            return [.. Directory.EnumerateFiles(folder, $"{Prefix}*{Extension}").Where(path => Number(path) >= 0).OrderByDescending(Number)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HillockException($"{folder}: this folder cannot be read: {e.Message}", e);
        }
    }

    private static long Number(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path).AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : -1;
}
