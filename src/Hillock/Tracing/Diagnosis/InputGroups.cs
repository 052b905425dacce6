using Hillock.Data;

namespace Hillock.Tracing.Diagnosis;

/// <summary>The columns of a table as the network gets them: a category is several inputs side by side.</summary>
internal static class InputGroups
{
    /// <summary>Each column with the place of its first input and their number; none for images, whose pixels mean little one by one.</summary>
    public static IEnumerable<(string Name, int First, int Width)> Of(Preprocessing preprocessing)
    {
        int first = 0;
        foreach (InputEncoding column in preprocessing.Columns)
        {
            yield return (column.Name, first, column.Width);
            first += column.Width;
        }
    }

    /// <summary>The inputs of one column, [samples, width].</summary>
    public static double[] Values(Matrix inputs, int first, int width)
    {
        double[] values = new double[inputs.Rows * width];
        for (int row = 0; row < inputs.Rows; row++) inputs.Row(row).Slice(first, width).CopyTo(values.AsSpan(row * width));
        return values;
    }
}
