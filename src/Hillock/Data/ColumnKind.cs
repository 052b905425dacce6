namespace Hillock.Data;

/// <summary>What the values of a column are.</summary>
public enum ColumnKind
{
    /// <summary>Finite numbers.</summary>
    Number,

    /// <summary>Texts from a set.</summary>
    Category,

    /// <summary>true or false, yes or no, on or off, t or f, y or n.</summary>
    Boolean,

    /// <summary>A date, with or without a time of day.</summary>
    Date,
}
