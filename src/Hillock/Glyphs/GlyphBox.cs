namespace Hillock.Glyphs;

/// <summary>Where a glyph stands in its picture, in pixels.</summary>
/// <param name="X">The left column.</param>
/// <param name="Y">The upper row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct GlyphBox(int X, int Y, int Width, int Height)
{
    internal int Right => X + Width;

    internal int Bottom => Y + Height;

    internal int Length => Math.Max(Width, Height);

    internal double CenterX => X + Width / 2.0;

    internal double CenterY => Y + Height / 2.0;

    /// <summary>The smallest box around both.</summary>
    internal GlyphBox Around(GlyphBox other)
    {
        (int x, int y) = (Math.Min(X, other.X), Math.Min(Y, other.Y));
        return new GlyphBox(x, y, Math.Max(Right, other.Right) - x, Math.Max(Bottom, other.Bottom) - y);
    }

    /// <summary>The box with a pixel more on each side, as far as there is one.</summary>
    /// <param name="width">The picture's width.</param>
    /// <param name="height">The picture's height.</param>
    internal GlyphBox WithRim(int width, int height)
    {
        (int x, int y) = (Math.Max(X - 1, 0), Math.Max(Y - 1, 0));
        return new GlyphBox(x, y, Math.Min(Right + 1, width) - x, Math.Min(Bottom + 1, height) - y);
    }

    /// <summary>Columns that both have.</summary>
    internal int SharedWidth(GlyphBox other) => Math.Max(0, Math.Min(Right, other.Right) - Math.Max(X, other.X));

    /// <summary>Rows that both have.</summary>
    internal int SharedHeight(GlyphBox other) => Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Y, other.Y));

    /// <summary>Intersection over union: 1 for equal boxes, 0 for boxes apart.</summary>
    internal double Overlap(GlyphBox other)
    {
        double shared = (double)SharedWidth(other) * SharedHeight(other);
        return shared / ((double)Width * Height + (double)other.Width * other.Height - shared);
    }
}
