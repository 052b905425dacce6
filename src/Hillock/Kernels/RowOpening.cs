using System.Numerics;

namespace Hillock.Kernels;

/// <summary>Opening of a picture by a segment across its rows: the largest of the smallest of so many pixels one below the other (Serra 1982).</summary>
/// <remarks>What is less high than the segment is gone, all else stays. Bytes, so the same at every vector width. Oracle: <c>RowOpeningTests</c>.</remarks>
internal static class RowOpening
{
    /// <summary>Opens.</summary>
    /// <param name="picture">[height, width]; what lies beyond its borders has no say.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="length">Pixels of the segment.</param>
    /// <param name="smallest">[height, width] memory for the smallest.</param>
    /// <param name="opened">[height, width] the result.</param>
    public static void Apply(ReadOnlySpan<byte> picture, int width, int length, Span<byte> smallest, Span<byte> opened)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(smallest.Length, picture.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(opened.Length, picture.Length);
        int before = length / 2, after = length - 1 - before;
        Meet<Smaller>(picture, width, before, after, smallest);
        Meet<Larger>(smallest[..picture.Length], width, after, before, opened);
    }

    private static void Meet<TMeeting>(ReadOnlySpan<byte> picture, int width, int before, int after, Span<byte> met)
        where TMeeting : struct, IMeeting
    {
        int height = picture.Length / width;
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = met.Slice(y * width, width);
            int first = Math.Max(y - before, 0), last = Math.Min(y + after, height - 1);
            picture.Slice(first * width, width).CopyTo(row);
            for (int other = first + 1; other <= last; other++) Meet<TMeeting>(picture.Slice(other * width, width), row);
        }
    }

    private static void Meet<TMeeting>(ReadOnlySpan<byte> other, Span<byte> row)
        where TMeeting : struct, IMeeting
    {
        int x = 0;
        for (; x <= row.Length - Vector<byte>.Count; x += Vector<byte>.Count)
            TMeeting.Of(new Vector<byte>(row[x..]), new Vector<byte>(other[x..])).CopyTo(row[x..]);
        for (; x < row.Length; x++) row[x] = TMeeting.Of(row[x], other[x]);
    }

    private interface IMeeting
    {
        static abstract Vector<byte> Of(Vector<byte> a, Vector<byte> b);

        static abstract byte Of(byte a, byte b);
    }

    private readonly struct Smaller : IMeeting
    {
        public static Vector<byte> Of(Vector<byte> a, Vector<byte> b) => Vector.Min(a, b);

        public static byte Of(byte a, byte b) => Math.Min(a, b);
    }

    private readonly struct Larger : IMeeting
    {
        public static Vector<byte> Of(Vector<byte> a, Vector<byte> b) => Vector.Max(a, b);

        public static byte Of(byte a, byte b) => Math.Max(a, b);
    }
}
