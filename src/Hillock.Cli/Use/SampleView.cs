using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Distortions;

namespace Hillock.Cli.Use;

/// <summary>Draws samples: images, points in the plane, or the head of a table.</summary>
internal static class SampleView
{
    private const int PlotColumns = 60;
    private const int PlotRows = 24;
    private const int MostRows = 10;
    private const int MostImages = 20;

    // From low to high values.
    private const string Shades = "·:-=+*#%@";

    // One mark for each class.
    private const string Marks = "o+x#@%*=&$";

    /// <summary>Draws some samples.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="dataset">The set.</param>
    /// <param name="augmentation">How images are varied; null: not.</param>
    /// <param name="seed">Where variations come from.</param>
    public static void Write(Screen screen, Dataset dataset, Augmentation? augmentation, long seed)
    {
        if (dataset is ImageDataset images)
        {
            var shown = (ImageDataset)images.Subset(PerClass(images, MostImages));
            ImageView.Write(screen, augmentation?.Apply(shown, seed) ?? shown, [.. Enumerable.Range(0, shown.Count)]);
        }
        else if (dataset is TableDataset table && Plane(table) is { } plane) WritePlane(screen, table, plane);
        else WriteHead(screen, (TableDataset)dataset);
    }

    /// <summary>The first samples of each class, class by class in turn.</summary>
    public static int[] PerClass(ImageDataset images, int most)
    {
        int each = Math.Max(1, most / images.Labels.Count);
        return [.. Enumerable.Range(0, images.Count).GroupBy(images.Class).OrderBy(group => group.Key)
            .SelectMany(group => group.Take(each).Select((sample, turn) => (sample, turn))).OrderBy(pair => pair.turn).Select(pair => pair.sample).Take(most)];
    }

    // The columns across and up, if the samples are points in a plane.
    private static (Column X, Column Y)? Plane(TableDataset dataset)
    {
        Column[] inputs = [.. dataset.InputNames.Select(name => dataset.Table[name])];
        if (inputs.Any(column => column.Kind != ColumnKind.Number) || dataset.TargetNames.Count != 1) return null;
        bool points = inputs is [{ } x, { } y] && x.Distinct() > 4 && y.Distinct() > 4;
        bool curve = inputs.Length == 1 && dataset.Task == LearningTask.Regression;
        return points ? (inputs[0], inputs[1]) : curve ? (inputs[0], dataset.Table[dataset.TargetNames[0]]) : null;
    }

    private static int Distinct(this Column column) => Enumerable.Range(0, column.Count).Select(column.Number).Distinct().Count();

    private static void WritePlane(Screen screen, TableDataset dataset, (Column X, Column Y) plane)
    {
        int[] rows = [.. Enumerable.Range(0, dataset.Count).Where(row => !plane.X.IsMissing(row) && !plane.Y.IsMissing(row))];
        (double left, double right) = Range(rows, plane.X);
        (double bottom, double top) = Range(rows, plane.Y);
        bool classes = dataset.Task != LearningTask.Regression;
        bool curve = dataset.InputNames.Count == 1;
        (double low, double high) = classes ? (0, 0) : (rows.Min(row => dataset.Value(row)), rows.Max(row => dataset.Value(row)));
        var picture = new Cell[PlotRows][];
        for (int row = 0; row < PlotRows; row++)
        {
            picture[row] = new Cell[PlotColumns];
            Array.Fill(picture[row], new Cell(" "));
        }

        foreach (int row in rows)
        {
            int across = (int)Math.Min(PlotColumns - 1, PlotColumns * (plane.X.Number(row) - left) / (right - left));
            int up = (int)Math.Min(PlotRows - 1, PlotRows * (plane.Y.Number(row) - bottom) / (top - bottom));
            picture[PlotRows - 1 - up][across] = curve ? new Cell("o")
                : classes ? new Cell($"{Marks[dataset.Class(row) % Marks.Length]}", (Tone)(3 + (dataset.Class(row) % 2)))
                : Shade((dataset.Value(row) - low) / (high - low));
        }

        screen.Picture(picture);
        screen.Line($"{plane.X.Name} {Figures.Number(left)} … {Figures.Number(right)} across, {plane.Y.Name} {Figures.Number(bottom)} … {Figures.Number(top)} up", Tone.Quiet);
        if (classes) screen.Line(string.Join("   ", dataset.Labels.Select((label, i) => $"{Marks[i % Marks.Length]} {label}")), Tone.Quiet);
        else if (!curve) screen.Line($"{dataset.TargetNames[0]} from {Figures.Number(low)} ({Shades[0]}) to {Figures.Number(high)} ({Shades[^1]})", Tone.Quiet);
    }

    private static Cell Shade(double value) =>
        new($"{Shades[(int)Math.Min(Shades.Length - 1, Shades.Length * value)]}", value < 0.5 ? Tone.Bad : Tone.Good);

    private static (double Low, double High) Range(int[] rows, Column column)
    {
        (double low, double high) = (rows.Min(column.Number), rows.Max(column.Number));
        return low < high ? (low, high) : (low - 1, high + 1);
    }

    private static void WriteHead(Screen screen, TableDataset dataset)
    {
        const int widest = 14;
        List<Column> columns = [];
        int width = 0;
        foreach (Column column in dataset.Table.Columns)
        {
            int needed = 2 + Math.Min(widest, Math.Max(column.Name.Length, Enumerable.Range(0, Math.Min(MostRows, column.Count)).Max(row => column.Text(row)?.Length ?? 0)));
            if (width + needed > Screen.Width - 2 - columns.Count) break;
            width += needed;
            columns.Add(column);
        }

        var grid = new Grid([.. columns.Select(column => Cut(column.Name))]) { LeftColumns = 0 };
        for (int row = 0; row < Math.Min(MostRows, dataset.Count); row++) grid.Add([.. columns.Select(column => new Cell(Cut(column.Text(row) ?? "")))]);
        screen.Table(grid);
        int left = dataset.Table.Columns.Count - columns.Count;
        if (left > 0) screen.Line($"and {Figures.Some(left, "column")} more", Tone.Quiet);

        static string Cut(string text) => text.Length <= widest ? text : text[..(widest - 1)] + "…";
    }
}
