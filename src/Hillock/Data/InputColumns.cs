namespace Hillock.Data;

/// <summary>Finds the columns that a model takes: by name, or by position where there is no header and the right number of columns.</summary>
internal static class InputColumns
{
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
        if (named)
        {
            throw new HillockException(
                $"{prefix}the model takes the column{(missing.Length == 1 ? "" : "s")} {Sentence.Few(missing)}, which {(missing.Length == 1 ? "is" : "are")} not here. " +
                $"The columns are {Sentence.Few([.. names])}.");
        }

        int targets = model.Task == LearningTask.Regression ? model.OutputWidth : 1;
        if (names.Count != inputs && names.Count != inputs + targets)
            throw new HillockException($"{prefix}the model takes {inputs} column{(inputs == 1 ? "" : "s")}; here are {names.Count}, without a header that names them.");
        return [.. Enumerable.Range(0, inputs)];
    }
}
