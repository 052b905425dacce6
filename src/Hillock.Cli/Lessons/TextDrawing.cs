using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;

namespace Hillock.Cli.Lessons;

/// <summary>Plots and maps as lines of characters.</summary>
internal static class TextDrawing
{
    private const int Columns = 64;
    private const int Rows = 14;
    private const int Label = 9;

    /// <summary>The picture, its axes and its legend.</summary>
    public static IEnumerable<string> Lines(Plot plot)
    {
        (Axis across, Axis up) = (plot.Across, plot.Up);
        var picture = new Braille(Columns, Rows);
        char[][] marks = [.. Enumerable.Range(0, Rows).Select(_ => new char[Columns])];
        for (int i = 0; i < plot.Curves.Count; i++) Draw(picture, marks, plot.Curves[i], across, up, i);

        yield return $"{plot.Title} ({plot.Y}{(plot.LogarithmicY ? ", logarithmic" : "")})";
        for (int row = 0; row < Rows; row++)
        {
            string label = row == 0 ? Axis.Label(up.High) : row == Rows - 1 ? Axis.Label(up.Low) : "";
            string line = string.Concat(picture.Row(row).Zip(marks[row], (dots, mark) => mark == 0 ? dots : mark));
            yield return $"{label,Label} │{line}".TrimEnd();
        }

        yield return $"{"",Label} └{new string('─', Columns)}";
        (string low, string high) = (Axis.Label(across.Low), Axis.Label(across.High));
        string name = plot.LogarithmicX ? $"{plot.X} (logarithmic)" : plot.X;
        yield return $"{"",Label}  {low}{name.PadLeft((Columns + name.Length) / 2 - low.Length)}".PadRight(Label + 2 + Columns - high.Length) + high;
        if (plot.Curves.Count > 1) yield return $"{"",Label}  {string.Join("   ", plot.Curves.Select((curve, i) => $"{Mark(i)} {curve.Name}"))}";
    }

    /// <summary>Two rows of the map in each line: dark is a block.</summary>
    public static IEnumerable<string> Lines(PlaneMap map)
    {
        yield return map.Title;
        const int fineness = PlaneMap.Fineness;
        for (int row = fineness / 2; row < map.Values.Count; row += 2 * fineness)
        {
            double[] upper = map.Values[row], lower = map.Values[row + fineness];
            yield return ("  " + string.Concat(upper.Zip(lower).Where((_, column) => column % fineness == fineness / 2).Select(pair => (pair.First >= 0.5, pair.Second >= 0.5) switch
            {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                _ => '·',
            }))).TrimEnd();
        }

        yield return $"  {map.Extent}";
    }

    private static char Mark(int curve) => (char)('a' + curve);

    // Curves are told apart by a letter at their last point.
    private static void Draw(Braille picture, char[][] marks, Curve curve, Axis across, Axis up, int number)
    {
        (double X, double Y)? before = null;
        foreach ((double x, double y) in curve.Points)
        {
            (double X, double Y) point = (across.Place(x) * (picture.Width - 1), up.Place(y) * (picture.Height - 1));
            if (!double.IsFinite(point.X) || !double.IsFinite(point.Y))
            {
                before = null;
                continue;
            }

            picture.Line((before ?? point).X, (before ?? point).Y, point.X, point.Y, number + 1);
            before = point;
        }

        if (before is { } last) marks[Rows - 1 - (int)(last.Y / 4)][(int)(last.X / 2)] = Mark(number);
    }
}
