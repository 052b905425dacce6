using Hillock.Data;

namespace Hillock.Tracing.Diagnosis;

/// <summary>Columns that hold the same in every row: nothing can be learned from them.</summary>
internal static class ConstantInputs
{
    // Few rows may agree by chance.
    private const int FewestRows = 10;

    public static IEnumerable<Finding> Find(Case patient)
    {
        if (patient.Data.Count < FewestRows) yield break;
        Matrix inputs = patient.Opened.Samples.Inputs;
        string[] constant =
        [
            .. InputGroups.Of(patient.Model.Preprocessing)
                .Where(column => IsConstant(InputGroups.Values(inputs, column.First, column.Width), column.Width) && IsConstant(patient.Data, column.Name))
                .Select(column => column.Name),
        ];
        if (constant.Length == 0) yield break;
        bool one = constant.Length == 1;
        yield return new Finding(
            "constant_input",
            Severity.Warning,
            null,
            $"{(one ? "Column" : "Columns")} {string.Join(", ", constant.Take(8).Select(name => $"'{name}'"))}{(constant.Length > 8 ? $" and {constant.Length - 8:N0} more" : "")} {(one ? "holds" : "hold")} the same in all {patient.Data.Count:N0} rows: nothing can be learned from {(one ? "it" : "them")}.",
            $"Leave {(one ? "it" : "them")} out (--ignore), or look why {(one ? "it does" : "they do")} not change.");
    }

    private static bool IsConstant(double[] values, int width)
    {
        for (int i = width; i < values.Length; i++)
        {
            if (values[i] != values[i - width]) return false;
        }

        return true;
    }

    // All rows, not only the samples: what is rare may be missing among those.
    private static bool IsConstant(Dataset data, string name)
    {
        if (data is not TableDataset { Table: var table } || !table.Has(name)) return true; // what a formula gives stands in no column
        Column column = table[name];
        string? first = column.Text(data.Row(0));
        for (int sample = 1; sample < data.Count; sample++)
        {
            if (column.Text(data.Row(sample)) != first) return false;
        }

        return true;
    }
}
