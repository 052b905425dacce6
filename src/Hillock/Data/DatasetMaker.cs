namespace Hillock.Data;

/// <summary>Makes samples of a table: finds targets, inputs and weights, drops what teaches nothing, and says what it did.</summary>
internal static class DatasetMaker
{
    /// <summary>The samples.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="roles">What the columns are.</param>
    /// <param name="model">The targets of a model that the samples are for; null: its own are found.</param>
    public static TableDataset Make(Table table, ColumnRoles roles, TargetEncoding? model)
    {
        foreach (string name in roles.Ignore) _ = table[name];
        Feature[] chosen = [.. roles.Features.Distinct(StringComparer.Ordinal).Select(text => Feature.Parse(table, text))];
        Column[] targets = FindTargets(table, roles);
        CheckFormulas(table, roles, chosen, targets);
        Column? weights = roles.Weights is null ? null : table[roles.Weights];

        List<string> notes = [];
        int[] rows = RowsWithTarget(table, targets, weights, notes);
        List<Feature> features = FindFeatures(table, roles, chosen, targets, rows, notes);
        if (features.Count == 0)
            throw new HillockException($"{table.Prefix}no column is left to predict '{targets[0].Name}' from. The columns are {Names(table.Columns)}.");

        // Here, and not when the row's turn comes: it may be one of those for the test, at the end of a long training.
        foreach (Feature feature in features.Where(feature => feature.Formula is not null)) _ = FormulaInput.Present(table, feature, rows);
        if (model is null) ColumnNotes.Describe([.. features.SelectMany(feature => feature.Columns).Distinct(StringComparer.Ordinal).Select(name => table[name])], rows, notes);

        Targets found = new TargetFinder(table, targets, rows).Find(roles.Task, model, Weights(table, weights, rows));
        return new TableDataset(table, features, found, rows.Length == table.RowCount ? null : rows, notes);
    }

    private static Column[] FindTargets(Table table, ColumnRoles roles)
    {
        Column[] targets = roles.Targets.Count > 0
            ? [.. roles.Targets.Select(name => table[name])]
            : [.. table.Columns.Where(column => !roles.Ignore.Contains(column.Name) && column.Name != roles.Weights).TakeLast(1)];
        if (targets.Length == 0) throw new HillockException($"{table.Prefix}no column is left to be the target.");
        foreach (Column target in targets)
        {
            if (targets.Count(other => other == target) > 1) throw new HillockException($"{table.Prefix}the target '{target.Name}' is named twice.");
            if (roles.Features.Contains(target.Name))
            {
                throw new HillockException($"{table.Prefix}'{target.Name}' cannot be both a feature and the target." +
                    (roles.Targets.Count == 0 ? " As the last column it is the target: name another, or leave it out of the features." : ""));
            }

            if (roles.Ignore.Contains(target.Name)) throw new HillockException($"{table.Prefix}'{target.Name}' cannot be both ignored and the target.");
            if (target.Name == roles.Weights) throw new HillockException($"{table.Prefix}'{target.Name}' cannot be both the weights and the target.");
        }

        return targets;
    }

    // What is not an input by itself is none inside a formula either.
    private static void CheckFormulas(Table table, ColumnRoles roles, Feature[] chosen, Column[] targets)
    {
        Feature[] formulas = [.. chosen.Where(feature => feature.Formula is not null)];
        if (formulas.Length > FormulaInput.MaximumCount) throw new HillockException($"{table.Prefix}{formulas.Length:N0} features are formulas; a model takes up to {FormulaInput.MaximumCount:N0} of them.");
        foreach (Feature feature in formulas)
        {
            foreach (string name in feature.Columns)
            {
                string? other = targets.Any(target => target.Name == name) ? "the target" : roles.Ignore.Contains(name) ? "ignored" : name == roles.Weights ? "the weights" : null;
                if (other is not null) throw new HillockException($"{table.Prefix}'{name}' cannot be both in the feature '{Sentence.Shorten(feature.Name)}' and {other}.");
            }
        }
    }

    private static List<Feature> FindFeatures(Table table, ColumnRoles roles, Feature[] chosen, Column[] targets, int[] rows, List<string> notes)
    {
        if (chosen.Length > 0) return [.. chosen.Where(feature => feature.Formula is not null || IsFree(table[feature.Name]))];
        return [.. ColumnNotes.LeaveOutIdentifiers([.. table.Columns.Where(IsFree)], rows, notes).Select(column => new Feature(column.Name))];

        bool IsFree(Column column) => !targets.Contains(column) && !roles.Ignore.Contains(column.Name) && column.Name != roles.Weights;
    }

    private static int[] RowsWithTarget(Table table, Column[] targets, Column? weights, List<string> notes)
    {
        Column[] needed = weights is null ? targets : [.. targets, weights];
        int[] rows = new int[table.RowCount];
        int count = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            if (HasAll(needed, row)) rows[count++] = row;
        }

        Array.Resize(ref rows, count);
        string what = weights is null ? $"target ({Names(targets)})" : $"target ({Names(targets)}) or weight ({weights.Name})";
        if (rows.Length == 0) throw new HillockException($"{table.Prefix}no row has a {what}.");
        int missing = table.RowCount - rows.Length;
        if (missing > 0) notes.Add($"{missing:N0} of {table.RowCount:N0} rows have no {what} and are left out.");
        return rows;
    }

    private static bool HasAll(Column[] columns, int row)
    {
        foreach (Column column in columns)
        {
            if (column.IsMissing(row)) return false;
        }

        return true;
    }

    private static double[]? Weights(Table table, Column? column, int[] rows)
    {
        if (column is null) return null;
        if (column.Kind != ColumnKind.Number) throw new HillockException($"{table.Prefix}the weights in '{column.Name}' are not numbers.");
        double[] weights = new double[table.RowCount];
        foreach (int row in rows)
        {
            weights[row] = column.Number(row);
            if (weights[row] < 0) throw new HillockException($"{table.Place(row, column)}: the weight {weights[row]} is less than 0.");
        }

        if (Array.TrueForAll(weights, weight => weight == 0)) throw new HillockException($"{table.Prefix}all weights in '{column.Name}' are 0.");
        return weights;
    }

    private static string Names(IEnumerable<Column> columns) => Sentence.Few([.. columns.Select(column => column.Name)]);
}
