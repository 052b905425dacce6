namespace Hillock.Images;

/// <summary>A picture in shades of gray: 0 is black, 255 white.</summary>
/// <remarks>Nobody in the library writes to the pixels; who gives an array and goes on writing to it changes the picture.</remarks>
public sealed class GrayImage
{
    /// <summary>The most pixels that a picture may have: 64 mebipixels, more than a telephone's camera takes.</summary>
    public const int MaximumPixels = 1 << 26;

    private readonly byte[] pixels;

    /// <summary>A picture over an array, which is kept and not copied.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixels">[height, width] row-major, from the top left.</param>
    /// <exception cref="ArgumentException">The array has not width × height pixels, or there are none, or too many.</exception>
    public GrayImage(int width, int height, byte[] pixels)
    {
        if (width < 1 || height < 1 || (long)width * height > MaximumPixels)
            throw new ArgumentException($"A picture has 1 to {MaximumPixels:N0} pixels, not {width:N0} × {height:N0}.");
        if (pixels.Length != width * height) throw new ArgumentException($"A picture of {width:N0} × {height:N0} has {width * height:N0} pixels, not {pixels.Length:N0}.");
        (Width, Height, this.pixels) = (width, height, pixels);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>[height, width] row-major, from the top left.</summary>
    public ReadOnlySpan<byte> Pixels => pixels;

    /// <summary>The pixel of a column and a row, counted from the top left.</summary>
    public byte this[int x, int y] => Row(y)[x];

    /// <summary>A row of pixels, counted from the top.</summary>
    public ReadOnlySpan<byte> Row(int y) => pixels.AsSpan(y * Width, Width);

    /// <summary>Whether a file begins as a picture does.</summary>
    public static bool IsPicture(string path) => ImageFile.IsAt(path);

    /// <summary>Whether a file's bytes begin as a picture does.</summary>
    public static bool IsPicture(ReadOnlySpan<byte> bytes) => ImageFile.Begins(bytes);

    /// <summary>Reads a picture: PNG, JPEG, BMP or Netpbm (PGM, PPM); color becomes brightness, and a photograph stands as the camera was held.</summary>
    /// <exception cref="HillockException">There is no such file, or it is no whole picture, or too large.</exception>
    public static GrayImage Load(string path) => ImageFile.Read(path);

    /// <summary>Reads a picture from memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <param name="maximumPixels">The most pixels that it may have.</param>
    /// <exception cref="HillockException">It is no whole picture, or too large.</exception>
    public static GrayImage Load(ReadOnlySpan<byte> bytes, string source = "picture", int maximumPixels = MaximumPixels) => ImageFile.Read(bytes, source, maximumPixels);

    /// <summary>The same picture made smaller, each pixel the mean of those that fall to it.</summary>
    /// <param name="longest">So long may the longer side be; a picture that is no longer stays as it is.</param>
    public GrayImage ShrunkTo(int longest)
    {
        if (longest < 1) throw new ArgumentException($"A picture's side has at least 1 pixel, not {longest}.");
        if (Math.Max(Width, Height) <= longest) return this;
        int width = Math.Max(1, (int)((long)Width * longest / Math.Max(Width, Height))), height = Math.Max(1, (int)((long)Height * longest / Math.Max(Width, Height)));
        byte[] small = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            int top = (int)((long)y * Height / height), bottom = (int)((y + 1L) * Height / height);
            for (int x = 0; x < width; x++)
            {
                int left = (int)((long)x * Width / width), right = (int)((x + 1L) * Width / width);
                long sum = 0;
                for (int row = top; row < bottom; row++)
                {
                    foreach (byte pixel in Row(row)[left..right]) sum += pixel;
                }

                long count = (long)(bottom - top) * (right - left);
                small[(y * width) + x] = (byte)((sum + (count / 2)) / count);
            }
        }

        return new GrayImage(width, height, small);
    }

    /// <summary>The picture as the bytes of a PNG file. The same picture gives the same bytes.</summary>
    public byte[] ToPng() => PngWriter.Encode(pixels, Width, PngWriter.Gray);
}
