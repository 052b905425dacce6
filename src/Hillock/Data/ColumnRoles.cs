namespace Hillock.Data;

/// <summary>Which columns of a table are targets, inputs and weights.</summary>
public sealed record ColumnRoles
{
    /// <summary>The columns to predict; none: the last one that is not left out.</summary>
    public ValueList<string> Targets { get; init; } = [];

    /// <summary>The columns to predict from, and formulas of columns of numbers such as <c>x^2</c> or <c>x*sin(y)</c>; none: all columns that are left.</summary>
    public ValueList<string> Features { get; init; } = [];

    /// <summary>Columns to leave out.</summary>
    public ValueList<string> Ignore { get; init; } = [];

    /// <summary>A column of sample weights, numbers of at least 0.</summary>
    public string? Weights { get; init; }

    /// <summary>What is learned; null: found from the target.</summary>
    public LearningTask? Task { get; init; }
}
