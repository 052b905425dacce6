using Hillock.Data;

namespace Hillock.Tests.Data;

/// <summary>Tables from texts.</summary>
internal static class Csv
{
    public static Table Read(string text, CsvOptions? options = null) => Table.ReadCsv(new StringReader(text), "data.csv", options);

    public static string Error(Action action) => Assert.Throws<HillockException>(action).Message;

    public static double[] Numbers(this Column column) => [.. Enumerable.Range(0, column.Count).Select(column.Number)];

    public static IEnumerable<string?> Texts(this Column column) => Enumerable.Range(0, column.Count).Select(column.Text);
}
