using Hillock.Images;

namespace Hillock.Reports;

/// <summary>Small pictures as PNG in a <c>data:</c> address, so that the page needs no other file.</summary>
internal static class Picture
{
    // Steps from nothing to full strength, on either side.
    private const int Steps = 63;

    // Orange for less than 0, blue for more: told apart by nearly all eyes, and visible on white and on black.
    private static readonly byte[] Negative = [0xE0, 0x6C, 0x0A];
    private static readonly byte[] Positive = [0x14, 0x7A, 0xC2];

    /// <summary>Numbers as colors: orange below 0, blue above, transparent at 0.</summary>
    /// <param name="values">[height, width].</param>
    /// <param name="width">Numbers in a row.</param>
    /// <param name="largest">The absolute value that gets the full color.</param>
    public static string Diverging(ReadOnlySpan<double> values, int width, double largest)
    {
        byte[] pixels = new byte[values.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            double strength = largest > 0 ? Math.Clamp(values[i] / largest, -1, 1) : 0;
            pixels[i] = (byte)(Steps + (int)Math.Round(Steps * strength));
        }

        byte[] colors = [.. Enumerable.Range(-Steps, (2 * Steps) + 1).SelectMany(step => step < 0 ? Negative : Positive)];
        byte[] alphas = [.. Enumerable.Range(-Steps, (2 * Steps) + 1).Select(step => (byte)(255 * Math.Abs(step) / Steps))];
        return Address(pixels, width, PngWriter.Palette, ("PLTE", colors), ("tRNS", alphas));
    }

    /// <summary>An image of one channel as ink on paper: the largest value is black.</summary>
    /// <param name="values">[height, width].</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="largest">The value of full ink.</param>
    public static string Ink(ReadOnlySpan<byte> values, int width, double largest)
    {
        byte[] pixels = new byte[values.Length];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(255 - Math.Clamp(Math.Round(255 * values[i] / largest), 0, 255));
        return Address(pixels, width, PngWriter.Gray);
    }

    /// <summary>An image of three channels.</summary>
    /// <param name="values">[3, height, width].</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="largest">The value of full light.</param>
    public static string Photo(ReadOnlySpan<byte> values, int width, double largest)
    {
        int size = values.Length / 3;
        byte[] pixels = new byte[values.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(Math.Round(255 * values[((i % 3) * size) + (i / 3)] / largest), 0, 255);
        return Address(pixels, width, PngWriter.Color);
    }

    private static string Address(byte[] pixels, int width, byte kind, params ReadOnlySpan<(string Name, byte[] Content)> extra) =>
        "data:image/png;base64," + Convert.ToBase64String(PngWriter.Encode(pixels, width, kind, extra));
}
