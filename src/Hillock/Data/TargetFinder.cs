using Hillock.Kernels;

namespace Hillock.Data;

/// <summary>Reads the target columns: what is to be learned, why, and the class or numbers of each row.</summary>
internal sealed class TargetFinder(Table table, Column[] columns, int[] rows)
{
    /// <summary>Whole numbers are classes only if they are this few, and stand in this many rows each on average.</summary>
    private const int MostNumberClasses = 20;

    private const int RowsPerNumberClass = 5;

    /// <summary>In a table of at least so many rows a label that never repeats is no class.</summary>
    private const int EnoughRows = 20;

    /// <summary>The targets.</summary>
    /// <param name="task">What is learned; null: found.</param>
    /// <param name="model">The model whose labels count; null: the table's own.</param>
    /// <param name="weights">[table's rows] sample weights.</param>
    public Targets Find(LearningTask? task, TargetEncoding? model, double[]? weights)
    {
        if (Array.Find(columns, column => column.Kind == ColumnKind.Date) is { } date)
            throw new HillockException($"{table.Prefix}the target '{date.Name}' holds dates, which cannot be predicted.");

        bool asNumbers = task == LearningTask.Regression || (task is null && (columns.Length > 1 || HoldsManyNumbers(columns[0])));
        return asNumbers ? Numbers(task, model, weights) : Classes(task, model, weights);
    }

    private Targets Numbers(LearningTask? task, TargetEncoding? model, double[]? weights)
    {
        foreach (Column column in columns)
        {
            if (column.Kind != ColumnKind.Number)
                throw new HillockException($"{table.Prefix}{(columns.Length > 1 ? "several targets are predicted as numbers" : "regression predicts numbers")}, and '{column.Name}' holds texts ({Sentence.Few(column.Levels, 3)}).");
        }

        double[] different = FirstDifferent;
        if (model is null && rows.Length > 1 && Array.TrueForAll(columns, column => Array.TrueForAll(rows, row => column.Number(row) == column.Number(rows[0]))))
            throw new HillockException($"{table.Prefix}every row has the same target, '{columns[0].Name}' = {Column.NumberText(different[0])}: there is nothing to learn.");
        string found = columns.Length > 1
            ? $"regression: {columns.Length} targets are predicted as numbers"
            : $"regression: '{columns[0].Name}' holds {different.Length:N0} different numbers in {rows.Length:N0} rows, from {different[0]} to {different[^1]}";
        return new Targets
        {
            Task = LearningTask.Regression,
            Reason = task is null ? found : "regression, as asked",
            Names = [.. columns.Select(column => column.Name)],
            Values = [.. columns.Select(column => column.AllNumbers())],
            Weights = weights,
        };
    }

    private Targets Classes(LearningTask? task, TargetEncoding? model, double[]? weights)
    {
        if (columns.Length > 1) throw new HillockException($"{table.Prefix}classes have one target column, not {columns.Length}.");
        Column column = columns[0];
        (string[] labels, int[] classes) = column.Kind switch
        {
            ColumnKind.Number => NumberLabels(),
            ColumnKind.Boolean => BooleanLabels(column),
            _ => TextLabels(column),
        };
        if (model is not null)
        {
            return new Targets
            {
                Task = model.Task,
                Reason = "as the model",
                Names = [column.Name],
                Labels = model.Labels,
                Classes = Translate(column, labels, classes, model),
                Weights = weights,
            };
        }

        Check(column, labels, task);
        LearningTask found = task ?? (labels.Length == 2 ? LearningTask.Binary : LearningTask.Multiclass);
        string name = found.ToString().ToLowerInvariant();
        string what = column.Kind == ColumnKind.Number ? "different whole numbers" : "different texts";
        return new Targets
        {
            Task = found,
            Reason = task is null ? $"{name}: '{column.Name}' holds {labels.Length} {what} in {rows.Length:N0} rows ({Sentence.Few(labels, 10)})" : $"{name}, as asked",
            Names = [column.Name],
            Labels = labels,
            Classes = classes,
            Weights = weights,
        };
    }

