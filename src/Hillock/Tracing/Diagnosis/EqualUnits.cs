namespace Hillock.Tracing.Diagnosis;

/// <summary>Units of a layer that all compute the same and are heard the same: they get the same gradient and stay the same for ever.</summary>
internal static class EqualUnits
{
    public static IEnumerable<Finding> Find(Case patient)
    {
        LayerTrace[] layers = [.. patient.Opened.Layers.Where(layer => layer.Weights is not null)];
        for (int i = 0; i + 1 < layers.Length; i++)
        {
            (Matrix incoming, Matrix outgoing) = (layers[i].Weights!, layers[i + 1].Weights!);
            if (layers[i].Type != "dense" || incoming.Columns < 2 || incoming.Columns != outgoing.Rows) continue;
            if (!ColumnsAreEqual(incoming) || !RowsAreEqual(outgoing) || (layers[i].Bias is { } bias && !ColumnsAreEqual(bias))) continue;
            yield return new Finding(
                "equal_units",
                Severity.Error,
                layers[i].Name,
                $"All {incoming.Columns:N0} units of '{layers[i].Name}' have the same weights, coming in and going out. They compute the same, get the same gradient and stay the same: {incoming.Columns:N0} units are worth one.",
                "Start from weights that differ: --init glorot or he, never zeros or a constant.");
        }
    }

    private static bool ColumnsAreEqual(Matrix matrix)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            foreach (double value in matrix.Row(row))
            {
                if (!IsSame(value, matrix[row, 0])) return false;
            }
        }

        return true;
    }

    private static bool RowsAreEqual(Matrix matrix)
    {
        for (int row = 1; row < matrix.Rows; row++)
        {
            for (int column = 0; column < matrix.Columns; column++)
            {
                if (!IsSame(matrix[row, column], matrix[0, column])) return false;
            }
        }

        return true;
    }

    // Equal but for rounding.
    private static bool IsSame(double a, double b) => Math.Abs(a - b) <= 1e-6 * Math.Max(Math.Abs(a), Math.Abs(b));
}
