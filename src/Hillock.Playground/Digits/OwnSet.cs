using System.Globalization;
using System.Text;
using Hillock.Data;
using Hillock.Glyphs;
using Hillock.Playground.Messages;

namespace Hillock.Playground.Digits;

/// <summary>Glyphs that a visitor collects, each with a label of their own choice.</summary>
internal sealed class OwnSet
{
    private const int MostGlyphs = 2000, MostLabels = 50, LongestLabel = 16, Shown = 12;
    private const int Pixels = GlyphNormalizer.Side * GlyphNormalizer.Side;
    private const string LabelColumn = "label";

    // A pixel takes up to four characters.
    private const int LongestFile = MostGlyphs * (Pixels + LongestLabel) * 4;
    private const int Joiner = 0x200D; // stands within emoji

    private readonly List<GlyphSample> samples = [];

    /// <summary>The glyphs as they are now.</summary>
    public IReadOnlyList<GlyphSample> Samples => [.. samples];

    /// <summary>Its labels in the order of the alphabet, digits first.</summary>
    public IReadOnlyList<string> Labels => [.. samples.Select(sample => sample.Label).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Adds a glyph.</summary>
    /// <exception cref="HillockException">There is no room for it, or its label is none.</exception>
    public void Add(string label, ReadOnlySpan<byte> pixels)
    {
        label = label.Trim();
        if (label.Length is 0 or > LongestLabel || label.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format && rune.Value != Joiner)) throw new HillockException($"A label is a short text of 1 to {LongestLabel} letters.");

        string? read = Read($"{LabelColumn}\n{Quoted(label)}\n-\n", LabelColumn).Columns[0].Text(0);
        if (read != label) throw new HillockException($"In a table '{label}' stands for {(read is null ? "a missing value" : $"'{read}'")}: choose another label.");
        if (samples.Count >= MostGlyphs) throw new HillockException($"A set of the page holds up to {MostGlyphs:N0} glyphs: take some out, or save it and begin another.");
        if (samples.All(sample => sample.Label != label) && Labels.Count >= MostLabels) throw new HillockException($"A set of the page has up to {MostLabels} labels.");
        samples.Add(new GlyphSample(label, pixels.ToArray()));
    }

    /// <summary>Takes the newest glyph of a label out, or all of them.</summary>
    public void Discard(string label, bool all)
    {
        if (all) samples.RemoveAll(sample => sample.Label == label);
        else if (samples.FindLastIndex(sample => sample.Label == label) is >= 0 and var newest) samples.RemoveAt(newest);
    }

    /// <summary>The set as the page is told of it.</summary>
    public OwnSetTold Describe() => new(
        [.. Labels.Select(label => (Label: label, Own: samples.Where(sample => sample.Label == label).ToArray()))
            .Select(own => new OwnClass(own.Label, own.Own.Length, [.. own.Own.Reverse().Take(Shown).Select(sample => sample.Pixels)]))]);

    /// <summary>The set as a table: the pixels p0, p1, … of each glyph, and its label.</summary>
    /// <exception cref="HillockException">It is empty.</exception>
    public string ToCsv()
    {
        if (samples.Count == 0) throw new HillockException("There is nothing in your set yet: add glyphs to it.");
        var text = new StringBuilder();
        for (int pixel = 0; pixel < Pixels; pixel++) text.Append(CultureInfo.InvariantCulture, $"p{pixel},");
        text.Append(LabelColumn).Append('\n');
        foreach (GlyphSample sample in samples)
        {
            foreach (byte pixel in sample.Pixels) text.Append(pixel).Append(',');
            text.Append(Quoted(sample.Label)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Adds the glyphs of a table that was written so; all of them or none.</summary>
    /// <exception cref="HillockException">It is another table, or there is no room.</exception>
    public void Bring(string name, string text)
    {
        if (text.Length > LongestFile) throw new HillockException($"{name} is larger than a set of {MostGlyphs:N0} glyphs can be, the most that the page holds.");
        Table table = Read(text, name);
        Column?[] pixels = [.. Enumerable.Range(0, Pixels).Select(pixel => Find(table, $"p{pixel}"))];
        if (Find(table, LabelColumn) is not { } labels || pixels.Any(column => column?.Kind is not ColumnKind.Number))
            throw new HillockException($"{name} is no set of glyphs: that has the columns p0 to p{Pixels - 1}, the pixels, and '{LabelColumn}'. A table of another kind is for the room Table.");

        int before = samples.Count;
        try
        {
            byte[] glyph = new byte[Pixels];
            for (int row = 0; row < table.RowCount; row++)
            {
                for (int pixel = 0; pixel < Pixels; pixel++) glyph[pixel] = Pixel(pixels[pixel]!, row, name);
                Add(labels.Text(row) ?? "", glyph);
            }
        }
        catch (HillockException)
        {
            samples.RemoveRange(before, samples.Count - before);
            throw;
        }
    }

    // Labels are texts, whatever they look like.
    private static Table Read(string text, string name) => Table.ReadCsv(new StringReader(text), name, new CsvOptions { Header = true, Categories = [LabelColumn] });

    private static string Quoted(string label) => $"\"{label.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static Column? Find(Table table, string name) => table.Columns.FirstOrDefault(column => column.Name == name);

    private static byte Pixel(Column column, int row, string name) => column.Number(row) is >= 0 and <= byte.MaxValue and var value && Math.Floor(value) == value
        ? (byte)value
        : throw new HillockException($"{name}, row {row + 1}, column '{column.Name}': a pixel is a whole number from 0 to 255.");
}
