namespace Hillock.Glyphs;

/// <summary>Line by line, from left to right. A glyph stands on a line if its middle is no farther from the line's than half the line's height.</summary>
internal static class ReadingOrder
{
    /// <summary>Sorts.</summary>
    public static List<T> Sort<T>(List<T> items, Func<T, GlyphBox> boxOf)
    {
        List<T> sorted = [];
        List<(GlyphBox Box, T Item)> line = [];
        foreach ((GlyphBox box, T item) in items.Select(item => (Box: boxOf(item), item)).OrderBy(entry => entry.Box.CenterY).ThenBy(entry => entry.Box.X))
        {
            if (line.Count > 0 && box.CenterY - line.Average(entry => entry.Box.CenterY) > 0.5 * line.Average(entry => entry.Box.Height)) End();
            line.Add((box, item));
        }

        End();
        return sorted;

        void End()
        {
            sorted.AddRange(line.OrderBy(entry => entry.Box.X).ThenBy(entry => entry.Box.Y).Select(entry => entry.Item));
            line.Clear();
        }
    }
}
