namespace Hillock.Data;

/// <summary>An <see cref="InputEncoding"/> that has found its column in a table.</summary>
internal abstract class BoundInput(Table table, Column column)
{
    protected Table Table => table;

    protected Column Column => column;

    /// <summary>Writes the inputs that one row's value becomes.</summary>
    public abstract void Encode(int row, Span<double> encoded);

    protected HillockException Error(int row, string sentence) => new($"{table.Place(row, column)}: {sentence}");
}
