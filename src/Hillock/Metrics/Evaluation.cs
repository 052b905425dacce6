using System.Text.Json;

namespace Hillock.Metrics;

/// <summary>How good predictions are on a set of samples. Its text is a summary to print.</summary>
public abstract record Evaluation
{
    private protected Evaluation(int samples, double loss)
    {
        Samples = samples;
        Loss = loss;
    }

    /// <summary>Number of samples.</summary>
    public int Samples { get; }

    /// <summary>The loss that training makes small, without penalties on weights.</summary>
    public double Loss { get; }

    /// <summary>Writes the figures as one JSON object; an undefined one is <c>null</c>.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteNumber("samples", Samples);
        WriteFigure(json, "loss", Loss);
        WriteFigures(json);
        json.WriteEndObject();
    }

    /// <summary>Writes the figures of this kind of evaluation.</summary>
    private protected abstract void WriteFigures(Utf8JsonWriter json);

    /// <summary>Writes one figure. JSON knows neither NaN nor infinity.</summary>
    private protected static void WriteFigure(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } figure && double.IsFinite(figure)) json.WriteNumber(name, figure);
        else json.WriteNull(name);
    }
}
