using System.Globalization;
using Hillock.Data;
using Hillock.Glyphs;
using Hillock.Images;
using Hillock.Models;
using Hillock.Reading;

namespace Hillock.Digits;

/// <summary>How well the model reads what it never saw: digits and other things, on a canvas and before a camera, and MNIST's test part.</summary>
internal sealed class Evaluation(Model model)
{
    private const int Count = 3_000;

    private readonly GlyphReader reader = new(model);
    private readonly Model network = model.WithGlyphs(null);

    /// <summary>Writes the table as Markdown.</summary>
    public async Task WriteAsync(TextWriter output)
    {
        var test = (ImageDataset)(await Catalog.LoadAsync("mnist")).Test!;
        var pictures = new Pictures(test);
        await output.WriteLineAsync("| set | pictures | right and sure | right or unsure | unsure | right if never unsure | calibration error |");
        await output.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- |");
        await DigitsAsync("MNIST's test part", test.Count, i => (new GrayImage(28, 28, test.Pixels(i).ToArray()), test.Class(i), null));
        var writers = (ImageDataset)Catalog.Load("digits").Train;
        await DigitsAsync("8 × 8 pixels of other writers, enlarged", writers.Count, i => (Enlarged(writers, i), writers.Class(i), null));
        await DigitsAsync("canvas", Count, i => Of(pictures.CanvasDigit(i)));
        await DigitsAsync("camera", Count, i => Of(pictures.CameraDigit(i)));
        await OthersAsync("no digit, canvas", Count, pictures.CanvasOther);
        await OthersAsync("no digit, camera", Count, pictures.CameraOther);
        await output.WriteLineAsync($"\nNormalized twice, {Percent(Enumerable.Range(0, test.Count).Count(i => KeepsItsLabel(test.Pixels(i))), test.Count)} of MNIST's test part keep their label.");

        static (GrayImage, int, Written?) Of(Picture picture) => (picture.Image, picture.Digits[0].Label, picture.Digits[0]);

        async Task DigitsAsync(string name, int number, Func<int, (GrayImage Image, int Label, Written? Written)> picture)
        {
            int right = 0, unsure = 0, best = 0;
            List<(double, bool)> answers = [];
            for (int i = 0; i < number; i++)
            {
                (GrayImage image, int label, Written? written) = picture(i);
                (int answer, double probability) = Read(image, written);
                answers.Add((probability, answer == label));
                if (answer == label) best++;
                if (probability < reader.Settings.Threshold) unsure++;
                else if (answer == label) right++;
            }

            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {number:N0} | **{Percent(right, number)}** | {Percent(right + unsure, number)} | {Percent(unsure, number)} | {Percent(best, number)} | {Calibration.Error(answers):F4} |"));
        }

        async Task OthersAsync(string name, int number, Func<int, Picture> picture)
        {
            int unsure = Enumerable.Range(0, number).Count(i => Read(picture(i).Image, null).Probability < reader.Settings.Threshold);
            await output.WriteLineAsync($"| {name} | {number:N0} | | | **{Percent(unsure, number)}** | | |");
        }
    }

    private static string Percent(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:F2} %");

    private bool KeepsItsLabel(ReadOnlySpan<byte> image)
    {
        byte[] once = new byte[image.Length], twice = new byte[image.Length];
        var normalizer = new GlyphNormalizer(reader.Settings);
        normalizer.Normalize(image, GlyphNormalizer.Side, GlyphNormalizer.Side, once);
        normalizer.Normalize(once, GlyphNormalizer.Side, GlyphNormalizer.Side, twice);
        return Answer(once) == Answer(twice);

        int Answer(byte[] glyph) => Best(ModelMaker.Outputs(network, glyph));
    }

    // Between the pixels straight lines, made so steep that the ink has an edge, as a pen's has.
    private static GrayImage Enlarged(ImageDataset images, int sample)
    {
        const int zoom = 10, margin = 2;
        int inner = images.Shape[1], side = (inner + (2 * margin)) * zoom;
        byte[] pixels = new byte[side * side];
        ReadOnlySpan<byte> image = images.Pixels(sample);
        for (int i = 0; i < pixels.Length; i++)
        {
            double x = (((i % side) + 0.5) / zoom) - margin - 0.5, y = (((i / side) + 0.5) / zoom) - margin - 0.5, sum = 0;
            for (int j = 0; j < image.Length; j++)
                sum += image[j] * Math.Max(0, 1 - Math.Abs(x - (j % inner))) * Math.Max(0, 1 - Math.Abs(y - (j / inner)));
            pixels[i] = (byte)Math.Round(255 * Math.Clamp(0.5 + (((sum / images.Divisor) - 0.5) * zoom), 0, 1));
        }

        return new GrayImage(side, side, pixels);
    }

    // The glyph where the digit is; none found there is no answer.
    private (int Answer, double Probability) Read(GrayImage image, Written? written)
    {
        IReadOnlyList<GlyphReading> readings = reader.Read(image);
        if (written is { } digit)
            readings = [.. readings.Where(reading => digit.Overlap(reading.Glyph.Box) > 0.3).OrderByDescending(reading => digit.Overlap(reading.Glyph.Box)).Take(1)];
        return readings.MaxBy(reading => reading.Probability) is { } surest ? (Best(surest.Probabilities), surest.Probability) : (-1, 0);
    }

    private static int Best(IEnumerable<double> probabilities) => probabilities.Index().MaxBy(pair => pair.Item).Index;
}
