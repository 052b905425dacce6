using System.Buffers;
using System.Text;

namespace Hillock.Data.Csv;

/// <summary>Cuts a text into records and their fields where it lies, in a buffer: a field that is a number never becomes a string.</summary>
/// <remarks>
/// RFC 4180: a field that begins with a quote ends with one, and holds delimiters, line ends and doubled quotes. A record ends with
/// \n, \r\n or \r; empty lines are none.
/// </remarks>
internal sealed class CsvRecords : IDisposable
{
    /// <summary>The most columns of a table.</summary>
    public const int MaximumColumns = 100_000;

    /// <summary>A quote that never ends would swallow the file.</summary>
    private const int MaximumFieldLength = 1 << 16;

    private const int MaximumRecordLength = 1 << 24;

    private static readonly SearchValues<char> Quote = SearchValues.Create("\"");

    private readonly TextReader text;
    private readonly string name;
    private char[] buffer = new char[1 << 16];
    private int length;
    private bool ended;

    // The current record begins at start, its fields end before ends[0], ends[1], …; what follows it begins at next.
    private int start;
    private int[] ends = new int[16];
    private SearchValues<char> special = SearchValues.Create("\n");
    private bool hasQuotes;
    private char[] unquoted = [];
    private int next;
    private int nextLine = 1;
    private bool isAfterReturn;

    // Where Rewind goes to; −1 after it.
    private int kept;

    /// <summary>Reads the beginning of a text.</summary>
    /// <param name="text">The text; closed with this.</param>
    /// <param name="name">What messages call it.</param>
    public CsvRecords(TextReader text, string name)
    {
        (this.text, this.name) = (text, name);
        Receive(); // once: on a pipe it does not wait for more than there is
        if (length > 0 && buffer[0] == '\uFEFF') next = kept = 1;
    }

    /// <summary>The beginning of the text, until the first record is read.</summary>
    public ReadOnlySpan<char> Head => buffer.AsSpan(next, length - next);

    /// <summary>What stands between fields.</summary>
    public char Delimiter
    {
        get;
        set => (field, special) = (value, SearchValues.Create((ReadOnlySpan<char>)[value, '"', '\n', '\r']));
    }

    /// <summary>How much has been read since the beginning, or since <see cref="Rewind"/>.</summary>
    public int Kept => next - kept;

    /// <summary>Number of fields of the current record.</summary>
    public int Count { get; private set; }

    /// <summary>The line that the current record begins on.</summary>
    public int Line { get; private set; }

