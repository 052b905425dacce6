using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Layers;
using Hillock.Metrics;
using Hillock.Models;

namespace Hillock.Cli.Compare;

/// <summary>What training took.</summary>
internal sealed record Effort(int Epochs, TimeSpan Time);

/// <summary>One of the networks that are compared.</summary>
/// <param name="Name">How it came to be.</param>
/// <param name="Model">The network.</param>
/// <param name="Evaluation">How good it is on the rows to judge by.</param>
/// <param name="Effort">What training took; null: it was built.</param>
internal sealed record Contender(string Name, Model Model, Evaluation Evaluation, Effort? Effort)
{
    /// <summary>Units of each layer, the output's last.</summary>
    public IReadOnlyList<int> Shape { get; } = [.. Model.Definition.Layers.OfType<Dense>().Select(layer => layer.Units)];

    /// <summary>The share of right answers; null for numbers.</summary>
    public double? Accuracy => (Evaluation as ClassificationEvaluation)?.Accuracy;

    /// <summary>The share of wrong answers, or the root of the mean squared error.</summary>
    public double Error => Evaluation is RegressionEvaluation numbers ? numbers.RootMeanSquaredError : 1 - (Accuracy ?? double.NaN);
}

/// <summary>The networks side by side.</summary>
internal sealed record ComparisonResult(string Path, int Learned, int Judged, bool HeldOut, IReadOnlyList<Contender> Contenders)
{
    public void Write(Screen screen)
    {
        bool classes = Contenders[0].Accuracy is not null;
        screen.Line(HeldOut
            ? $"{Path}: {Figures.Some(Learned, "row")} to learn from, {Judged:N0} held out to judge by"
            : $"{Path}: {Figures.Some(Judged, "row")}, learned and judged by");
        var grid = new Grid(["network", "units", "in all", "parameters", .. classes ? (string[])["accuracy"] : [], "error", "epochs", "time"]) { LeftColumns = 2 };
        foreach (Contender each in Contenders)
        {
            Cell error = classes ? Figures.Percent(each.Error) : Figures.Number(each.Error);
            grid.Add(
            [
                new Cell(each.Name, Tone.Strong), string.Join('-', each.Shape), Figures.Count(each.Shape.Sum()), Figures.Count(each.Model.Definition.ParameterCount),
                .. classes ? (Cell[])[Figures.Percent(each.Accuracy!.Value)] : [], error,
                each.Effort is { } effort ? Figures.Count(effort.Epochs) : "", each.Effort is { } taken ? Figures.Duration(taken.Time) : "",
            ]);
        }

        screen.Table(grid);
    }

    public void WriteJson() => JsonOutput.Write(json =>
    {
        json.WriteString("data", Path);
        json.WriteNumber("learned", Learned);
        json.WriteNumber("judged", Judged);
        json.WriteStartArray("networks");
        foreach (Contender each in Contenders)
        {
            json.WriteStartObject();
            json.WriteString("name", each.Name);
            json.WriteStartArray("units");
            foreach (int units in each.Shape) json.WriteNumberValue(units);
            json.WriteEndArray();
            json.WriteNumber("parameters", each.Model.Definition.ParameterCount);
            if (each.Accuracy is { } accuracy) json.WriteNumber("accuracy", accuracy);
            JsonOutput.WriteFigure(json, "error", each.Error);
            if (each.Effort is { } effort)
            {
                json.WriteNumber("epochs", effort.Epochs);
                json.WriteNumber("seconds", Math.Round(effort.Time.TotalSeconds, 3));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
