namespace Hillock.Data;

/// <summary>How targets become outputs of the network, and back.</summary>
/// <remarks>
/// Binary: one output, 0 for the first label and 1 for the second. Multiclass: one output for each label, one-hot. Regression: one
/// output for each number, (y − mean) / deviation, undone when predicting: the training part's mean and deviation, or for outputs with
/// ends, such as sigmoid's, numbers that bring the targets between the ends.
/// </remarks>
public sealed record TargetEncoding
{
    /// <summary>The most outputs a model may have.</summary>
    internal const int MaximumWidth = 100_000;

    private readonly Dictionary<string, int> classOf = new(StringComparer.Ordinal);

    private TargetEncoding(LearningTask task, IReadOnlyList<string> names, IReadOnlyList<string> labels, double[] means, double[] deviations)
    {
        (Task, Names, Labels, Means, Deviations) = (task, [.. names], [.. labels], means, deviations);
        foreach (string label in labels)
        {
            if (!classOf.TryAdd(label, classOf.Count)) throw new ArgumentException($"The label '{Sentence.Shorten(label)}' stands twice.");
        }

        if (task == LearningTask.Binary && labels.Count != 2) throw new ArgumentException($"A binary target has two labels, not {labels.Count}.");
        if (task == LearningTask.Multiclass && labels.Count < 2) throw new ArgumentException($"A target of classes has at least two labels, not {labels.Count}.");
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count) throw new ArgumentException("A target column stands twice.");
        if (Width > MaximumWidth) throw new ArgumentException($"A model has at most {MaximumWidth:N0} outputs, not {Width:N0}.");
    }

    /// <summary>What is learned.</summary>
    public LearningTask Task { get; }

    /// <summary>The target columns; empty for a model whose targets have no names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The labels of the classes; empty for regression.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>[width] what is subtracted from numbers; empty for classes.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>[width] what numbers are divided by then, more than 0; empty for classes.</summary>
    public IReadOnlyList<double> Deviations { get; }

    /// <summary>Outputs of the last layer: 1 for binary, one for each label, or one for each number.</summary>
    public int Width => Task switch
    {
        LearningTask.Binary => 1,
        LearningTask.Multiclass => Labels.Count,
        _ => Means.Count,
    };

    /// <summary>Two classes or more.</summary>
    /// <param name="task">Binary for two classes on one output, or multiclass for an output each.</param>
    /// <param name="labels">The classes in the order of the outputs.</param>
    /// <param name="names">The target column; none: it has no name.</param>
    /// <exception cref="ArgumentException">The number of labels does not suit the task, or one stands twice.</exception>
    public static TargetEncoding Classes(LearningTask task, IReadOnlyList<string> labels, params IReadOnlyList<string> names) =>
        new(task, names, labels, [], []);

    /// <summary>Numbers, standardized by these means and deviations.</summary>
    /// <param name="means">[width] what is subtracted.</param>
    /// <param name="deviations">[width] what the rest is divided by, more than 0.</param>
    /// <param name="names">[width] the target columns; none: they have no names.</param>
    /// <exception cref="ArgumentException">The lists are of different lengths, or a number is impossible.</exception>
    public static TargetEncoding Numbers(IReadOnlyList<double> means, IReadOnlyList<double> deviations, params IReadOnlyList<string> names)
    {
        if (means.Count == 0 || means.Count != deviations.Count) throw new ArgumentException($"{means.Count} means need as many deviations, not {deviations.Count}.");
        if (names.Count != 0 && names.Count != means.Count) throw new ArgumentException($"{means.Count} targets need as many names, not {names.Count}.");
        foreach ((double mean, double deviation) in means.Zip(deviations))
        {
            if (!double.IsFinite(mean) || !double.IsFinite(deviation) || deviation <= 0)
                throw new ArgumentException("A target's mean must be finite and its deviation finite and more than 0.");
        }

        return new TargetEncoding(LearningTask.Regression, names, [], [.. means], [.. deviations]);
    }

    /// <summary>The index of a label, −1 if it is none of the model's.</summary>
    public int Class(string label) => classOf.GetValueOrDefault(label, -1);

    /// <summary>The error of a label that is none of the model's.</summary>
    internal HillockException Unknown(string place, string label)
    {
        string what = Names.Count == 0 ? "" : $" of '{Names[0]}'";
        return new HillockException($"{place}: the label '{Sentence.Shorten(label)}'{what} is not one of the model's: {Sentence.Few(Labels)}.");
    }

    /// <inheritdoc/>
    public bool Equals(TargetEncoding? other) =>
        other is not null && Task == other.Task && Names.SequenceEqual(other.Names) && Labels.SequenceEqual(other.Labels)
        && Means.SequenceEqual(other.Means) && Deviations.SequenceEqual(other.Deviations);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Task, Width, Labels.Count > 0 ? Labels[0] : "", Means.Count > 0 ? Means[0] : 0);

    /// <summary>What was learned about the targets of the training part.</summary>
    internal static TargetEncoding Fit(Dataset train)
    {
        if (train.Task != LearningTask.Regression) return Classes(train.Task, train.Labels, train.TargetNames);
        var means = new double[train.TargetNames.Count];
        var deviations = new double[means.Length];
        double[] values = new double[train.Count];
        for (int target = 0; target < means.Length; target++)
        {
            for (int sample = 0; sample < values.Length; sample++) values[sample] = train.Value(sample, target);
            Statistics learned = Statistics.Of(values);
            means[target] = learned.Mean;
            deviations[target] = learned.Deviation == 0 ? 1 : learned.Deviation;
        }

        return Numbers(means, deviations, train.TargetNames);
    }

    /// <summary>The roles of a table's columns for a model that predicts these targets from these inputs.</summary>
    internal ColumnRoles Roles(Table table, IReadOnlyList<string> inputs)
    {
        bool named = Names.Count > 0 && (table.HasNames || Names.All(table.Has));
        int count = Task == LearningTask.Regression ? Width : 1;
        if (!named && table.Columns.Count < count + inputs.Count)
            throw new HillockException($"{table.Prefix}the model takes {inputs.Count} inputs and {count} target{(count == 1 ? "" : "s")}; here are {table.Columns.Count} columns.");

        string[] missing = named ? [.. Names.Where(name => !table.Has(name))] : [];
        if (missing.Length > 0) throw InputColumns.NotHere(table.Prefix, "predicts", missing, [.. table.Columns.Select(column => column.Name)]);
        ValueList<string> features = table.HasNames || inputs.All(table.Has) ? [.. inputs] : [.. table.Columns.Take(inputs.Count).Select(column => column.Name)];
        return new ColumnRoles
        {
            Targets = named ? [.. Names] : [.. table.Columns.Select(column => column.Name).Where(name => !features.Contains(name)).TakeLast(count)],
            Features = features,
            Task = Task,
        };
    }
}
