using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Hillock.Data.Csv;

/// <summary>The records of a CSV text, one after the other, each checked; every failure names the file, the line and the column.</summary>
internal sealed class CsvSource : IDisposable
{
    /// <summary>The most columns of a table.</summary>
    public const int MaximumColumns = 100_000;

    /// <summary>The most characters of a field: a quote that never ends would swallow the file.</summary>
    private const int MaximumFieldLength = 1 << 16;

    private readonly HeadReader reader;
    private readonly CsvParser parser;
    private readonly HashSet<string> missing;
    private readonly bool numbersMayBeMissing;
    private bool badQuote;
    private int width;

    /// <summary>Looks at the beginning of a text.</summary>
    /// <param name="text">The text; closed with this.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">What is known beforehand.</param>
    public CsvSource(TextReader text, string name, CsvOptions options)
    {
        (Name, Options) = (name, options);
        missing = new HashSet<string>([.. Cell.MissingWords, .. options.Missing], StringComparer.Ordinal);
        numbersMayBeMissing = options.Missing.Any(word => Cell.TryNumber(word, out _));
        reader = Guarded(() => new HeadReader(text));
        if (reader.Head.Contains('\0')) throw new HillockException($"{name} is a binary file, not a table. Export it as CSV text.");
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = (options.Delimiter ?? CsvFormat.FindDelimiter(reader.Head)).ToString(),
            HasHeaderRecord = false,
            MaxFieldSize = MaximumFieldLength,
            WhiteSpaceChars = [], // fields are trimmed here; a blank may be the delimiter
            BadDataFound = _ => badQuote = true,
        };
        parser = new CsvParser(reader, configuration);
    }

    /// <summary>What messages call the text.</summary>
    public string Name { get; }

    public CsvOptions Options { get; }

    /// <summary>The line that the current record starts on.</summary>
    public int Line { get; set; }

    /// <summary>The fields of the current record; the array is used again for the next.</summary>
    public string[] Fields { get; private set; } = [];

    /// <summary>Opens a UTF-8 file (UTF-16 with a byte order mark is understood).</summary>
    public static CsvSource Open(string path, CsvOptions options)
    {
        StreamReader? file = null;
        try
        {
            if (Directory.Exists(path)) throw new HillockException($"{path} is a folder, not a table.");
            file = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
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

    /// <summary>Reads the next record.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Read() => Guarded(ReadRecord);

    /// <summary>Whether a text stands for a missing value.</summary>
    public bool IsMissing(string text) => text.Length == 0 || missing.Contains(text);

    /// <summary>Adds a field to its column.</summary>
    public void AddTo(ColumnBuilder column, string text)
    {
        bool isNumber = Cell.TryNumber(text, out double number);
        if (text.Length == 0 || ((!isNumber || numbersMayBeMissing) && missing.Contains(text))) column.AddMissing();
        else if (isNumber) column.AddNumber(number);
        else column.AddText(text);
    }

    public void Dispose()
    {
        parser.Dispose();
        reader.Dispose();
    }

    private string Delimiter => parser.Delimiter == "\t" ? "tab" : parser.Delimiter;

    private bool ReadRecord()
    {
        if (!parser.Read()) return false;
        int count = parser.Count;
        Line = parser.RawRow;
        if (width == 0)
        {
            if (count > MaximumColumns) throw new HillockException($"{Name}:{Line}: {count:N0} columns; a table has at most {MaximumColumns:N0}.");
            width = count;
            Fields = new string[width];
        }

        for (int i = 0; i < Math.Min(count, width); i++) Fields[i] = ReadField(i);
        if (count != width)
            throw new HillockException($"{Name}:{Line}: this row has {count:N0} field{(count == 1 ? "" : "s")} and the first row {width:N0}. Add or remove a '{Delimiter}', or put the text that holds one in quotes.");
        return true;
    }

    private string ReadField(int index)
    {
        string text = parser[index];
        if (text.Contains('\n')) Line -= text.Count(c => c == '\n');
        if (badQuote)
            throw new HillockException($"{Name}:{Line}:{index + 1}: a quote is not closed, or stands inside the text '{Sentence.Shorten(text.Trim())}'. Put the whole field in quotes and double those inside it.");
        return text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) ? text.Trim() : text;
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException e)
        {
            throw new HillockException($"{Name} is a binary file, or a text in another encoding than UTF-8. Export it as CSV text in UTF-8.", e);
        }
        catch (MaxFieldSizeException e)
        {
            throw new HillockException($"{Name}:{Line + 1}: a field has more than {MaximumFieldLength:N0} characters. Perhaps a quote is not closed.", e);
        }
        catch (IOException e)
        {
            throw new HillockException($"{Name} cannot be read: {e.Message}", e);
        }
    }
}
