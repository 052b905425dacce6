using Hillock.Data;
using Hillock.Distortions;
using Hillock.Images;

namespace Hillock.Cli.Use;

/// <summary>A picture of images: the first ones of each class, one in a row, and beside each how training varies it.</summary>
internal static class ImageSheet
{
    private const int MostImages = 10, Variations = 12, Gap = 2;

    // Small images are drawn with larger pixels.
    private const int WantedSide = 56;

    /// <summary>Draws the sheet into a PNG file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="images">The images.</param>
    /// <param name="augmentation">How they are varied; null: further images of the same class stand beside each.</param>
    /// <param name="seed">Where variations come from.</param>
    public static void Write(string path, ImageDataset images, Augmentation? augmentation, long seed)
    {
        int[] chosen = SampleView.PerClass(images, augmentation is null ? MostImages * (Variations + 1) : MostImages);
        int rows = Math.Min(MostImages, images.Labels.Count);
        var first = (ImageDataset)images.Subset([.. chosen.Take(augmentation is null ? rows : chosen.Length)]);
        ImageDataset[] columns = augmentation is null
            ? [.. chosen.Chunk(rows).Where(chunk => chunk.Length == rows).Select(chunk => (ImageDataset)images.Subset(chunk))]
            : [first, .. Enumerable.Range(0, Variations).Select(epoch => augmentation.Apply(first, seed, epoch))];
        GrayImage sheet = Draw(columns);
        try
        {
            File.WriteAllBytes(path, sheet.ToPng());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HillockException($"{path} cannot be written: {e.Message}", e);
        }
    }

    // White ink on black, as the images are, on gray.
    private static GrayImage Draw(ImageDataset[] columns)
    {
        (int height, int width) = (columns[0].Shape[1], columns[0].Shape[2]);
        int zoom = Math.Max(1, WantedSide / Math.Max(height, width));
        (int across, int down) = ((width * zoom) + Gap, (height * zoom) + Gap);
        (int sheetWidth, int sheetHeight) = ((columns.Length * across) + Gap, (columns[0].Count * down) + Gap);
        byte[] pixels = new byte[sheetWidth * sheetHeight];
        Array.Fill(pixels, (byte)128);
        for (int column = 0; column < columns.Length; column++)
        {
            for (int row = 0; row < columns[column].Count; row++)
            {
                ReadOnlySpan<byte> image = columns[column].Pixels(row);
                for (int y = 0; y < height * zoom; y++)
                {
                    for (int x = 0; x < width * zoom; x++)
                    {
                        double value = Math.Min(1, image[(y / zoom * width) + (x / zoom)] / columns[column].Divisor);
                        pixels[(((row * down) + Gap + y) * sheetWidth) + (column * across) + Gap + x] = (byte)Math.Round(255 * value);
                    }
                }
            }
        }

        return new GrayImage(sheetWidth, sheetHeight, pixels);
    }
}
