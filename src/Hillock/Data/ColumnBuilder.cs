using System.Runtime.InteropServices;

namespace Hillock.Data;

/// <summary>Collects one column text by text: numbers as long as all of them are, coded texts from the first that is not.</summary>
internal sealed class ColumnBuilder
{
    /// <summary>With at least this share of numbers a column is one of numbers, and the other texts are mistakes.</summary>
    private const double NumberShare = 0.9;

    private readonly string name;
    private readonly ColumnKind? kind;
    private readonly int position;
    private Blocks<double> numbers = new();
    private Blocks<int> codes = new();
    private readonly Dictionary<string, int> codeOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> codeOfText;
    private bool isText;
    private int numberCount;
    private int textCount;
    private int firstText = -1;
    private string wrongText = "";
    private int firstInfinity = -1;

    /// <summary>Begins a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">A number or a category if that is known; null: found.</param>
    /// <param name="position">Its place in its file, from 1; 0 for none.</param>
    public ColumnBuilder(string name, ColumnKind? kind = null, int position = 0)
    {
        (this.name, this.kind, this.position) = (name, kind, position);
        codeOfText = codeOf.GetAlternateLookup<ReadOnlySpan<char>>();
        isText = kind is not null and not ColumnKind.Number;
    }

    private int Count => isText ? codes.Count : numbers.Count;

    public void AddMissing()
    {
        if (isText) codes.Add(Column.MissingCode);
        else numbers.Add(double.NaN);
    }

    public void AddNumber(double number)
    {
        numberCount++;
        if (double.IsInfinity(number) && firstInfinity < 0) firstInfinity = Count;
        if (isText) codes.Add(CodeOf(number));
        else numbers.Add(number);
    }

    public void AddText(ReadOnlySpan<char> text)
    {
        textCount++;
        if (firstText < 0) (firstText, wrongText) = (Count, text.ToString());
        if (!isText)
        {
            isText = true;
            for (int row = 0; row < numbers.Count; row++) codes.Add(double.IsNaN(numbers[row]) ? Column.MissingCode : CodeOf(numbers[row]));
            numbers = new();
        }

        codes.Add(CodeOf(text));
    }

    /// <summary>The column, and the builder empty again.</summary>
    /// <param name="rowPlace">Says where a row stands, for a sentence.</param>
    public Column Build(Func<int, string> rowPlace)
    {
        Func<int, string> place = position == 0 ? rowPlace : row => $"{rowPlace(row)}:{position}";
        bool wantsNumbers = kind == ColumnKind.Number || (kind is null && IsNearlyNumbers);
        if (isText && wantsNumbers) throw NotANumber(place);
        if (isText && kind is null && HasDecimalCommas)
            throw new HillockException($"{place(firstText)}: the numbers in column '{name}' have commas. Write them with a decimal point and nothing between the thousands.");
        if (!isText && firstInfinity >= 0)
            throw new HillockException($"{place(firstInfinity)}: an infinite number in column '{name}'. Remove the row or leave the value empty.");

        numbers.Trim();
        codes.Trim();
        Column column = isText ? BuildText() : new Column(name, numbers, position);
        Reset();
        return column;
    }

    private bool IsNearlyNumbers =>
        textCount > 0 && ((numberCount >= 3 && textCount == 1) || (numberCount >= 10 && numberCount >= NumberShare * (numberCount + textCount)));

    private bool HasDecimalCommas => codeOf.Count > 1 && codeOf.Keys.All(text => Cell.TryNumber(text.Replace(',', '.'), out _) || Cell.TryNumber(text.Replace(",", ""), out _));

    private HillockException NotANumber(Func<int, string> place)
    {
        string others = numberCount == 0 ? "" : $" ({numberCount:N0} other {(numberCount == 1 ? "row is" : "rows are")})";
        return new HillockException(
            $"{place(firstText)}: '{Sentence.Shorten(wrongText)}' is not a number in column '{name}'{others}. " +
            $"Correct it, or use --missing \"{Sentence.Shorten(wrongText)}\" to treat it as missing.");
    }

    private Column BuildText()
    {
        // Sorted levels: the codes do not depend on the order of the rows.
        string[] levels = [.. codeOf.Keys];
        int[] order = [.. codeOf.Values];
        Array.Sort(levels, order, StringComparer.Ordinal);
        int[] sorted = new int[order.Length];
        for (int i = 0; i < order.Length; i++) sorted[order[i]] = i;

        for (int row = 0; row < codes.Count; row++)
        {
            ref int code = ref codes[row];
            if (code != Column.MissingCode) code = sorted[code];
        }

        if (kind is null && levels.Length > 0)
        {
            foreach ((ColumnKind found, Func<string, double> meaning) in new[] { (ColumnKind.Boolean, (Func<string, double>)Cell.Boolean), (ColumnKind.Date, Cell.Date) })
            {
                double[] meanings = Array.ConvertAll(levels, level => meaning(level));
                if (!Array.Exists(meanings, double.IsNaN)) return new Column(name, found, codes, levels, meanings, position);
            }
        }

        return new Column(name, ColumnKind.Category, codes, levels, null, position);
    }

    private int CodeOf(double number) => CodeOf(Column.NumberText(number, stackalloc char[Column.NumberLength]));

    private int CodeOf(ReadOnlySpan<char> text)
    {
        ref int code = ref CollectionsMarshal.GetValueRefOrAddDefault(codeOfText, text, out bool known);
        if (!known) code = codeOf.Count - 1;
        return code;
    }

    private void Reset()
    {
        (numbers, codes) = (new(), new());
        codeOf.Clear();
        isText = kind is not null and not ColumnKind.Number;
        (numberCount, textCount, firstText, firstInfinity) = (0, 0, -1, -1);
    }
}
