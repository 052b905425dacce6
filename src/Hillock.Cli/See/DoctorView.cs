using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Tracing.Diagnosis;

namespace Hillock.Cli.See;

/// <summary>What an examination came to, for people and as JSON.</summary>
internal sealed class DoctorView(DoctorReport report)
{
    private const int BarWidth = 24;

    public void Write(Screen screen)
    {
        WriteLayers(screen);
        screen.Line();
        if (report.Findings.Count == 0) screen.Line("Nothing is wrong.", Tone.Good);
        foreach (Finding finding in report.Findings) FindingView.Write(screen, finding);
    }

    public void WriteJson() => JsonOutput.Write(json =>
    {
        FindingView.WriteJson(json, report.Findings);
        json.WriteStartArray("layers");
        foreach (LayerVitals layer in report.Layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            JsonOutput.WriteFigure(json, "gradientNorm", layer.GradientNorm ?? double.NaN);
            json.WriteNumber("saturated", layer.Saturated);
            json.WriteNumber("dead", layer.Dead);
            json.WriteNumber("units", layer.Units);
            JsonOutput.WriteFigure(json, "delta", layer.Delta);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    // The bars' lengths are logarithms: what is left of δ from layer to layer is a product of factors.
    private void WriteLayers(Screen screen)
    {
        if (report.Layers.Count == 0) return;
        double[] logs = [.. report.Layers.Where(layer => layer.Delta > 0).Select(layer => Math.Log10(layer.Delta))];
        double low = logs.Length == 0 ? 0 : Math.Floor(logs.Min()) - 1, high = logs.Length == 0 ? 1 : Math.Ceiling(logs.Max()) + 0; // never −0
        var grid = new Grid("layer", "units", "dead", "saturated", "‖gradient‖", "δ", logs.Length == 0 ? "" : $"10^{low} … 10^{high}".PadRight(BarWidth));
        foreach (LayerVitals layer in report.Layers)
        {
            int length = layer.Delta > 0 ? (int)Math.Round(BarWidth * (Math.Log10(layer.Delta) - low) / (high - low)) : 0;
            grid.Add(
                layer.Name,
                Figures.Count(layer.Units),
                Figures.Count(layer.Dead),
                Figures.Count(layer.Saturated),
                layer.GradientNorm is { } norm ? Figures.Number(norm) : "–",
                Figures.Number(layer.Delta),
                new string('━', length).PadRight(BarWidth));
        }

        screen.Table(grid);
    }
}