    /// <summary>A field of the current record, without its quotes; valid until another is asked for.</summary>
    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            int from = index == 0 ? start : ends[index - 1] + 1;
            ReadOnlySpan<char> field = buffer.AsSpan(from, ends[index] - from);
            return hasQuotes ? Unquote(field, index) : field;
        }
    }

    /// <summary>Goes on to the next record, and waits for it if need be.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        while (!TryRead())
        {
            if (ended) return false;
            Fill();
        }

        return true;
    }

    /// <summary>Goes on to the next record if all of it has arrived.</summary>
    public bool TryRead()
    {
        int first = next;
        while (first < length && buffer[first] is '\n' or '\r') first++;
        Pass(first);
        if (next == length) return false;

        int end = Cut();
        if (end < 0) return false;
        (start, Line) = (next, nextLine);
        if (hasQuotes)
        {
            for (int i = 0; i < Count; i++) _ = this[i]; // a misplaced quote is told even where nobody reads the field
            Pass(end);
        }

        (next, isAfterReturn) = (end, false);
        if (next < length) Pass(next + 1);
        return true;
    }

    /// <summary>Goes back to the beginning: once, after a look at the first records.</summary>
    public void Rewind() => (next, nextLine, isAfterReturn, kept) = (kept, 1, false, -1);

    public void Dispose() => text.Dispose();

    // Counts the lines that it passes; \r\n ends one.
    private void Pass(int end)
    {
        for (; next < end; next++)
        {
            char c = buffer[next];
            if (c == '\r' || (c == '\n' && !isAfterReturn)) nextLine++;
            isAfterReturn = c == '\r';
        }
    }

    /// <summary>Finds the fields of the record that begins at <see cref="next"/>.</summary>
    /// <returns>Where it ends; −1: that has not arrived yet.</returns>
    private int Cut()
    {
        ReadOnlySpan<char> arrived = buffer.AsSpan(0, length);
        char delimiter = Delimiter;
        int count = 0;
        hasQuotes = false;
        for (int i = next; ; i++)
        {
            int from = i;
            if (i < arrived.Length && arrived[i] == '"') i = PassQuoted(arrived, i);
            i = Find(special, arrived, i);
            for (; i < arrived.Length && arrived[i] == '"'; i = Find(special, arrived, i + 1)) hasQuotes = true;

            if (i - from > MaximumFieldLength) throw TooLong();
            if (i == arrived.Length && !ended) return -1;
            if (count == ends.Length) AddRoom();
            ends[count++] = i;
            if (i == arrived.Length || arrived[i] != delimiter)
            {
                Count = count;
                return i;
            }
        }
    }

    // From a quote to behind the one that closes it, or to the end of what has arrived.
    private int PassQuoted(ReadOnlySpan<char> arrived, int i)
    {
        hasQuotes = true;
        do i = Find(Quote, arrived, i + 1) + 1;
        while (i < arrived.Length && arrived[i] == '"');
        return Math.Min(i, arrived.Length);
    }

    // Where the next of some characters stands, or where nothing more has arrived.
    private static int Find(SearchValues<char> some, ReadOnlySpan<char> arrived, int from)
    {
        int found = arrived[from..].IndexOfAny(some);
        return found < 0 ? arrived.Length : from + found;
    }

    private void AddRoom()
    {
        if (ends.Length == MaximumColumns) throw new HillockException($"{name}:{nextLine}: this row has more fields; a table has at most {MaximumColumns:N0} columns.");
        Array.Resize(ref ends, Math.Min(2 * ends.Length, MaximumColumns));
    }

    private HillockException TooLong() => new($"{name}:{nextLine}: a field has more than {MaximumFieldLength:N0} characters. Perhaps a quote is not closed.");

    private ReadOnlySpan<char> Unquote(ReadOnlySpan<char> field, int index)
    {
        if (!field.StartsWith('"')) return field.Contains('"') ? throw BadQuote(field, index) : field;
        if (field.Length == 1 || field[^1] != '"') throw BadQuote(field, index);
        ReadOnlySpan<char> rest = field[1..^1];
        int quote = rest.IndexOf('"');
        if (quote < 0) return rest;

        if (unquoted.Length < rest.Length) unquoted = new char[rest.Length];
        int count = 0;
        for (; quote >= 0; quote = rest.IndexOf('"'))
        {
            if (quote == rest.Length - 1 || rest[quote + 1] != '"') throw BadQuote(field, index);
            rest[..(quote + 1)].CopyTo(unquoted.AsSpan(count));
            count += quote + 1;
            rest = rest[(quote + 2)..];
        }

        rest.CopyTo(unquoted.AsSpan(count));
        return unquoted.AsSpan(0, count + rest.Length);
    }

    private HillockException BadQuote(ReadOnlySpan<char> field, int index) => new(
        $"{name}:{Line}:{index + 1}: a quote is not closed, or stands inside the text '{Sentence.Shorten(field.Trim().ToString())}'. Put the whole field in quotes and double those inside it.");

    private void Fill()
    {
        // What has been read is forgotten unless Rewind needs it.
        int from = kept < 0 ? next : kept;
        buffer.AsSpan(from, length - from).CopyTo(buffer);
        (length, next, kept) = (length - from, next - from, kept < 0 ? kept : 0);
        if (length - next > MaximumRecordLength) throw new HillockException($"{name}:{nextLine}: a row has more than {MaximumRecordLength:N0} characters.");
        if (length == buffer.Length) Array.Resize(ref buffer, 2 * length);
        Receive();
    }

    private void Receive()
    {
        try
        {
            int count = text.Read(buffer.AsSpan(length));
            (length, ended) = (length + count, count == 0);
        }
        catch (DecoderFallbackException e)
        {
            throw new HillockException($"{name} is a binary file, or a text in another encoding than UTF-8. Export it as CSV text in UTF-8.", e);
        }
        catch (IOException e)
        {
            throw new HillockException($"{name} cannot be read: {e.Message}", e);
        }
    }
}
