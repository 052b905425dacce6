using Hillock.Tracing;

namespace Hillock.Reports;

/// <summary>A traced network drawn with its signals: each line is as thick as weight times input, blue for positive, orange for negative.</summary>
internal static class NetworkFigure
{
    private const int MostNodes = 8;
    private const double ColumnWidth = 128;
    private const double NarrowColumn = 84;
    private const double RowHeight = 50;
    private const double Radius = 20;
    private const double Top = 36;
    private const double Thickest = 5;

    /// <summary>Draws the layers that have weights or an activation; of a wide layer the units with the largest outputs.</summary>
    public static void Write(HtmlWriter html, Explanation explanation)
    {
        Trace trace = explanation.Trace;
        int[] layers = [.. Enumerable.Range(0, trace.Layers.Count).Where(layer => trace.Layers[layer].Weights is not null)];
        Column[] columns = [Column.Of("input", trace.Samples.Inputs, explanation.Sample), .. layers.Select(layer => Column.Of(trace.Layers[layer].Name, OutputOf(trace, layer), explanation.Sample))];
        int rows = columns.Max(column => column.Nodes.Length);
        (double width, double height) = (columns.Length * ColumnWidth, Top + (rows * RowHeight) + 24);

        html.Write($"<div class=\"scroll\"><svg class=\"net\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" style=\"min-width:{columns.Length * NarrowColumn}px\" role=\"img\" aria-label=\"The network with the signal on each connection and the output of each unit\">\n");
        for (int i = 0; i < layers.Length; i++) WriteLines(html, trace.Layers[layers[i]], explanation.Sample, columns[i], columns[i + 1], i, rows);
        for (int i = 0; i < columns.Length; i++) WriteNodes(html, columns[i], i, rows);
        html.Write($"</svg></div>\n");
    }

    // What leaves a layer, past those after it that have no weights of their own.
    private static Matrix OutputOf(Trace trace, int layer)
    {
        while (layer + 1 < trace.Layers.Count && trace.Layers[layer + 1].Weights is null) layer++;
        return trace.Layers[layer].Output;
    }

    private static void WriteLines(HtmlWriter html, LayerTrace layer, int sample, Column from, Column to, int column, int rows)
    {
        Matrix weights = layer.Weights!;
        double largest = from.Nodes.Max(i => to.Nodes.Max(j => Math.Abs(weights[i, j] * layer.Input[sample, i])));
        foreach ((int i, int left) in from.Nodes.Select((node, place) => (node, place)))
        {
            foreach ((int j, int right) in to.Nodes.Select((node, place) => (node, place)))
            {
                double signal = weights[i, j] * layer.Input[sample, i];
                double thickness = largest > 0 ? Math.Max(0.5, Thickest * Math.Abs(signal) / largest) : 0.5;
                (double x1, double y1, double x2, double y2) = (X(column) + Radius, Y(left, from, rows), X(column + 1) - Radius, Y(right, to, rows));
                html.Write($"<path class=\"{(signal < 0 ? "minus" : "plus")}\" stroke-width=\"{thickness}\" d=\"M{x1} {y1}L{x2} {y2}\"><title>{Explained.Short(weights[i, j])} · {Explained.Short(layer.Input[sample, i])} = {Explained.Short(signal)}</title></path>\n");
            }
        }
    }

    private static void WriteNodes(HtmlWriter html, Column column, int place, int rows)
    {
        html.Write($"<text class=\"name\" x=\"{X(place)}\" y=\"14\">{NumberText.Short(column.Name, 18)}</text>\n");
        for (int row = 0; row < column.Nodes.Length; row++)
        {
            (double x, double y, double value) = (X(place), Y(row, column, rows), column.Values[column.Nodes[row]]);
            html.Write($"<circle cx=\"{x}\" cy=\"{y}\" r=\"{Radius}\"><title>{column.Nodes[row] + 1}: {Explained.Short(value)}</title></circle>");
            html.Write($"<text x=\"{x}\" y=\"{y + 4}\">{Brief(value)}</text>\n");
        }

        if (column.Hidden > 0) html.Write($"<text class=\"name\" x=\"{X(place)}\" y=\"{Y(column.Nodes.Length - 1, column, rows) + Radius + 14}\">and {column.Hidden} more</text>\n");
    }

    private static string Brief(double value) => Math.Abs(value) is (>= 0.001 and < 10_000) or 0 ? $"{value:G3}".Replace('-', '−') : value < 0 ? "−…" : "≈0";

    private static double X(int column) => (column + 0.5) * ColumnWidth;

    private static double Y(int row, Column column, int rows) => Top + ((row + 0.5 + ((rows - column.Nodes.Length) / 2.0)) * RowHeight);

    private sealed record Column(string Name, double[] Values, int[] Nodes)
    {
        public int Hidden => Values.Length - Nodes.Length;

        public static Column Of(string name, Matrix values, int sample)
        {
            double[] row = values.Row(sample).ToArray();
            IEnumerable<int> nodes = Enumerable.Range(0, row.Length);
            if (row.Length > MostNodes) nodes = nodes.OrderByDescending(unit => Math.Abs(row[unit])).Take(MostNodes).Order();
            return new Column(name, row, [.. nodes]);
        }
    }
}
