using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hillock.Metrics;

namespace Hillock.Cli.CommandLine;

/// <summary>Writes the one JSON object of <c>--json</c> to standard output.</summary>
internal static class JsonOutput
{
    /// <summary>Indented, and with letters of all alphabets as they are.</summary>
    public static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an object; the action writes what is in it.</summary>
    public static void Write(Action<Utf8JsonWriter> content)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, Options))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        memory.WriteByte((byte)'\n');
        using Stream output = Console.OpenStandardOutput();
        memory.WriteTo(output);
    }

    /// <summary>Writes an object that is there already.</summary>
    public static void Write(JsonObject content) => Write(json =>
    {
        foreach ((string name, JsonNode? value) in content)
        {
            json.WritePropertyName(name);
            if (value is null) json.WriteNullValue();
            else value.WriteTo(json);
        }
    });

    /// <summary>The few figures of a set of samples; <c>null</c> if there is none.</summary>
    public static void WriteSet(Utf8JsonWriter json, string name, Evaluation? evaluation)
    {
        if (evaluation is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("samples", evaluation.Samples);
        WriteFigure(json, "loss", evaluation.Loss);
        if (evaluation is ClassificationEvaluation classes) WriteFigure(json, "accuracy", classes.Accuracy);
        if (evaluation is RegressionEvaluation numbers)
        {
            WriteFigure(json, "rmse", numbers.RootMeanSquaredError);
            WriteFigure(json, "mae", numbers.MeanAbsoluteError);
            WriteFigure(json, "r2", numbers.R2);
        }

        json.WriteEndObject();
    }

    /// <summary>A number; <c>null</c> for what JSON does not know.</summary>
    public static void WriteFigure(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
