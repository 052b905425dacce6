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

/// <summary>A text that comes piece by piece, as from a pipe.</summary>
internal sealed class Pieces(params IReadOnlyList<string> pieces) : TextReader
{
    /// <summary>How many pieces have been asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>A text in pieces of one length.</summary>
    public static Pieces Of(string text, int length) => new([.. text.Chunk(length).Select(piece => new string(piece))]);

    public override int Read(Span<char> buffer)
    {
        if (Asked++ >= pieces.Count) return 0;
        pieces[Asked - 1].CopyTo(buffer);
        return pieces[Asked - 1].Length;
    }
}
