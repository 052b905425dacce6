namespace Hillock.Data;

/// <summary>Finds the columns that a model takes: by name, or by position where there is no header and the right number of columns.</summary>
internal static class InputColumns
{
    /// <summary>For each of the model's columns its place in a table.</summary>
    public static int[] Find(Table table, Preprocessing model) =>
        Find([.. table.Columns.Select(column => column.Name)], table.HasNames, model, table.Prefix);

    /// <summary>For each of the model's columns its place among those given.</summary>
    /// <param name="names">The names of the columns given.</param>
    /// <param name="named">Whether the names are the data's own.</param>
    /// <param name="model">What takes the columns.</param>
    /// <param name="prefix">What a sentence starts with: the file.</param>
    public static int[] Find(IReadOnlyList<string> names, bool named, Preprocessing model, string prefix)
    {
        Dictionary<string, int> placeOf = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++) placeOf.Add(names[i], i);
        string[] missing = [.. model.InputNames.Where(name => !placeOf.ContainsKey(name))];
        if (missing.Length == 0) return [.. model.InputNames.Select(name => placeOf[name])];

        int inputs = model.InputNames.Count;
        if (named) throw NotHere(prefix, "takes", missing, names);
        int targets = model.Task == LearningTask.Regression ? model.OutputWidth : 1;
        if (names.Count != inputs && names.Count != inputs + targets)
            throw new HillockException($"{prefix}the model takes {inputs} column{(inputs == 1 ? "" : "s")}; here are {names.Count}, without a header that names them.");
        return [.. Enumerable.Range(0, inputs)];
    }

    /// <summary>The error of columns that a model needs and a table has not.</summary>
    /// <param name="prefix">What the sentence starts with: the file.</param>
    /// <param name="does">What the model does with them: it takes or predicts them.</param>
    /// <param name="missing">Their names.</param>
    /// <param name="names">The names of the columns given.</param>
    public static HillockException NotHere(string prefix, string does, IReadOnlyCollection<string> missing, IReadOnlyCollection<string> names) => new(
        $"{prefix}the model {does} the column{(missing.Count == 1 ? "" : "s")} {Sentence.Few(missing)}, which {(missing.Count == 1 ? "is" : "are")} not here. " +
        $"The columns are {Sentence.Few(names)}.");
}
