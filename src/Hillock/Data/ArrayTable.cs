using System.Numerics;

namespace Hillock.Data;

/// <summary>Datasets from the arrays of a program: every column of numbers is an input.</summary>
internal static class ArrayTable
{
    public static TableDataset Create<T>(ReadOnlySpan<T> inputs, int width, ReadOnlySpan<string> labels, IReadOnlyList<string>? names)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Column[] columns = Columns(inputs, width, labels.Length, names ?? Preprocessing.DefaultNames(width));
        var builder = new ColumnBuilder("label", ColumnKind.Category);
        foreach (string label in labels) builder.AddText(label);
        Column target = builder.Build(row => $"row {row + 1}");
        return Create(columns, [target], null);
    }

    public static TableDataset Create<T>(
        ReadOnlySpan<T> inputs, int width, ReadOnlySpan<T> targets, int targetWidth, LearningTask? task, IReadOnlyList<string>? names)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (targetWidth < 1 || targets.Length % targetWidth != 0)
            throw new ArgumentException($"{targets.Length} target numbers are no rows of {targetWidth}.");
        Column[] columns = Columns(inputs, width, targets.Length / targetWidth, names ?? Preprocessing.DefaultNames(width));
        string[] targetNames = targetWidth == 1 ? ["y"] : [.. Enumerable.Range(1, targetWidth).Select(i => $"y{i}")];
        return Create(columns, Columns(targets, targetWidth, targets.Length / targetWidth, targetNames), task);
    }

    private static TableDataset Create(Column[] inputs, Column[] targets, LearningTask? task) =>
        new Table([.. inputs, .. targets]).ToDataset(new ColumnRoles
        {
            Features = [.. inputs.Select(column => column.Name)],
            Targets = [.. targets.Select(column => column.Name)],
            Task = task,
        });

    private static Column[] Columns<T>(ReadOnlySpan<T> values, int width, int count, IReadOnlyList<string> names)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (width < 1 || (long)width * count != values.Length)
            throw new ArgumentException($"{count} rows of {width} are {(long)width * count} numbers, not {values.Length}.");
        if (names.Count != width) throw new ArgumentException($"{width} columns need as many names, not {names.Count}.");

        var columns = new Column[width];
        for (int i = 0; i < width; i++)
        {
            double[] column = new double[count];
            for (int row = 0; row < count; row++) column[row] = double.CreateTruncating(values[row * width + i]);
            columns[i] = Column.Numbers(names[i], column);
        }

        return columns;
    }
}
