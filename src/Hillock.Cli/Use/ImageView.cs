using Hillock.Cli.Screens;
using Hillock.Data;

namespace Hillock.Cli.Use;

/// <summary>Draws images side by side, two pixels above each other in a character, with their labels.</summary>
internal static class ImageView
{
    private const int Gap = 2;

    // An image is drawn about so wide.
    private const int Wanted = 14;

    public static void Write(Screen screen, ImageDataset images, IReadOnlyList<int> samples)
    {
        (int height, int width) = (images.Shape[1], images.Shape[2]);
        int size = Math.Max(width, height);
        int pixels = size <= Wanted / 2 + 2 ? size : (int)Math.Ceiling((double)size / Math.Max(1, (int)Math.Round((double)size / Wanted)));
        int across = (Screen.Width + Gap) / (pixels + Gap);
        foreach (int[] line in samples.Chunk(across))
        {
            for (int row = 0; row < pixels; row += 2)
                screen.Pixels([.. line.SelectMany((sample, i) => Row(images, sample, pixels, row, i > 0))]);
            screen.Line(string.Concat(line.Select(sample => Label(images.Labels[images.Class(sample)], pixels).PadRight(pixels + Gap))).TrimEnd(), Tone.Quiet);
            screen.Line();
        }
    }

    private static string Label(string label, int width) => label.Length <= width ? label : label[..(width - 1)] + "…";

    private static IEnumerable<(double Upper, double Lower)> Row(ImageDataset images, int sample, int pixels, int row, bool gap)
    {
        if (gap)
        {
            for (int i = 0; i < Gap; i++) yield return (0, 0);
        }

        for (int column = 0; column < pixels; column++)
            yield return (Brightness(images, sample, pixels, row, column), row + 1 < pixels ? Brightness(images, sample, pixels, row + 1, column) : 0);
    }

    // The mean of the image's pixels under one that is drawn, over all channels, 0 to 1.
    private static double Brightness(ImageDataset images, int sample, int pixels, int row, int column)
    {
        (int channels, int height, int width) = (images.Shape[0], images.Shape[1], images.Shape[2]);
        ReadOnlySpan<byte> all = images.Pixels(sample);
        (int top, int bottom) = (row * height / pixels, Math.Max((row * height / pixels) + 1, (row + 1) * height / pixels));
        (int left, int right) = (column * width / pixels, Math.Max((column * width / pixels) + 1, (column + 1) * width / pixels));
        double sum = 0;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++) sum += all[(((channel * height) + y) * width) + x];
            }
        }

        return Math.Min(1, sum / (channels * (bottom - top) * (right - left)) / images.Divisor);
    }
}
