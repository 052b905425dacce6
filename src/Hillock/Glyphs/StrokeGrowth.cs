using Hillock.Kernels;

namespace Hillock.Glyphs;

/// <summary>Moves the borders of strokes outward by δ pixels, or inward where δ is less than 0, and inks them again without jagged edges.</summary>
/// <remarks>
/// Where a pixel is inked by the share a, the border is about a − ½ away; from a pixel at distance r it is that much nearer. So the new share is
/// a′(p) = δ + maxₙ (a(p + n) − |n|), between 0 and 1: dilation by a cone that falls by 1 in each pixel (Sternberg 1986). A trace of ink, less
/// than an eighth, counts for less, a − 12(⅛ − a), down to nothing on clean paper. Erosion is the same done to the paper.
/// </remarks>
internal sealed class StrokeGrowth
{
    private const int Side = GlyphFrame.Side, Margin = 3, Stride = Side + (2 * Margin);
    private const int Full = 255, Trace = 32, Steepness = 12;

    // The ways to the pixels around, the nearest first.
    private static readonly (int Offset, short Cost)[] Ways =
    [
        .. from y in Enumerable.Range(-Margin, (2 * Margin) + 1)
           from x in Enumerable.Range(-Margin, (2 * Margin) + 1)
           let distance = Math.Sqrt((x * x) + (y * y))
           where distance > 0 && distance < Margin
           orderby distance
           select ((y * Stride) + x, (short)Math.Round(Full * distance)),
    ];

    private readonly short[] heights = new short[Stride * Stride];
    private readonly short[] raised = new short[Stride * Stride];

    /// <summary>Grows in place.</summary>
    /// <param name="frame">[28, 28].</param>
    /// <param name="growth">δ, at most 1.5 either way.</param>
    public void Apply(Span<byte> frame, float growth)
    {
        int rise = (int)MathF.Round(Full * MathF.Abs(growth));
        if (rise == 0) return;
        byte paper = growth < 0 ? byte.MaxValue : byte.MinValue;
        Array.Fill(heights, Height(paper));
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++) heights[((y + Margin) * Stride) + x + Margin] = Height((byte)(frame[(y * Side) + x] ^ paper));
        }

        const int first = (Margin * Stride) + Margin, length = (Side * Stride) - (2 * Margin);
        heights.AsSpan(first, length).CopyTo(raised.AsSpan(first));
        foreach ((int offset, short cost) in Ways)
        {
            if (cost >= rise + Full) break; // too far to raise anything above 0
            Cone.Raise(heights.AsSpan(first + offset, length), cost, raised.AsSpan(first, length));
        }

        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
                frame[(y * Side) + x] = (byte)((byte)Math.Clamp(raised[((y + Margin) * Stride) + x + Margin] + rise, 0, Full) ^ paper);
        }
    }

    private static short Height(byte share) => (short)(share >= Trace ? share : share - (Steepness * (Trace - share)));
}
