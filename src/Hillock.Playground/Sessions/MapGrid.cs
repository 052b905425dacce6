using Hillock.Data;
using Hillock.Playground.Messages;
using Hillock.Tracing;

namespace Hillock.Playground.Sessions;

/// <summary>The places that maps show: a grid over two numeric columns, or over one, the other columns at their middle.</summary>
internal static class MapGrid
{
    private const int Side = 80;
    private const int CurvePlaces = 200;

    // The plane that points are drawn on by hand: Client/src/state/points.ts.
    private const string DrawnPoints = "points";
    private const float DrawnSide = 6;

    /// <summary>The grid for these data; null: they have no numeric column.</summary>
    public static MapPlan? Plan(string source, TableDataset train, Preprocessing preprocessing)
    {
        int[] numeric = [.. Enumerable.Range(0, preprocessing.InputNames.Count).Where(i => train.Table[preprocessing.InputNames[i]].Kind is ColumnKind.Number or ColumnKind.Boolean)];
        if (numeric.Length == 0) return null;
        (float left, float right) = Range(train, preprocessing, preprocessing.InputNames[numeric[0]]);
        if (numeric.Length == 1 && preprocessing.InputNames.Count == 1)
        {
            (float low, float high) = Range(Enumerable.Range(0, train.Count).Select(i => preprocessing.Task == LearningTask.Regression ? train.Value(i) : train.Class(i)));
            return new MapPlan(numeric[0], null, left, right, low, high, CurvePlaces, 1);
        }

        if (numeric.Length == 1) return null;
        if (source == DrawnPoints) return new MapPlan(numeric[0], numeric[1], -DrawnSide, DrawnSide, -DrawnSide, DrawnSide, Side, Side);
        (float bottom, float top) = Range(train, preprocessing, preprocessing.InputNames[numeric[1]]);
        return new MapPlan(numeric[0], numeric[1], left, right, bottom, top, Side, Side);
    }

    /// <summary>What computes a run's maps; null where an input has no value somewhere on the grid, such as log(x) beside the samples.</summary>
    public static UnitMaps? Maps(MapPlan plan, Run run)
    {
        try
        {
            return UnitMaps.Create(run.Definition, run.Preprocessing, Places(plan, (TableDataset)run.Train, run.Preprocessing), run.Experiment.Precision);
        }
        catch (HillockException)
        {
            return null;
        }
    }

    // From the top left, row by row.
    private static Table Places(MapPlan plan, TableDataset train, Preprocessing preprocessing)
    {
        int count = plan.Width * plan.Height;
        var columns = new List<Column>();
        for (int j = 0; j < preprocessing.InputNames.Count; j++)
        {
            string name = preprocessing.InputNames[j];
            Column column = train.Table[name];
            bool isBoolean = IsBoolean(preprocessing, name);
            if (j == plan.Across) columns.Add(Column.Numbers(name, Fill(i => plan.Left + (((i % plan.Width) + 0.5) / plan.Width * (plan.Right - plan.Left)), isBoolean)));
            else if (j == plan.Up) columns.Add(Column.Numbers(name, Fill(i => plan.Top - (((i / plan.Width) + 0.5) / plan.Height * (plan.Top - plan.Bottom)), isBoolean)));
            else if (isBoolean || column.Kind == ColumnKind.Number) columns.Add(Column.Numbers(name, Fill(Constant(Numbers(train, name).DefaultIfEmpty(0).Average()), isBoolean)));
            else columns.Add(Column.Texts(name, MostFrequent(train, column, count)));
        }

        return new Table(columns);

        // Between 0 and 1 there is nothing: the plane of two Boolean columns is four fields.
        double[] Fill(Func<int, double> value, bool isBoolean)
        {
            double[] values = new double[count];
            for (int i = 0; i < count; i++) values[i] = isBoolean ? value(i) > 0.5 ? 1 : 0 : value(i);
            return values;
        }
    }

    private static Func<int, double> Constant(double value) => _ => value;

    private static string?[] MostFrequent(TableDataset train, Column column, int count)
    {
        string? text = Enumerable.Range(0, train.Count).GroupBy(i => column.Text(train.Row(i)), StringComparer.Ordinal).MaxBy(group => group.Count())?.Key;
        string?[] texts = new string?[count];
        Array.Fill(texts, text);
        return texts;
    }

    private static IEnumerable<double> Numbers(TableDataset train, string name)
    {
        Column column = train.Table[name];
        return Enumerable.Range(0, train.Count).Select(train.Row).Where(row => !column.IsMissing(row)).Select(column.Number);
    }

    private static bool IsBoolean(Preprocessing preprocessing, string name) => preprocessing.Columns.Any(column => column is BooleanInput && column.Name == name);

    private static (float Low, float High) Range(TableDataset train, Preprocessing preprocessing, string name) =>
        IsBoolean(preprocessing, name) ? (-0.5f, 1.5f) : Range(Numbers(train, name));

    // With a margin, so that no sample lies on the edge.
    private static (float Low, float High) Range(IEnumerable<double> values)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (!(low <= high)) return (-1, 1);
        double margin = high > low ? 0.06 * (high - low) : 1;
        return ((float)(low - margin), (float)(high + margin));
    }
}
