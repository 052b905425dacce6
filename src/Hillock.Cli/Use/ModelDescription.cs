using System.Text.Json;
using Hillock.Activations;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Tensors;
using Hillock.Training;

namespace Hillock.Cli.Use;

/// <summary>What a model is, for people and as JSON.</summary>
internal sealed class ModelDescription(string path, Model model)
{
    private const int MostColumns = 20;
    private const int Indent = 2;

    private readonly ModelDefinition definition = model.Definition;
    private readonly Preprocessing preprocessing = model.Preprocessing;

    public void Write(Screen screen)
    {
        screen.Line($"{path}: {Purpose()}", Tone.Strong);
        screen.Line();
        WriteLayers(screen);
        screen.Field("output", OutputRange());
        screen.Field("loss", definition.Loss.Name);
        screen.Field("numbers", $"{(model.Precision == Precision.Double ? "double" : "single")} precision");
        screen.Field("hash", model.Hash);
        screen.Line();
        Capacity capacity = Capacity.Of(definition);
        screen.Line($"Capacity: {Figures.Some(capacity.Weights, "weight")} (W) in {Figures.Some(capacity.Layers, "layer")} (L)", Tone.Strong);
        foreach (string law in Capacity.Laws) screen.Field("", law, Indent);
        screen.Line();
        WritePreprocessing(screen);
        screen.Line();
        WriteTraining(screen);
    }

