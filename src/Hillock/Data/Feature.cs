using System.Buffers;
using Hillock.Expressions;

namespace Hillock.Data;

/// <summary>What the network is to get of a row: a column, or a number computed from columns of numbers.</summary>
/// <param name="Name">The column's name, or the formula as it was written.</param>
/// <param name="Formula">The formula; null for a column.</param>
internal sealed record Feature(string Name, Formula? Formula = null)
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("+-*/^()");

    /// <summary>The columns that it is made from.</summary>
    public IReadOnlyList<string> Columns => Formula?.Variables ?? [Name];

    /// <summary>Finds out what a text means for a table: a column of that name if there is one, else a formula.</summary>
    /// <exception cref="HillockException">It is neither; the sentence says why.</exception>
    public static Feature Parse(Table table, string text)
    {
        if (table.Has(text) || !text.AsSpan().ContainsAny(Signs)) return new Feature(table[text].Name);
        Formula formula = Read(table, text);
        if (formula.Variables.FirstOrDefault(name => !table.Has(name)) is { } missing)
        {
            string[] known = [.. table.Columns.Select(column => column.Name)];
            if (NearestName.Find(text, known) is not null) _ = table[text]; // a column's name mistyped
            throw new HillockException($"{table.Prefix}the feature '{Sentence.Shorten(text)}' takes the column '{Sentence.Shorten(missing)}', which is not here. The columns are {Sentence.Few(known)}.");
        }

        if (formula.Variables.Select(name => table[name]).FirstOrDefault(column => column.Kind != ColumnKind.Number) is { } other)
        {
            string kind = other.Kind switch
            {
                ColumnKind.Date => "dates",
                ColumnKind.Boolean => "true and false",
                _ => "texts",
            };
            throw new HillockException($"{table.Prefix}the feature '{Sentence.Shorten(text)}' computes with numbers, and column '{other.Name}' holds {kind}.");
        }

        return new Feature(text, formula);
    }

    private static Formula Read(Table table, string text)
    {
        try
        {
            return FormulaInput.Read(text);
        }
        catch (ArgumentException e)
        {
            throw new HillockException($"{table.Prefix}there is no column '{Sentence.Shorten(text)}', and it is no formula: {e.Message}", e);
        }
    }
}
