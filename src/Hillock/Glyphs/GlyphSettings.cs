namespace Hillock.Glyphs;

/// <summary>How glyphs are normalized. Part of a model that was trained on glyphs normalized so.</summary>
public sealed record GlyphSettings
{
    /// <summary>Those that MNIST suggests.</summary>
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
}
