using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Digits;
using Hillock.Glyphs;
using Hillock.Images;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Reading;
using Hillock.Tensors;

namespace Hillock.Tests.Reading;

public class GlyphTrackerTests
{
    private static readonly GlyphReader Reader = new(Untrained().WithGlyphs(new GlyphSettings { Threshold = 0.6 }));

    [Fact]
    public void A_label_that_most_frames_say_is_steady()
    {
        var tracker = new GlyphTracker(Reader);
        List<string?> shown = [];
        for (int frame = 0; frame < 60; frame++)
        {
            // Every fifth frame is misread, and surely.
            GlyphReading reading = Reading(50 + (frame % 3), frame % 5 == 4 ? 7 : 1, 0.95);
            shown.AddRange(tracker.Update([reading]).Select(glyph => glyph.Label));
        }

        Assert.Equal(59, shown.Count);
        Assert.All(shown, label => Assert.Equal("1", label));
    }

    [Fact]
    public void Frames_that_disagree_are_unsure_and_never_flicker_between_two_labels()
    {
        var tracker = new GlyphTracker(Reader);
        List<string?> shown = [];
        for (int frame = 0; frame < 60; frame++) shown.AddRange(tracker.Update([Reading(50, frame % 2 == 0 ? 1 : 7, 0.7)]).Select(glyph => glyph.Label));

        Assert.DoesNotContain("1", shown[10..]);
        Assert.DoesNotContain("7", shown[10..]);
    }

    [Fact]
    public void A_glyph_that_is_exchanged_gets_its_new_label_within_half_a_second()
    {
        var tracker = new GlyphTracker(Reader);
        for (int frame = 0; frame < 30; frame++) tracker.Update([Reading(50, 1, 0.95)]);
        int frames = 0;
        while (tracker.Update([Reading(50, 7, 0.95)])[0].Label != "7") frames++;

        Assert.InRange(frames, 1, 12);
    }

    [Fact]
    public void A_glyph_that_is_lost_for_a_frame_stays_and_one_that_is_gone_goes()
    {
        var tracker = new GlyphTracker(Reader);
        for (int frame = 0; frame < 5; frame++) tracker.Update([Reading(50, 1, 0.95), Reading(200, 2, 0.95)]);
        int number = tracker.Update([Reading(200, 2, 0.95)])[0].Number;

        Assert.Equal(number, tracker.Update([Reading(52, 1, 0.95), Reading(203, 2, 0.95)])[0].Number);
        for (int frame = 0; frame < 8; frame++) tracker.Update([Reading(200, 2, 0.95)]);
        Assert.Equal("2", Assert.Single(tracker.Update([Reading(200, 2, 0.95)])).Label);
    }

    [Fact]
    public void What_is_seen_in_one_frame_only_is_not_shown()
    {
        var tracker = new GlyphTracker(Reader);

        Assert.Empty(tracker.Update([Reading(50, 1, 0.95)]));
        Assert.Empty(tracker.Update([]));
    }

    [Fact]
    public void Temperature_flattens_probabilities_and_the_threshold_makes_a_reading_unsure()
    {
        Model model = Untrained();
        var sheet = new Sheet(120, 120);
        sheet.Draw(Drawings.Digits[3][0], new Place(60, 60, 70), 7);
        GrayImage picture = Camera.Take(sheet, new Dice(5), roughness: 0);

        GlyphReading plain = Assert.Single(new GlyphReader(model.WithGlyphs(new GlyphSettings { Threshold = 0 })).Read(picture));
        GlyphReading flat = Assert.Single(new GlyphReader(model.WithGlyphs(new GlyphSettings { Temperature = 3, Threshold = 0.99 })).Read(picture));

        double[] expected = [.. plain.Probabilities.Select(p => Math.Pow(p, 1 / 3.0))];
        double sum = expected.Sum();
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i] / sum, flat.Probabilities[i], 1e-12);
        Assert.NotNull(plain.Label);
        Assert.Equal((null, "unsure"), (flat.Label, flat.ToString()));
    }

    [Fact]
    public void A_model_of_glyphs_normalizes_whatever_way_its_pixels_come_and_keeps_its_settings_in_its_file()
    {
        var settings = new GlyphSettings { Thickness = 3, Temperature = 1.5, Threshold = 0.7, Stages = GlyphStages.Without("deskewing") };
        Model model = Untrained().WithGlyphs(settings);
        using var file = new MemoryStream();
        model.Save(file);
        Model loaded = Model.Load(file.ToArray());
        byte[] pixels = new byte[784];
        for (int i = 0; i < 15; i++) pixels[(i * 28) + 140 + i] = pixels[(i * 28) + 141 + i] = 250;
        var images = new ImageDataset(pixels, new Shape(1, 28, 28), [0], [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);

        GlyphReading read = Assert.Single(new GlyphReader(loaded, settings with { Temperature = 1 }).Read(new GrayImage(28, 28, pixels)));

        Assert.Equal(settings, loaded.Preprocessing.Pixels!.Glyphs);
        Assert.Equal(read.Probabilities, loaded.Predict(images)[0].Probabilities);
        Assert.Equal(read.Probabilities, loaded.Predict(images.ToTable())[0].Probabilities);
        Assert.Equal(read.Probabilities, loaded.Predict((ReadOnlySpan<double>)Array.ConvertAll(pixels, pixel => (double)pixel)).Probabilities);
    }

    // A glyph at a place, of which the model is so sure.
    private static GlyphReading Reading(int x, int label, double probability)
    {
        double[] probabilities = [.. Enumerable.Range(0, 10).Select(i => i == label ? probability : (1 - probability) / 9)];
        return new GlyphReading(new Glyph(new GlyphBox(x, 40, 30, 40), new byte[784]), probability >= 0.6 ? $"{label}" : null, [.. probabilities]);
    }

    private static Model Untrained()
    {
        var images = new ImageDataset(new byte[784], new Shape(1, 28, 28), [0], [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
        var definition = new ModelDefinition(new Shape(1, 28, 28), [new Flatten(), new Dense(10, Activation.Softmax)], Loss.CrossEntropy);
        double[] parameters = [.. Enumerable.Range(0, definition.ParameterCount).Select(i => Math.Sin(i) / 4)];
        return new Model(definition, parameters, Preprocessing.Fit(images));
    }
}
