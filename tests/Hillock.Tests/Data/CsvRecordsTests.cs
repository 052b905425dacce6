using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using FsCheck;
using FsCheck.Fluent;
using Hillock.Data.Csv;

namespace Hillock.Tests.Data;

public sealed class CsvRecordsTests
{
    [Fact]
    public void Any_text_is_cut_as_CsvHelper_cuts_it() =>
        Prop.ForAll(
            // CsvHelper takes half a doubled quote for one that closes if nothing comes after it.
            Gen.Elements("ab1,;\"\"\"\n\n\r \t".ToCharArray()).ArrayOf().Select(letters => new string(letters)).Select(text => text.EndsWith("\"\"", StringComparison.Ordinal) ? text + "\n" : text).ToArbitrary(),
            Gen.Choose(1, 5).ToArbitrary(),
            (text, piece) => Cut(Pieces.Of(text, piece)) == CutByCsvHelper(text)).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Theory]
    [InlineData("a\nb\nc", 1, 2, 3)]
    [InlineData("a\r\nb\r\nc\r\n", 1, 2, 3)]
    [InlineData("a\rb\rc\r", 1, 2, 3)]
    [InlineData("\n\r\na\n\r\r\n\nb", 3, 7)]
    [InlineData("\"a\nb\r\nc\rd\"\nb", 1, 5)]
    [InlineData("\uFEFFa\nb", 1, 2)]
    public void A_record_knows_the_line_it_begins_on(string text, params int[] lines)
    {
        using var records = new CsvRecords(Pieces.Of(text, 1), "data.csv") { Delimiter = ',' };

        Assert.Equal(lines, Lines());

        IEnumerable<int> Lines()
        {
            while (records.Read()) yield return records.Line;
        }
    }

    [Fact]
    public void A_record_may_be_longer_than_the_buffer_and_lie_anywhere_in_it()
    {
        string[] rows = [.. Enumerable.Range(0, 300).Select(i => string.Join(',', Enumerable.Range(0, 1 + (i * 7919 % 30_000)).Select(j => j % 10)))];
        using var records = new CsvRecords(new StringReader(string.Join("\r\n", rows)), "data.csv") { Delimiter = ',' };

        foreach (string row in rows)
        {
            Assert.True(records.Read());
            Assert.Equal(row, string.Join(',', Fields(records)));
        }

        Assert.False(records.Read());
    }

    [Fact]
    public void What_has_not_arrived_yet_is_not_waited_for()
    {
        using var records = new CsvRecords(new Pieces("a,b\n1", ",2\n3,", "\"4\n", "5\"\n"), "data.csv") { Delimiter = ',' };

        Assert.True(records.TryRead());
        Assert.False(records.TryRead());
        Assert.True(records.Read());
        Assert.Equal(["1", "2"], Fields(records));
        Assert.False(records.TryRead());
        Assert.True(records.Read());
        Assert.Equal(["3", "4\n5"], Fields(records));
        Assert.False(records.Read());
    }

    [Fact]
    public void Its_beginning_can_be_read_again()
    {
        using var records = new CsvRecords(Pieces.Of("\n\na,b\n\"1\"\"\",2\n3,4\n", 3), "data.csv") { Delimiter = ',' };
        for (int i = 0; i < 3; i++) records.Read();

        records.Rewind();

        Assert.True(records.Read());
        Assert.Equal((3, "a"), (records.Line, records[0].ToString()));
        Assert.True(records.Read());
        Assert.Equal((4, "1\""), (records.Line, records[0].ToString()));
    }

    private static IEnumerable<string> Fields(CsvRecords records) => Enumerable.Range(0, records.Count).Select(i => records[i].ToString());

    private static string Cut(TextReader text)
    {
        try
        {
            using var records = new CsvRecords(text, "data.csv") { Delimiter = ',' };
            List<string> cut = [];
            while (records.Read()) cut.Add(string.Join('|', Fields(records)));
            return string.Join('\n', cut);
        }
        catch (HillockException)
        {
            return "refused";
        }
    }

    private static string CutByCsvHelper(string text)
    {
        bool bad = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { WhiteSpaceChars = [], BadDataFound = _ => bad = true };
        using var parser = new CsvParser(new StringReader(text), configuration);
        List<string> cut = [];
        while (parser.Read()) cut.Add(string.Join('|', parser.Record!));
        return bad ? "refused" : string.Join('\n', cut);
    }
}
