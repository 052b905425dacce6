using System.Text.Json.Nodes;
using Hillock.Files;

namespace Hillock.Glyphs;

/// <summary>How glyphs are normalized, and how sure a reading of one must be. Part of a model that was trained on glyphs normalized so.</summary>
public sealed record GlyphSettings
{
    /// <summary>Those that MNIST suggests, uncalibrated.</summary>
    public static GlyphSettings Default { get; } = new();

    /// <summary>The thickness that strokes get, in pixels of the 28 × 28; 2.5 is the median of MNIST's training digits.</summary>
    /// <exception cref="ArgumentException">Set to a thickness below 1 or above 6.</exception>
    public double Thickness
    {
        get;
        init => field = value is >= 1 and <= 6 ? value : throw new ArgumentException($"The thickness of strokes is 1 to 6 pixels, not {value}.");
    } = 2.5;

    /// <summary>Which stages are done.</summary>
    public GlyphStages Stages { get; init; } = GlyphStages.All;

    /// <summary>
    /// T of the calibrated probabilities pᵢ^(1/T) / Σⱼ pⱼ^(1/T), which is the softmax of the logits divided by T (Guo et al. 2017); above 1 for a
    /// network that is surer than it is right.
    /// </summary>
    /// <exception cref="ArgumentException">Set to a number that is not positive.</exception>
    public double Temperature
    {
        get;
        init => field = Require.Positive(value, "temperature");
    } = 1;

    /// <summary>The least calibrated probability of an answer; below it the reading is unsure.</summary>
    /// <exception cref="ArgumentException">Set below 0, or to 1 or more.</exception>
    public double Threshold
    {
        get;
        init => field = Require.Fraction(value, "least probability of an answer");
    } = 0.5;

    internal JsonObject ToJson()
    {
        var node = new JsonObject { ["thickness"] = Thickness, ["temperature"] = Temperature, ["threshold"] = Threshold };
        if (Stages.SwitchedOff is { Count: > 0 } off) node["off"] = new JsonArray([.. off.Select(name => (JsonNode)name)]);
        return node;
    }

    internal static GlyphSettings FromJson(JsonFields fields)
    {
        GlyphSettings settings = fields.Read("", () => new GlyphSettings
        {
            Thickness = fields.Number("thickness"),
            Temperature = fields.Number("temperature"),
            Threshold = fields.Number("threshold"),
            Stages = GlyphStages.Without(fields.Texts("off") ?? []),
        });
        fields.End();
        return settings;
    }
}
