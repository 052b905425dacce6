namespace Hillock.Reports;

/// <summary>A chart in SVG: axes at the left and below, hairlines at the ticks, and what figures draw into it in the data's own units.</summary>
internal sealed class Chart
{
    // A point of a line is left out when it lies closer to the last one drawn.
    private const double Fineness = 0.3;

    private readonly HtmlWriter html;
    private readonly Scale x;
    private readonly Scale y;
    private readonly double left;
    private readonly double top;
    private readonly double right;
    private readonly double bottom;

    private Chart(HtmlWriter html, Scale x, Scale y, (double Left, double Top, double Right, double Bottom) area)
    {
        (this.html, this.x, this.y) = (html, x, y);
        (left, top, right, bottom) = area;
    }

    /// <summary>Begins a chart; <see cref="Close"/> ends it.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="description">The chart in a sentence, for those who do not see it.</param>
    /// <param name="x">The axis below.</param>
    /// <param name="xTitle">What it shows.</param>
    /// <param name="y">The axis at the left.</param>
    /// <param name="yTitle">What it shows.</param>
    /// <param name="width">In units that are about pixels.</param>
    /// <param name="height">Likewise.</param>
    public static Chart Open(
        HtmlWriter html, string description, Scale x, string xTitle, Scale y, string yTitle, double width = 360, double height = 250)
    {
        var chart = new Chart(html, x, y, (46, 30, width - 14, height - 40));
        html.Write($"<svg class=\"chart\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{description}\">\n");
        chart.WriteAxes(xTitle, yTitle);
        return chart;
    }

    /// <summary>Begins a small square chart without numbers, from 0 to 1 both ways: one of many that are compared by their shape.</summary>
    public static Chart OpenSmall(HtmlWriter html, string description)
    {
        var chart = new Chart(html, Scale.Round(0, 1), Scale.Round(0, 1), (2, 2, 118, 118));
        html.Write($"<svg class=\"chart\" viewBox=\"0 0 120 120\" role=\"img\" aria-label=\"{description}\">\n");
        html.Write($"<rect class=\"frame\" x=\"2\" y=\"2\" width=\"116\" height=\"116\"/>\n");
        return chart;
    }

    /// <summary>Ends the chart.</summary>
    public void Close() => html.Write($"</svg>\n");

    /// <summary>A line through points; it breaks where a value is not finite.</summary>
    public void Line(IEnumerable<(double X, double Y)> points, string style)
    {
        html.Write($"<path class=\"line {style}\" d=\"");
        (double X, double Y)? last = null, skipped = null;
        foreach ((double px, double py) in points)
        {
            if (!double.IsFinite(px) || !double.IsFinite(py))
            {
                (last, skipped) = (null, null);
                continue;
            }

            (double X, double Y) point = (X(px), Y(py));
            bool isClose = last is { } drawn && Math.Abs(drawn.X - point.X) < Fineness && Math.Abs(drawn.Y - point.Y) < Fineness;
            skipped = isClose ? point : null;
            if (isClose) continue;
            if (last is null) html.Write($"M{point.X} {point.Y}h0L");
            else html.Write($" {point.X} {point.Y}");
            last = point;
        }

        if (skipped is { } end) html.Write($" {end.X} {end.Y}");
        html.Write($"\"/>\n");
    }

    /// <summary>Many equal dots, as one shape.</summary>
    public void Dots(IEnumerable<(double X, double Y)> points, string style)
    {
        html.Write($"<path class=\"dots {style}\" d=\"");
        foreach ((double px, double py) in points) html.Write($"M{X(px)} {Y(py)}h0");
        html.Write($"\"/>\n");
    }

    /// <summary>One dot with a name that shows when it is pointed at.</summary>
    public void Dot(double px, double py, string style, string name) =>
        html.Write($"<circle class=\"dot {style}\" cx=\"{X(px)}\" cy=\"{Y(py)}\" r=\"4\"><title>{name}</title></circle>\n");

    /// <summary>A bar that stands on the lower axis.</summary>
    public void Bar(double from, double to, double height, string name)
    {
        double end = Y(height);
        html.Write($"<rect class=\"bar\" x=\"{X(from) + 0.5}\" y=\"{end}\" width=\"{Math.Max(X(to) - X(from) - 1, 0.5)}\" height=\"{bottom - end}\"><title>{name}</title></rect>\n");
    }

    /// <summary>A line across the whole chart at a value of the lower axis.</summary>
    public void Upright(double px) =>
        html.Write($"<line class=\"mark\" x1=\"{X(px)}\" y1=\"{top}\" x2=\"{X(px)}\" y2=\"{bottom}\"/>\n");

    /// <summary>A line across the whole chart at a value of the lower axis, with its meaning beside it.</summary>
    /// <param name="px">The value.</param>
    /// <param name="text">What it means.</param>
    /// <param name="isLow">Whether the words stand below, as the curves are above.</param>
    public void Upright(double px, string text, bool isLow)
    {
        Upright(px);
        bool isRight = X(px) > (left + right) / 2;
        (double at, double height) = (X(px) + (isRight ? -6 : 6), isLow ? bottom - 8 : top + 12);
        html.Write($"<text x=\"{at}\" y=\"{height}\" text-anchor=\"{(isRight ? "end" : "start")}\">{text}</text>\n");
    }

    /// <summary>A word at a place of the chart.</summary>
    public void Text(double px, double py, string anchor, string text) =>
        html.Write($"<text x=\"{X(px)}\" y=\"{Y(py)}\" text-anchor=\"{anchor}\">{text}</text>\n");

    private double X(double value) => left + (x.At(value) * (right - left));

    private double Y(double value) => bottom - (y.At(value) * (bottom - top));

    private void WriteAxes(string xTitle, string yTitle)
    {
        foreach (double tick in y.Ticks)
        {
            html.Write($"<line class=\"hair\" x1=\"{left}\" y1=\"{Y(tick)}\" x2=\"{right}\" y2=\"{Y(tick)}\"/>");
            html.Write($"<text class=\"tick\" x=\"{left - 7}\" y=\"{Y(tick) + 4}\" text-anchor=\"end\">{y.Text(tick)}</text>\n");
        }

        html.Write($"<line class=\"axis\" x1=\"{left}\" y1=\"{bottom}\" x2=\"{right}\" y2=\"{bottom}\"/>\n");
        foreach (double tick in x.Ticks)
        {
            html.Write($"<line class=\"axis\" x1=\"{X(tick)}\" y1=\"{bottom}\" x2=\"{X(tick)}\" y2=\"{bottom + 4}\"/>");
            html.Write($"<text class=\"tick\" x=\"{X(tick)}\" y=\"{bottom + 17}\" text-anchor=\"middle\">{x.Text(tick)}</text>\n");
        }

        html.Write($"<text class=\"title\" x=\"0\" y=\"13\">{yTitle}</text>\n");
        html.Write($"<text class=\"title\" x=\"{right}\" y=\"{bottom + 35}\" text-anchor=\"end\">{xTitle}</text>\n");
    }
}
