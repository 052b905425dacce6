using Hillock.Definitions;
using Hillock.Glyphs;
using Hillock.Playground.Messages;
using Hillock.Reading;
using Hillock.Tensors;
using Hillock.Tracing;

namespace Hillock.Playground.Digits;

/// <summary>Why a model reads a glyph as it does: its way to the network, the first layer's units, the images that are like it.</summary>
internal static class Examination
{
    private const int Neighbors = 8;

    /// <summary>Opens the glyph of a picture that stands in a box; null: there is none.</summary>
    /// <param name="model">What reads it.</param>
    /// <param name="reader">The same, with the stages that are on.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="number">The glyph's number, as the page was told.</param>
    /// <param name="box">Where it stands.</param>
    public static GlyphExamined? Of(ReadingModel model, GlyphReader reader, Picture picture, int number, GlyphBox box)
    {
        (GlyphTrace trace, IReadOnlyList<GlyphReading> readings) = reader.Trace(picture.Image);
        int place = readings.ToList().FindIndex(reading => reading.Glyph.Box == box);
        if (place < 0) return null;
        GlyphReading reading = readings[place];
        Trace passes = model.Passes(reading.Glyph.Pixels);
        return new GlyphExamined(
            picture.Number,
            number,
            reading.Label,
            Slides.Of(trace, place),
            [.. passes.Layers.First(layer => layer.Weights is not null).Output.Row(0).ToArray().Select(unit => (float)unit)],
            reading.Probabilities,
            [.. model.Likenesses.Nearest(passes, Neighbors).Select(near => new Likeness(near.Image.Label, near.Image.Pixels, near.Distance))]);
    }

    /// <summary>What a unit of the first layer looks for.</summary>
    /// <exception cref="HillockException">There is no such unit, or it does not look at the whole picture.</exception>
    public static UnitShown Unit(ReadingModel model, int unit)
    {
        ModelDefinition definition = model.Network.Definition;
        ParameterSlice weights = definition.Parameters.First(slice => slice.Role == ParameterRole.Weight);
        int units = weights.Shape[weights.Shape.Rank - 1];
        if (weights.Shape.Size != units * definition.Input.Size) throw new HillockException($"The first layer of {model.Name} looks at parts of the picture, not at all of it.");
        if (unit < 0 || unit >= units) throw new HillockException($"The first layer has no unit {unit + 1}: it has {units:N0}, counted from 1.");
        double[] all = model.Network.Parameter(weights.Name);
        string layer = weights.Name[..(weights.Name.IndexOf('.', StringComparison.Ordinal) + 1)];
        ParameterSlice? bias = definition.Parameters.FirstOrDefault(slice => slice.Role == ParameterRole.Bias && slice.Name.StartsWith(layer, StringComparison.Ordinal));
        return new UnitShown(
            unit,
            [.. Enumerable.Range(0, definition.Input.Size).Select(input => (float)all[(input * units) + unit])],
            bias is null ? 0 : model.Network.Parameter(bias.Name)[unit]);
    }
}