    private bool HoldsManyNumbers(Column column)
    {
        if (column.Kind != ColumnKind.Number) return false;
        double[] different = FirstDifferent;
        bool classes = different.Length <= 2 || (different.Length <= MostNumberClasses && rows.Length >= RowsPerNumberClass * different.Length);
        return !classes || !Array.TrueForAll(different, double.IsInteger);
    }

    /// <summary>The different numbers of the first target, in ascending order.</summary>
    private double[] FirstDifferent => field ??= Different(columns[0]);

    private double[] Different(Column column)
    {
        double[] values = Array.ConvertAll(rows, row => column.Number(row) + 0.0); // −0 is 0
        RadixSort.Sort(values);
        int count = 0;
        foreach (double value in values)
        {
            if (count == 0 || values[count - 1] != value) values[count++] = value;
        }

        return values[..count];
    }

    private void Check(Column column, string[] labels, LearningTask? task)
    {
        if (labels.Length == 1)
            throw new HillockException($"{table.Prefix}every row has the same target, '{column.Name}' = {Sentence.Shorten(labels[0])}: there is nothing to tell apart.");
        if (task == LearningTask.Binary && labels.Length != 2)
            throw new HillockException($"{table.Prefix}a binary target has two labels, and '{column.Name}' has {labels.Length:N0} ({Sentence.Few(labels, 3)}).");
        if (labels.Length > TargetEncoding.MaximumWidth)
            throw new HillockException($"{table.Prefix}'{column.Name}' has {labels.Length:N0} labels; a model has at most {TargetEncoding.MaximumWidth:N0}.");
        if (labels.Length == rows.Length && rows.Length >= EnoughRows)
            throw new HillockException($"{table.Prefix}the target '{column.Name}' is different in every row, so that there is no class to learn.");
    }

    private (string[] Labels, int[] Classes) NumberLabels()
    {
        double[] different = FirstDifferent;
        return ([.. different.Select(Column.NumberText)], EachRow(row => Array.BinarySearch(different, columns[0].Number(row))));
    }

    /// <summary>The word for no comes first; which spelling, the first row that says it decides.</summary>
    private (string[] Labels, int[] Classes) BooleanLabels(Column column)
    {
        int[] meanings = [.. new[] { 0, 1 }.Where(meaning => rows.Any(row => column.Number(row) == meaning))];
        string[] labels = [.. meanings.Select(meaning => column.Text(rows.First(row => column.Number(row) == meaning))!)];
        return (labels, EachRow(row => Array.IndexOf(meanings, (int)column.Number(row))));
    }

    /// <summary>Those of the column's texts that stand in these rows, in their order.</summary>
    private (string[] Labels, int[] Classes) TextLabels(Column column)
    {
        bool[] seen = column.Seen(rows);
        int[] classOf = new int[seen.Length];
        List<string> labels = [];
        for (int code = 0; code < seen.Length; code++)
        {
            classOf[code] = labels.Count;
            if (seen[code]) labels.Add(column.Levels[code]);
        }

        return ([.. labels], EachRow(row => classOf[column.Code(row)]));
    }

    /// <summary>[table's rows], −1 where a row has no target.</summary>
    private int[] EachRow(Func<int, int> classOf)
    {
        int[] classes = new int[table.RowCount];
        Array.Fill(classes, -1);
        foreach (int row in rows) classes[row] = classOf(row);
        return classes;
    }

    private int[] Translate(Column column, string[] labels, int[] classes, TargetEncoding model)
    {
        int[] modelClass = Array.ConvertAll(labels, model.Class);
        return EachRow(row => modelClass[classes[row]] is >= 0 and int found ? found : throw model.Unknown(table.Place(row, column), labels[classes[row]]));
    }
}
