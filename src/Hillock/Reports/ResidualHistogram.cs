namespace Hillock.Reports;

/// <summary>How often errors of each size occur, in bins of equal, round width.</summary>
internal static class ResidualHistogram
{
    private const int MostBins = 60;

    /// <summary>Writes the chart.</summary>
    public static void Write(HtmlWriter html, double[] truth, double[] prediction, string name)
    {
        double[] errors = [.. prediction.Zip(truth, (p, t) => p - t)];
        (double low, double width, int[] counts) = Count(errors);
        Scale x = Scale.Exact(Math.Min(low, 0), Math.Max(low + (width * counts.Length), 0));
        string title = NumberText.Short(name, 24);
        Chart chart = Chart.Open(html, $"Errors of {title}", x, $"error of {title}", Scale.Round(0, counts.Max()), "samples", 360, 360);
        for (int bin = 0; bin < counts.Length; bin++)
        {
            (double from, double to) = (low + (bin * width), low + ((bin + 1) * width));
            if (counts[bin] > 0) chart.Bar(from, to, counts[bin], $"{NumberText.Value(from)} to {NumberText.Value(to)}: {NumberText.Count(counts[bin], "sample")}");
        }

        chart.Upright(0);
        chart.Close();
    }

    /// <summary>Bins by Freedman and Diaconis (1981), 2·IQR / ∛n wide, rounded to 1, 2 or 5 times a power of ten; a bin holds its lower end.</summary>
    internal static (double Low, double Width, int[] Counts) Count(double[] values)
    {
        double[] sorted = [.. values.Order()];
        (double low, double high) = (sorted[0], sorted[^1]);
        double range = high - low;
        if (range == 0) return (low - 0.5, 1, [values.Length]);

        double quartiles = sorted[sorted.Length * 3 / 4] - sorted[sorted.Length / 4];
        double width = Scale.RoundStep(Math.Max(2 * quartiles / Math.Cbrt(sorted.Length), range / MostBins));
        double first = Math.Floor(low / width);
        int[] counts = new int[(int)(Math.Floor(high / width) - first) + 1];
        foreach (double value in values) counts[(int)(Math.Floor(value / width) - first)]++;
        return (first * width, width, counts);
    }
}
