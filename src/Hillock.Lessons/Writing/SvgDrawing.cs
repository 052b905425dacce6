using System.Net;
using System.Text;
using Hillock.Lessons.Blocks;

namespace Hillock.Lessons.Writing;

/// <summary>Plots and maps as SVG whose colors are the page's: ink is <c>currentColor</c>, the rest are variables with colors for both light and dark.</summary>
internal static class SvgDrawing
{
    private const int Width = 680;
    private const int Height = 340;
    private const int Left = 70;
    private const int Bottom = 46;
    private const int Top = 28;
    private const int Right = 14;

    public static string Of(Plot plot)
    {
        (Axis across, Axis up) = (plot.Across, plot.Up);
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(plot.Title)}\" font-size=\"12\" fill=\"currentColor\">");
        foreach (double tick in up.Ticks())
        {
            svg.Append($"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick):F1}\" y2=\"{Y(tick):F1}\" stroke=\"currentColor\" stroke-opacity=\"0.25\" stroke-width=\"0.5\"/>");
            svg.Append($"<text x=\"{Left - 6}\" y=\"{Y(tick) + 4:F1}\" text-anchor=\"end\">{Axis.Label(tick)}</text>");
        }

        foreach (double tick in across.Ticks()) svg.Append($"<text x=\"{X(tick):F1}\" y=\"{Height - Bottom + 17}\" text-anchor=\"middle\">{Axis.Label(tick)}</text>");
        svg.Append($"<path d=\"M{Left} {Top}V{Height - Bottom}H{Width - Right}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.5\"/>");
        svg.Append($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(plot.X)}</text>");
        svg.Append($"<text x=\"4\" y=\"14\">{WebUtility.HtmlEncode(plot.Y)}</text>");
        double legend = Width - Right;
        for (int i = plot.Curves.Count - 1; i >= 0; i--)
        {
            string points = string.Join(' ', plot.Curves[i].Points.Where(point => double.IsFinite(X(point.X)) && double.IsFinite(Y(point.Y))).Select(point => $"{X(point.X):F1},{Y(point.Y):F1}"));
            svg.Append($"<polyline points=\"{points}\" fill=\"none\" stroke=\"{Color(i)}\" stroke-width=\"2\"/>");
            if (plot.Curves.Count == 1) continue;
            svg.Append($"<text x=\"{legend:F0}\" y=\"14\" text-anchor=\"end\" fill=\"{Color(i)}\">{WebUtility.HtmlEncode(plot.Curves[i].Name)}</text>");
            legend -= 16 + (6.6 * plot.Curves[i].Name.Length);
        }

        return svg.Append("</svg>").ToString();

        double X(double value) => Left + (across.Place(value) * (Width - Left - Right));
        double Y(double value) => Height - Bottom - (up.Place(value) * (Height - Top - Bottom));
    }

    public static string Of(PlaneMap map)
    {
        int rows = map.Values.Count, columns = map.Values[0].Length;
        var svg = new StringBuilder($"<svg class=\"map\" viewBox=\"0 0 {columns} {rows}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(map.Title)}\" shape-rendering=\"crispEdges\">");
        svg.Append($"<rect width=\"{columns}\" height=\"{rows}\" fill=\"var(--lesson-soft, #8882)\"/>");
        for (int row = 0; row < rows; row++)
        {
            // Neighbors of one value are one rectangle.
            for (int from = 0, to; from < columns; from = to)
            {
                double value = Shade(map.Values[row][from]);
                for (to = from + 1; to < columns && Shade(map.Values[row][to]) == value; to++) continue;
                if (value > 0) svg.Append($"<rect x=\"{from}\" y=\"{row}\" width=\"{to - from}\" height=\"1\" fill=\"{Color(0)}\" fill-opacity=\"{value:0.##}\"/>");
            }
        }

        return svg.Append("</svg>").ToString();
    }

    // As many shades as an eye tells apart, so that neighbors often share one.
    private static double Shade(double value) => Math.Round(Math.Clamp(value, 0, 1) * 16) / 16;

    private static string Color(int curve) => (curve % 5) switch
    {
        0 => "var(--lesson-0, #3b82c4)",
        1 => "var(--lesson-1, #d9722e)",
        2 => "var(--lesson-2, #2f9e5f)",
        3 => "var(--lesson-3, #9a6ddf)",
        _ => "var(--lesson-4, #d6588f)",
    };
}
