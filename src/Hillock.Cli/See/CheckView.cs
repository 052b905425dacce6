using System.Text.Json;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Tracing;

namespace Hillock.Cli.See;

/// <summary>Gradients beside differences, for people and as JSON.</summary>
internal sealed class CheckView(GradientCheck check)
{
    public bool Passed => check.Passed;

    public void Write(Screen screen)
    {
        var grid = new Grid("layer", "parameters", "compared", "‖g‖", "error", "");
        foreach (LayerGradientCheck layer in check.Layers)
        {
            grid.Add(
                layer.Name,
                Figures.Count(layer.Parameters),
                Figures.Count(layer.Compared),
                Figures.Number(layer.GradientNorm),
                new Cell($"{layer.Error:0.0e0}", layer.Passed ? Tone.Plain : Tone.Bad),
                Verdict(layer));
        }

        screen.Table(grid);
        screen.Line();
        if (check.Layers.All(layer => layer.Compared == 0)) screen.Line("Nothing could be compared: no parameter can be moved without crossing a kink.");
        else screen.Line(check.Passed
            ? $"Backpropagation agrees with central differences in every layer, to {GradientCheck.Tolerance:0e0}."
            : $"Backpropagation and central differences differ by more than {GradientCheck.Tolerance:0e0}.", check.Passed ? Tone.Good : Tone.Bad);
        foreach (LayerGradientCheck layer in check.Layers)
        {
            foreach (GradientKink kink in layer.Kinks)
                screen.Field("kink", $"{Figures.Some(kink.Parameters, "parameter")} of '{layer.Name}' left out: with the least move a number passes the kink of {kink.Function} in {Place(kink)}, where the slope jumps");
        }

        if (check.Layers.Any(layer => layer.IsBelowNoise && layer.Error > GradientCheck.Tolerance))
            screen.Field("note", "where the gradient is too small, both differ by no more than the rounding of the loss: the error says nothing there");
        screen.Field("rows", check.Rows < check.TotalRows ? $"{check.Rows:N0} of {check.TotalRows:N0}" : $"all {check.Rows:N0}");
        if (check.IsSampled) screen.Field("sample", $"rows and parameters were chosen by the seed {check.Seed}; --rows and --parameters take more");
    }

    public void WriteJson() => JsonOutput.Write(json =>
    {
        json.WriteBoolean("passed", check.Passed);
        JsonOutput.WriteFigure(json, "error", check.Error);
        json.WriteNumber("tolerance", GradientCheck.Tolerance);
        json.WriteStartArray("layers");
        foreach (LayerGradientCheck layer in check.Layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            json.WriteNumber("parameters", layer.Parameters);
            json.WriteNumber("compared", layer.Compared);
            JsonOutput.WriteFigure(json, "gradientNorm", layer.GradientNorm);
            JsonOutput.WriteFigure(json, "error", layer.Error);
            json.WriteBoolean("belowNoise", layer.IsBelowNoise);
            WriteKinks(json, layer.Kinks);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("rows", check.Rows);
        json.WriteNumber("totalRows", check.TotalRows);
        json.WriteBoolean("sampled", check.IsSampled);
        json.WriteNumber("seed", check.Seed);
    });

    private static void WriteKinks(Utf8JsonWriter json, IReadOnlyList<GradientKink> kinks)
    {
        json.WriteStartArray("kinks");
        foreach (GradientKink kink in kinks)
        {
            json.WriteStartObject();
            json.WriteString("layer", kink.Layer);
            json.WriteString("function", kink.Function);
            json.WriteNumber("parameters", kink.Parameters);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Cell Verdict(LayerGradientCheck layer) => layer switch
    {
        { Compared: 0 } => new Cell("nothing to compare", Tone.Quiet),
        { Passed: false } => new Cell("differs", Tone.Bad),
        { IsBelowNoise: true, Error: > GradientCheck.Tolerance } => new Cell("too small to tell", Tone.Quiet),
        _ => new Cell("agrees", Tone.Good),
    };

    private static string Place(GradientKink kink) => kink.Layer == "loss" ? "the loss" : $"'{kink.Layer}'";
}
