namespace Hillock.Data;

/// <summary>A category as a one-hot vector: one input for each text that training has seen. A missing or unseen text becomes all zeros.</summary>
public sealed record CategoryInput : InputEncoding
{
    private readonly Dictionary<string, int> indexOf = new(StringComparer.Ordinal);

    /// <summary>A one-hot category.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="levels">The different texts, at least one.</param>
    internal CategoryInput(string name, params IReadOnlyList<string> levels)
        : base(name)
    {
        if (levels.Count == 0) throw new ArgumentException($"The category '{name}' has no levels.");
        foreach (string level in levels)
        {
            if (!indexOf.TryAdd(level, indexOf.Count)) throw new ArgumentException($"The category '{name}' has the level '{Sentence.Shorten(level)}' twice.");
        }

        Levels = [.. levels];
    }

    /// <summary>The different texts, in the order of the inputs.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <inheritdoc/>
    public override int Width => Levels.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputNames => [.. Levels.Select(level => $"{Name}={level}")];

    internal static InputEncoding Fit(Column column, ReadOnlySpan<int> rows)
    {
        bool[] seen = column.Seen(rows);
        string[] levels = [.. column.Levels.Where((_, code) => seen[code])];
        // Nothing but missing values: like any column that never changes, it becomes one input that is 0.
        return levels.Length == 0 ? new CategoryInput(column.Name, "") : new CategoryInput(column.Name, levels);
    }

    /// <inheritdoc/>
    public bool Equals(CategoryInput? other) => other is not null && Name == other.Name && Levels.SequenceEqual(other.Levels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Levels.Count, Levels[0]);

    internal override BoundInput Bind(Table table, params ReadOnlySpan<Column> columns) => new Bound(this, table, columns[0]);

    private sealed class Bound : BoundInput
    {
        private readonly CategoryInput input;
        private readonly int[] inputOf;

        public Bound(CategoryInput input, Table table, Column column)
            : base(table, column)
        {
            this.input = input;
            inputOf = [.. column.Levels.Select(Index)];
        }

        public override void Encode(int row, Span<double> encoded)
        {
            encoded.Clear();
            if (Column.IsMissing(row)) return;
            int index = Column.Kind == ColumnKind.Number ? Index(Column.Text(row)!) : inputOf[Column.Code(row)];
            if (index >= 0) encoded[index] = 1;
        }

        private int Index(string level) => input.indexOf.GetValueOrDefault(level, -1);
    }
}
