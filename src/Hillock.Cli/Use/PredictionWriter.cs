using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hillock.Definitions;
using Hillock.Glyphs;
using Hillock.Models;
using Hillock.Reading;

namespace Hillock.Cli.Use;

/// <summary>Writes predictions, one line each, in the order of the rows.</summary>
internal abstract class PredictionWriter(Model model)
{
    protected Model Model { get; } = model;

    /// <summary>Whatever comes before the first line.</summary>
    public virtual void Begin(TextWriter output)
    {
    }

    public abstract void Write(TextWriter output, Prediction prediction);

    /// <summary>Writes what is read in a picture.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="picture">The picture's file.</param>
    /// <param name="readings">Its glyphs in reading order.</param>
    public abstract void Write(TextWriter output, string picture, IReadOnlyList<GlyphReading> readings);

    /// <summary>The labels of a picture's glyphs with blanks between; unsure without glyphs.</summary>
    protected static string Labels(IReadOnlyList<GlyphReading> readings) => readings.Count == 0 ? GlyphReading.Unsure : string.Join(' ', readings);

    /// <summary>Writes a number with as many digits as the model computes with.</summary>
    protected void WriteNumber(TextWriter output, double value)
    {
        Span<char> text = stackalloc char[32];
        int length;
        if (Model.Precision == Precision.Single) _ = ((float)value).TryFormat(text, out length);
        else _ = value.TryFormat(text, out length);
        output.Write(text[..length]);
    }

    /// <summary>Writes numbers with commas between them.</summary>
    protected void WriteNumbers(TextWriter output, IReadOnlyList<double> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (i > 0) output.Write(',');
            WriteNumber(output, values[i]);
        }
    }
}

/// <summary>CSV: the prediction, or one for each target, then the probabilities if asked for.</summary>
internal sealed class CsvPredictions(Model model, bool probabilities) : PredictionWriter(model)
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\n\r");

    public override void Begin(TextWriter output)
    {
        IReadOnlyList<string> targets = Model.Preprocessing.Target.Names;
        string[] names = Model.Preprocessing.OutputWidth > 1 && Model.Preprocessing.Labels.Count == 0
            ? [.. Enumerable.Range(0, Model.Preprocessing.OutputWidth).Select(i => $"prediction_{(i < targets.Count ? targets[i] : i + 1)}")]
            : ["prediction"];
        if (probabilities) names = [.. names, .. Model.Preprocessing.Labels.Select(label => $"p_{label}")];
        output.WriteLine(string.Join(',', names.Select(Quote)));
    }

    public override void Write(TextWriter output, Prediction prediction)
    {
        if (prediction.Label is { } label) output.Write(Quote(label));
        WriteNumbers(output, prediction.Values);
        if (probabilities && prediction.Probabilities.Count > 0)
        {
            output.Write(',');
            WriteNumbers(output, prediction.Probabilities);
        }

        output.Write('\n');
    }

    // The probabilities of several glyphs, or of none, have no place in a line.
    public override void Write(TextWriter output, string picture, IReadOnlyList<GlyphReading> readings)
    {
        output.Write(Quote(Labels(readings)));
        if (probabilities)
        {
            if (readings is [{ } only])
            {
                output.Write(',');
                WriteNumbers(output, only.Probabilities);
            }
            else output.Write(new string(',', Model.Preprocessing.Labels.Count));
        }

        output.Write('\n');
    }

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(Quoted) || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}

/// <summary>JSON lines: an object in each.</summary>
internal sealed class JsonPredictions(Model model, bool probabilities) : PredictionWriter(model)
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public override void Write(TextWriter output, Prediction prediction)
    {
        output.Write("{\"prediction\":");
        if (prediction.Label is { } label) output.Write(Text(label));
        else if (prediction.Values.Count == 1) WriteNumber(output, prediction.Values[0]);
        else
        {
            output.Write('[');
            WriteNumbers(output, prediction.Values);
            output.Write(']');
        }

        if (probabilities && prediction.Label is not null) WriteProbabilities(output, prediction.Probabilities);
        output.Write("}\n");
    }

    public override void Write(TextWriter output, string picture, IReadOnlyList<GlyphReading> readings)
    {
        output.Write($"{{\"picture\":{Text(Path.GetFileName(picture))},\"prediction\":{Text(Labels(readings))},\"glyphs\":[");
        for (int i = 0; i < readings.Count; i++)
        {
            GlyphBox box = readings[i].Glyph.Box;
            output.Write(i > 0 ? "," : "");
            output.Write($"{{\"box\":{{\"x\":{box.X},\"y\":{box.Y},\"width\":{box.Width},\"height\":{box.Height}}},\"label\":{Text(readings[i].ToString())}");
            WriteProbabilities(output, readings[i].Probabilities);
            output.Write('}');
        }

        output.Write("]}\n");
    }

    private void WriteProbabilities(TextWriter output, ValueList<double> values)
    {
        output.Write(",\"probabilities\":{");
        for (int i = 0; i < values.Count; i++)
        {
            output.Write(i > 0 ? "," : "");
            output.Write(Text(Model.Preprocessing.Labels[i]));
            output.Write(':');
            WriteNumber(output, values[i]);
        }

        output.Write('}');
    }

    private static string Text(string text) => $"\"{JsonEncodedText.Encode(text, Encoder)}\"";
}
