using System.Text;

namespace Hillock.Data.Csv;

/// <summary>The records of a table, one after the other, each as long as the first; every failure names the file, the line and the column.</summary>
internal sealed class CsvSource : IDisposable
{
    // Twice what a pipe usually holds: a read that leaves room ends there, one that fills it would wait for more.
    private const int ByteBufferSize = 1 << 17;

    private readonly CsvRecords records;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> missing;
    private readonly int longestMissing;
    private readonly bool numbersMayBeMissing;
    private int width;

    /// <summary>Looks at the beginning of a text.</summary>
    /// <param name="text">The text; closed with this.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">What is known beforehand.</param>
    public CsvSource(TextReader text, string name, CsvOptions options)
    {
        (Name, Options) = (name, options);
        string[] words = [.. Cell.MissingWords, .. options.Missing];
        missing = new HashSet<string>(words, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        longestMissing = words.Max(word => word.Length);
        numbersMayBeMissing = options.Missing.Any(word => Cell.TryNumber(word, out _));
        records = new CsvRecords(text, name);
        if (records.Head.Contains('\0')) throw new HillockException($"{name} is a binary file, not a table. Export it as CSV text.");
        records.Delimiter = options.Delimiter ?? CsvFormat.FindDelimiter(records.Head);
    }

    /// <summary>What messages call the text.</summary>
    public string Name { get; }

    public CsvOptions Options { get; }

    /// <summary>The line that the current record begins on.</summary>
    public int Line => records.Line;

    /// <summary>How many characters have been looked at before <see cref="Rewind"/>.</summary>
    public int LookedAt => records.Kept;

    /// <summary>Opens a UTF-8 file (UTF-16 with a byte order mark is understood).</summary>
    public static CsvSource Open(string path, CsvOptions options)
    {
        StreamReader? file = null;
        try
        {
            if (Directory.Exists(path)) throw new HillockException($"{path} is a folder, not a table.");
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            file = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, ByteBufferSize);
            return new CsvSource(file, path, options);
        }
        catch (Exception e)
        {
            file?.Dispose();
            throw e switch
            {
                FileNotFoundException or DirectoryNotFoundException => new HillockException($"There is no file {path}.", e),
                UnauthorizedAccessException => new HillockException($"{path} may not be read: permission is denied.", e),
                IOException => new HillockException($"{path} cannot be read: {e.Message}", e),
                _ => e,
            };
        }
    }

    /// <summary>Goes on to the next record, and waits for it if need be.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read() => records.Read() && Check();

    /// <summary>Goes on to the next record if all of it has arrived.</summary>
    public bool TryRead() => records.TryRead() && Check();

    /// <summary>Goes back to the beginning: once, after a look at the first records.</summary>
    public void Rewind() => records.Rewind();

    /// <summary>The fields of the current record as texts.</summary>
    public string[] Fields()
    {
        string[] fields = new string[width];
        for (int i = 0; i < width; i++) fields[i] = records[i].Trim().ToString();
        return fields;
    }

    /// <summary>Whether a text stands for a missing value.</summary>
    public bool IsMissing(ReadOnlySpan<char> text) => text.Length <= longestMissing && missing.Contains(text);

    /// <summary>Adds a field of the current record to its column.</summary>
    public void AddTo(ColumnBuilder column, int index)
    {
        ReadOnlySpan<char> text = records[index];
        bool isNumber = Cell.TryNumber(text, out double number);
        if (isNumber && !numbersMayBeMissing)
        {
            column.AddNumber(number);
            return;
        }

        text = text.Trim();
        if (IsMissing(text)) column.AddMissing();
        else if (isNumber) column.AddNumber(number);
        else column.AddText(text);
    }

    public void Dispose() => records.Dispose();

    private string Delimiter => records.Delimiter == '\t' ? "tab" : $"{records.Delimiter}";

    private bool Check()
    {
        if (width == 0) width = records.Count;
        if (records.Count == width) return true;
        throw new HillockException($"{Name}:{Line}: this row has {records.Count:N0} field{(records.Count == 1 ? "" : "s")} and the first row {width:N0}. Add or remove a '{Delimiter}', or put the text that holds one in quotes.");
    }
}
