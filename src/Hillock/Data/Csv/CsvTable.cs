namespace Hillock.Data.Csv;

/// <summary>Reads the records of a <see cref="CsvSource"/> into columns.</summary>
internal static class CsvTable
{
    /// <summary>A part of a long table holds about so many values.</summary>
    private const int PartSize = 1 << 18;

    private const int MostRowsInPart = 4096;

    /// <summary>The whole table.</summary>
    /// <param name="source">The records.</param>
    /// <param name="model">The model that the table is for: what it takes is known and not found out; null: for none.</param>
    public static Table Read(CsvSource source, Preprocessing? model = null)
    {
        CsvStart start = CsvStart.Read(source, model);
        ColumnBuilder[] builders = [.. start.Names.Select((name, i) => new ColumnBuilder(name, Kind(source, model, start, i), i + 1))];
        var lines = new RowLines();
        while (source.Read())
        {
            for (int i = 0; i < builders.Length; i++) source.AddTo(builders[i], i);
            lines.Add(source.Line);
        }

        if (lines.Count == 0) throw NoRows(source);
        Column[] columns = [.. builders.Select(builder => builder.Build(row => $"{source.Name}:{lines[row]}"))];

        // A delimiter at the end of every line is no column.
        if (start.LastIsNameless && Enumerable.Range(0, lines.Count).All(columns[^1].IsMissing)) columns = columns[..^1];
        return new Table(columns, source.Name, lines, start.HasHeader);
    }

    /// <summary>Only the model's columns, a few thousand rows at a time, and fewer rather than to wait for more while some have arrived.</summary>
    public static IEnumerable<Table> ReadInParts(Func<CsvSource> open, Preprocessing model)
    {
        using CsvSource source = open();
        CsvStart start = CsvStart.Read(source, model);
        int[] places = [.. InputColumns.Find(start.Names, start.HasHeader, model, source.Name + ": ")];
        ColumnBuilder[] builders =
            [.. model.InputNames.Select((name, i) => new ColumnBuilder(name, model.Reads(i), places[i] + 1))];
        int most = Math.Clamp(PartSize / builders.Length, 1, MostRowsInPart);

        var lines = new RowLines();
        bool any = false;
        while (true)
        {
            bool isHere = source.TryRead();
            if (lines.Count > 0 && (!isHere || lines.Count == most)) yield return Part();
            if (!isHere && !source.Read()) break;
            for (int i = 0; i < builders.Length; i++) source.AddTo(builders[i], places[i]);
            lines.Add(source.Line);
            any = true;
        }

        if (!any) throw NoRows(source);

        Table Part()
        {
            Column[] columns = [.. builders.Select(builder => builder.Build(row => $"{source.Name}:{lines[row]}"))];
            var part = new Table(columns, source.Name, lines, named: true);
            lines = new RowLines();
            return part;
        }
    }

    /// <summary>What a column must be read as: what the user or the model says; null: found.</summary>
    private static ColumnKind? Kind(CsvSource source, Preprocessing? model, CsvStart start, int index)
    {
        string name = start.Names[index];
        if (source.Options.Categories.Contains(name)) return ColumnKind.Category;
        if (model is null) return null;
        int input = start.HasHeader || model.IndexOf(name) >= 0 ? model.IndexOf(name) : index;
        if (input >= 0 && input < model.InputNames.Count) return model.Reads(input);
        if (!model.Target.Names.Contains(name)) return null;
        return model.Task == LearningTask.Regression ? ColumnKind.Number : ColumnKind.Category;
    }

    private static HillockException NoRows(CsvSource source) => new($"{source.Name} has a header and no rows.");
}
