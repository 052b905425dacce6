using System.Text.Json.Nodes;
using Hillock.Definitions;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Schedules;
using Hillock.Training;

namespace Hillock.Reports;

/// <summary>What the model is and how it was made: layers, settings, data, the command and the hash that a second run must give.</summary>
internal static class Recipe
{
    /// <summary>Writes the section.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="model">The model.</param>
    /// <param name="parts">Training, validation, test: those that there are.</param>
    /// <param name="command">The command that made it; empty if there was none.</param>
    public static void Write(HtmlWriter html, Model model, IReadOnlyList<ExaminedPart> parts, string command)
    {
        html.Write($"<section id=\"recipe\">\n<div class=\"note\"><h2>How it was made</h2>\n");
        html.Write($"<p>The same settings on the same data gives the same model, to the last bit, and so the same hash.</p></div>\n<div class=\"figure\">\n");
        WriteLayers(html, model.Definition);
        html.Write($"<dl>\n");
        WriteSettings(html, model, parts);
        foreach (string note in parts[0].Dataset.Notes.Prepend(parts[0].Dataset.TaskReason)) WriteLine(html, "Data", note);
        WriteLine(html, "Samples", string.Join(", ", parts.Select(part => $"{NumberText.Count(part.Count)} {part.Name.ToLowerInvariant()}")));
        html.Write($"</dl>\n");
        if (command.Length > 0) html.Write($"<h3>Command</h3>\n<pre><code>{command}</code></pre>\n");
        html.Write($"<h3>Hash of definition and parameters (SHA-256)</h3>\n<pre><code>{model.Hash}</code></pre>\n</div></section>\n");
    }

    private static void WriteLayers(HtmlWriter html, ModelDefinition definition)
    {
        html.Write($"<div class=\"scroll\"><table class=\"figures layers\"><thead><tr><th scope=\"col\">Layer</th><th scope=\"col\" class=\"word\">Kind</th><th scope=\"col\">Output</th><th scope=\"col\">Parameters</th></tr></thead><tbody>\n");
        html.Write($"<tr><th scope=\"row\">input</th><td class=\"word\"></td><td>{definition.Input.ToString()}</td><td>0</td></tr>\n");
        foreach (LayerPlace place in definition.Layout.Places)
        {
            html.Write($"<tr><th scope=\"row\">{NumberText.Short(place.Site.Name)}</th><td class=\"word\">{place.Layer.Describe()}{(place.Layer.Frozen ? ", frozen" : "")}</td>");
            html.Write($"<td>{place.Site.Output.ToString()}</td><td>{NumberText.Count(place.Site.Parameters.Sum(slice => (long)slice.Length))}</td></tr>\n");
        }

        html.Write($"</tbody></table></div>\n");
    }

    private static void WriteSettings(HtmlWriter html, Model model, IReadOnlyList<ExaminedPart> parts)
    {
        WriteLine(html, "Loss", Words(model.Definition.Loss.ToJson()));
        WriteLine(html, "Precision", Names.Of(model.Precision));
        if (model.ExperimentJson is null) return;
        Experiment experiment = Experiment.Of(model);
        WriteLine(html, "Optimizer", Words(experiment.Optimizer.ToJson()));
        if (experiment.Schedule != Schedule.Constant) WriteLine(html, "Schedule", Words(experiment.Schedule.ToJson()));
        if (experiment.Optimizer is GradientOptimizer) WriteLine(html, "Batch", NumberText.Count(experiment.BatchSizeFor(parts[0].Count), "sample"));
        WriteLine(html, "Epochs", $"{NumberText.Count(model.Training?.Epochs ?? experiment.Epochs)} of at most {NumberText.Count(experiment.Epochs)}");
        bool stopsEarly = experiment.Patience > 0 && parts.Any(part => part.Name == ExaminedPart.Validation);
        WriteLine(html, "Stopping", stopsEarly ? $"after {NumberText.Count(experiment.Patience, "epoch")} without a better validation loss" : "never early");
        if (experiment.L1 > 0) WriteLine(html, "L1", $"{experiment.L1}");
        if (experiment.L2 > 0) WriteLine(html, "L2", $"{experiment.L2}");
        if (experiment.ClipNorm is { } norm) WriteLine(html, "Gradient norm", $"at most {norm}");
        if (experiment.ClipValue is { } value) WriteLine(html, "Gradient", $"at most {value} in any component");
        if (experiment.MaxNorm is { } limit) WriteLine(html, "Weights of a unit", $"norm at most {limit}");
        if (experiment.ClassWeights != ClassWeights.None) WriteLine(html, "Class weights", Names.Of(experiment.ClassWeights));
        if (experiment.Threshold is not null) WriteLine(html, "Decision threshold", $"{model.DecisionThreshold}");
        WriteLine(html, "Seed", $"{experiment.Seed}");
    }

    private static void WriteLine(HtmlWriter html, string name, string text) => html.Write($"<div><dt>{name}</dt><dd>{text}</dd></div>\n");

    // {"type":"adam","learning_rate":0.001,"weight_decay":0} becomes: adam, learning rate 0.001.
    private static string Words(JsonNode json)
    {
        if (json is not JsonObject settings) return json.GetValue<string>();
        IEnumerable<string> words = settings
            .Where(setting => setting.Key != "type" && setting.Value is not null && setting.Value.ToJsonString() is not "0")
            .Select(setting => $"{setting.Key.Replace('_', ' ')} {setting.Value!.ToJsonString().Replace("E-0", "e-").Replace('E', 'e')}");
        return string.Join(", ", words.Prepend(settings["type"]!.GetValue<string>()));
    }
}
