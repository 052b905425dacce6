namespace Hillock.Data;

/// <summary>How a CSV file is to be read where finding out is not enough.</summary>
public sealed record CsvOptions
{
    /// <summary>The character between fields; null: found among comma, semicolon, tab and bar.</summary>
    /// <exception cref="ArgumentException">A quote or a line end.</exception>
    public char? Delimiter
    {
        get;
        init => field = value is not ('"' or '\n' or '\r') ? value : throw new ArgumentException("The delimiter cannot be a quote or a line end.");
    }

    /// <summary>Whether the first row holds the names; null: found by comparing it with the other rows.</summary>
    public bool? Header { get; init; }

    /// <summary>Texts that stand for a missing value, besides empty, NA, N/A, n/a, null, NULL, NaN and ?.</summary>
    public ValueList<string> Missing { get; init; } = [];

    /// <summary>Columns to be read as categories even if their texts look like numbers or dates (a postal code).</summary>
    public ValueList<string> Categories { get; init; } = [];
}
