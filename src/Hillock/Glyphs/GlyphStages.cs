namespace Hillock.Glyphs;

/// <summary>Which stages of the way from a picture to a glyph are done: each can be switched off, to see what it is for.</summary>
public sealed record GlyphStages
{
    /// <summary>All of them.</summary>
    public static GlyphStages All { get; } = new();

    /// <summary>Each pixel is divided by the paper around it, so that uneven light and shadows go.</summary>
    public bool Background { get; init; } = true;

    /// <summary>The threshold between paper and ink lies midway between the two as they are nearby; off: one threshold for the whole picture.</summary>
    public bool Threshold { get; init; } = true;

    /// <summary>Specks and the lines of ruled paper are dropped.</summary>
    public bool Opening { get; init; } = true;

    /// <summary>Pieces of one glyph, such as the bar of a 5, are put together.</summary>
    public bool Merging { get; init; } = true;

    /// <summary>Glyphs are sheared upright.</summary>
    public bool Deskewing { get; init; } = true;

    /// <summary>Strokes get the thickness of the training's.</summary>
    public bool Thickness { get; init; } = true;

    /// <summary>The glyph is brought to the size of the training's; off: the whole picture is squeezed.</summary>
    public bool Scaling { get; init; } = true;

    /// <summary>The center of mass is moved to the center; off: the glyph stays where it is in the picture.</summary>
    public bool Centering { get; init; } = true;

    /// <summary>The names of the stages, in the order in which they are done.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(stage => stage.Name)];

    /// <summary>The names of those that are switched off.</summary>
    public IReadOnlyList<string> SwitchedOff => [.. Table.Where(stage => !stage.IsOn(this)).Select(stage => stage.Name)];

    /// <summary>All stages but some.</summary>
    /// <param name="names">Names of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such stage; the nearest is offered.</exception>
    public static GlyphStages Without(params IEnumerable<string> names)
    {
        GlyphStages stages = All;
        foreach (string name in names)
        {
            int found = Array.FindIndex(Table, stage => stage.Name == name);
            if (found < 0) throw new ArgumentException(NearestName.Sentence("stage", name, Names));
            stages = Table[found].Off(stages);
        }

        return stages;
    }

    private static (string Name, Func<GlyphStages, bool> IsOn, Func<GlyphStages, GlyphStages> Off)[] Table =>
    [
        ("background", stages => stages.Background, stages => stages with { Background = false }),
        ("threshold", stages => stages.Threshold, stages => stages with { Threshold = false }),
        ("opening", stages => stages.Opening, stages => stages with { Opening = false }),
        ("merging", stages => stages.Merging, stages => stages with { Merging = false }),
        ("deskewing", stages => stages.Deskewing, stages => stages with { Deskewing = false }),
        ("thickness", stages => stages.Thickness, stages => stages with { Thickness = false }),
        ("scaling", stages => stages.Scaling, stages => stages with { Scaling = false }),
        ("centering", stages => stages.Centering, stages => stages with { Centering = false }),
    ];
}