    public void WriteJson() => JsonOutput.Write(json =>
    {
        json.WriteString("model", path);
        json.WriteString("hash", model.Hash);
        json.WriteString("precision", model.Precision == Precision.Double ? "double" : "single");
        json.WriteString("task", JsonNamingPolicy.SnakeCaseLower.ConvertName($"{preprocessing.Task}"));
        WriteTexts("labels", preprocessing.Labels);
        WriteTexts("targets", preprocessing.Target.Names);
        WriteShape("input", definition.Input);
        WriteShape("output", definition.Output);
        json.WriteString("outputRange", $"{definition.OutputActivation.Range}");
        json.WriteString("loss", definition.Loss.Name);
        json.WriteNumber("parameters", definition.ParameterCount);
        json.WriteNumber("decisionThreshold", model.DecisionThreshold);
        json.WriteStartArray("layers");
        for (int i = 0; i < definition.Layers.Count; i++)
        {
            Layer layer = definition.Layers[i];
            json.WriteStartObject();
            json.WriteString("name", definition.LayerNames[i]);
            json.WriteString("type", layer.Type);
            if (ActivationOf(layer) is { } activation) json.WriteString("activation", activation.Name);
            WriteShape("shape", definition.OutputShapes[i]);
            json.WriteNumber("parameters", ParametersOf(i));
            json.WriteBoolean("frozen", layer.Frozen);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Capacity capacity = Capacity.Of(definition);
        json.WriteStartObject("capacity");
        json.WriteNumber("weights", capacity.Weights);
        json.WriteNumber("layers", capacity.Layers);
        WriteTexts("laws", Capacity.Laws);
        json.WriteEndObject();
        json.WritePropertyName("preprocessing");
        preprocessing.ToJson().WriteTo(json);
        json.WritePropertyName("training");
        if (model.Training is { } training)
        {
            json.WriteStartObject();
            json.WriteNumber("samples", training.Samples);
            json.WriteNumber("epochs", training.Epochs);
            json.WriteNumber("bestEpoch", training.BestEpoch);
            JsonOutput.WriteFigure(json, "trainingLoss", training.TrainingLoss);
            JsonOutput.WriteFigure(json, "validationLoss", training.ValidationLoss ?? double.NaN);
            json.WriteString("stopReason", training.StopReason);
            json.WritePropertyName("experiment");
            Experiment.Of(model).ToJson().WriteTo(json);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        void WriteTexts(string name, IEnumerable<string> texts)
        {
            json.WriteStartArray(name);
            foreach (string text in texts) json.WriteStringValue(text);
            json.WriteEndArray();
        }

        void WriteShape(string name, Shape shape)
        {
            json.WriteStartArray(name);
            foreach (int length in shape) json.WriteNumberValue(length);
            json.WriteEndArray();
        }
    });

    private string Purpose()
    {
        string inputs = preprocessing.Pixels is { } pixels ? $"images of {pixels.Shape}" : Figures.Some(preprocessing.InputNames.Count, "column");
        string names = string.Join(", ", preprocessing.Target.Names);
        return preprocessing.Task == LearningTask.Regression
            ? $"predicts {(names.Length > 0 ? names : Figures.Some(preprocessing.OutputWidth, "number"))} from {inputs}"
            : $"tells {preprocessing.Labels.Count:N0} classes{(names.Length > 0 ? $" of {names}" : "")} apart, from {inputs}";
    }

    private void WriteLayers(Screen screen)
    {
        var grid = new Grid("layer", "type", "activation", "shape", "parameters") { LeftColumns = 3 };
        grid.Add("", "input", "", $"{definition.Input}", "");
        for (int i = 0; i < definition.Layers.Count; i++)
        {
            Layer layer = definition.Layers[i];
            string frozen = layer.Frozen ? " (frozen)" : "";
            string type = layer is Dropout dropout ? $"dropout {dropout.Rate}" : layer.Type;
            grid.Add(definition.LayerNames[i], type + frozen, ActivationOf(layer)?.Name ?? "", $"{definition.OutputShapes[i]}", Figures.Count(ParametersOf(i)));
        }

        grid.Add("", "", "", "total", new Cell(Figures.Count(definition.ParameterCount), Tone.Strong));
        screen.Table(grid);
    }

    private string OutputRange()
    {
        OutputRange range = definition.OutputActivation.Range;
        string meaning = preprocessing.Task switch
        {
            LearningTask.Binary => $", the {(definition.OutputActivation is Sigmoid ? "probability" : "score")} of '{preprocessing.Labels[1]}', the answer from {model.DecisionThreshold:0.####} on",
            LearningTask.Multiclass => ", one for each class; the largest is the answer",
            _ when preprocessing.Target.Deviations.Any(deviation => deviation != 1) => ", scaled back to the target's own numbers",
            _ => "",
        };
        return $"{range} by {definition.OutputActivation.Name}{meaning}";
    }

    private void WritePreprocessing(Screen screen)
    {
        screen.Line("Preprocessing, fitted on the training part", Tone.Strong);
        if (preprocessing.Pixels is { } pixels)
        {
            screen.Field("", $"pixels {preprocessing.InputNames[0]} … {preprocessing.InputNames[^1]}, divided by {pixels.Divisor}", Indent);
            return;
        }

        var grid = new Grid("column", "kind", "becomes") { LeftColumns = 3 };
        foreach (InputEncoding column in preprocessing.Columns.Take(MostColumns)) grid.Add(column.Name, Kind(column), Becomes(column));
        screen.Table(grid);
        if (preprocessing.Columns.Count > MostColumns) screen.Line($"  and {preprocessing.Columns.Count - MostColumns:N0} more columns", Tone.Quiet);
        for (int i = 0; i < preprocessing.Target.Means.Count; i++)
        {
            if (preprocessing.Target.Means[i] == 0 && preprocessing.Target.Deviations[i] == 1) continue;
            screen.Field("", $"target {(i < preprocessing.Target.Names.Count ? preprocessing.Target.Names[i] : "")}: (y − {Figures.Number(preprocessing.Target.Means[i])}) / {Figures.Number(preprocessing.Target.Deviations[i])}, undone when predicting", Indent);
        }
    }

    private static string Kind(InputEncoding column) => column switch
    {
        NumberInput => "number",
        FormulaInput => "formula",
        BooleanInput => "boolean",
        CategoryInput => "category",
        DateInput => "date",
        _ => column.GetType().Name,
    };

    private static string Becomes(InputEncoding column) => column switch
    {
        NumberInput { Mean: 0, Deviation: 1 } => "x",
        NumberInput number => Standardized("x", number),
        FormulaInput formula => Standardized("f", formula.Value),
        CategoryInput category => $"one of {category.Levels.Count:N0}: {Few(category.Levels)}",
        _ => Figures.Some(column.Width, "input"),
    };

    private static string Standardized(string symbol, NumberInput number) =>
        $"({symbol} − {Figures.Number(number.Mean)}) / {Figures.Number(number.Deviation)}{(number.Median is { } median ? $"; missing: {Figures.Number(median)}" : "")}";

    private static string Few(IReadOnlyList<string> levels) => levels.Count <= 4 ? string.Join(", ", levels) : $"{string.Join(", ", levels.Take(3))}, …";

    private void WriteTraining(Screen screen)
    {
        if (model.Training is not { } training)
        {
            screen.Line("It was written or built by hand, not trained.");
            return;
        }

        Experiment experiment = Experiment.Of(model);
        screen.Line("Training", Tone.Strong);
        string validation = training.ValidationLoss is { } loss ? $", validation loss {Figures.Number(loss)}" : "";
        screen.Field("", $"{Figures.Some(training.Samples, "sample")}, {Figures.Some(training.Epochs, "epoch")}, the weights of epoch {training.BestEpoch}: training loss {Figures.Number(training.TrainingLoss)}{validation}", Indent);
        screen.Field("", training.StopReason, Indent);
        screen.Field("", $"{experiment.Optimizer.Name}, batches of {experiment.BatchSizeFor(training.Samples):N0}, schedule {experiment.Schedule.Name}, seed {experiment.Seed}; all settings: --json", Indent);
    }

    private static Activation? ActivationOf(Layer layer) => layer switch
    {
        Dense dense => dense.Activation,
        ActivationLayer own => own.Activation,
        _ => null,
    };

    private int ParametersOf(int layer) =>
        definition.Parameters.Where(slice => slice.Name.StartsWith(definition.LayerNames[layer] + ".", StringComparison.Ordinal)).Sum(slice => slice.Length);
}
