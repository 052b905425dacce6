using System.Diagnostics;
using System.Globalization;
using Hillock.Data;
using Hillock.Models;
using Hillock.Reading;

namespace Hillock.Digits;

/// <summary>How many digits of made-up pages are found, what else is taken for one, what is read, and how long a page takes.</summary>
internal sealed class Pages(Model model)
{
    private const int Count = 1_000;

    // Boxes of ink that overlap so much stand for the same thing: intersection over union.
    private const double SameBox = 0.6;

    private readonly GlyphReader reader = new(model);

    /// <summary>Writes the table as Markdown.</summary>
    public async Task WriteAsync(TextWriter output)
    {
        var pictures = new Pictures((ImageDataset)(await Catalog.LoadAsync("mnist")).Test!);
        reader.Read(pictures.Page(0).Image); // compiled before it is timed
        (Paper Paper, Page Page)[] pages = [.. Enumerable.Range(0, Count).Select(number => (Pictures.PaperOf(number), Read(pictures.Page(number))))];
        await output.WriteLineAsync("| paper | pages | digits | found | right and sure | wrong | what is no digit, found | pages exact | median time |");
        await output.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (IGrouping<Paper, Page> kind in pages.GroupBy(pair => pair.Paper, pair => pair.Page).OrderBy(kind => kind.Key)) await RowAsync($"{kind.Key}".ToLowerInvariant(), [.. kind]);
        await RowAsync("all", [.. pages.Select(pair => pair.Page)]);

        Task RowAsync(string name, Page[] rows)
        {
            int digits = rows.Sum(page => page.Digits);
            double[] times = [.. rows.Select(page => page.Time.TotalMilliseconds).Order()];
            return output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {rows.Length:N0} | {digits:N0} | {Share(rows.Sum(page => page.Found), digits)} | {Share(rows.Sum(page => page.Right), digits)} | {Share(rows.Sum(page => page.Wrong), digits)} | {rows.Sum(page => page.Extra):N0} | **{Share(rows.Count(page => page.IsExact), rows.Length)}** | {times[times.Length / 2]:F1} ms |"));
        }
    }

    private static string Share(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:F1} %");

    private Page Read(Picture page)
    {
        long start = Stopwatch.GetTimestamp();
        List<GlyphReading> readings = [.. reader.Read(page.Image)];
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        int found = 0, right = 0, wrong = 0;
        foreach (Written digit in page.Digits)
        {
            if (readings.Find(reading => digit.Overlap(reading.Glyph.Box) > SameBox) is not { } reading) continue;
            readings.Remove(reading);
            found++;
            if (reading.Label == $"{digit.Label}") right++;
            else if (reading.Label is not null) wrong++;
        }

        return new Page(page.Digits.Count, found, right, wrong, readings.Count, time);
    }

    private sealed record Page(int Digits, int Found, int Right, int Wrong, int Extra, TimeSpan Time)
    {
        /// <summary>Whether all digits are found, and nothing else.</summary>
        public bool IsExact => Found == Digits && Extra == 0;
    }
}
