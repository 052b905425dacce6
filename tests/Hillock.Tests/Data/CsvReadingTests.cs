using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hillock.Data;

namespace Hillock.Tests.Data;

public sealed class CsvReadingTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a;b\n1;2\n3;4\n")]
    [InlineData("a\tb\n1\t2\n3\t4\n")]
    [InlineData("a|b\n1|2\n3|4\n")]
    [InlineData("a,b\r\n1,2\r\n3,4")]
    [InlineData("\uFEFFa,b\n1,2\n3,4\n")]
    [InlineData("a,b\n\n1,2\n\n3,4\n\n")]
    [InlineData(" a , b \n 1 ,2 \n3,\t4\n")]
    [InlineData("\"a\",\"b\"\n\"1\",\"2\"\n\"3\",\"4\"\n")]
    public void Delimiters_line_ends_blanks_and_quotes_do_not_matter(string text)
    {
        Table table = Csv.Read(text);

        Assert.Equal(["a", "b"], table.Columns.Select(column => column.Name));
        Assert.Equal([1, 3], table["a"].Numbers());
        Assert.Equal([2, 4], table["b"].Numbers());
    }

    [Theory]
    [InlineData("1,2\n3,4\n", "x1", "x2")] // numbers all over: no header
    [InlineData("a,b\n1,2\n", "a", "b")]
    [InlineData("name,2019,2020\nx,1,2\ny,3,4\n", "x1", "x2", "x3")] // looks like any other row
    [InlineData("name,2019,total\nx,1,2\ny,3,4\n", "name", "2019", "total")]
    [InlineData("day,place\n2024-01-02,here\n2024-01-03,there\n", "day", "place")]
    [InlineData("ok,place\ntrue,here\nfalse,there\n", "ok", "place")]
    [InlineData("color,size\nred,big\nblue,small\nred,small\n", "color", "size")]
    [InlineData("red,big\nblue,small\nred,small\n", "x1", "x2")] // 'red' comes back as a value
    [InlineData(",x\n0,1\n1,2\n", "column1", "x")]
    [InlineData("?,1\n2,3\n", "x1", "x2")]
    public void A_header_is_a_first_row_unlike_the_others(string text, params string[] names) =>
        Assert.Equal(names, Csv.Read(text).Columns.Select(column => column.Name));

    [Fact]
    public void Options_decide_where_finding_out_would_be_wrong()
    {
        Assert.Equal(["1", "2"], Csv.Read("1,2\n3,4\n", new CsvOptions { Header = true }).Columns.Select(column => column.Name));
        Assert.Equal(2, Csv.Read("a,b\nc,d\n", new CsvOptions { Header = false }).RowCount);
        Assert.Equal([1.5, 2.5], Csv.Read("a b\n1.5 x\n2.5 y\n", new CsvOptions { Delimiter = ' ' })["a"].Numbers());
        Assert.Equal([1, double.NaN, 3], Csv.Read("a\n1\n-999\n3\n", new CsvOptions { Missing = ["-999"] })["a"].Numbers());
        Assert.Equal(ColumnKind.Category, Csv.Read("zip,y\n10115,1\n80331,2\n", new CsvOptions { Categories = ["zip"] })["zip"].Kind);
    }

    [Theory]
    [InlineData("1,2.5,-3e2,+4,.5", ColumnKind.Number)]
    [InlineData("1,NA,?,NaN,,null,NULL,N/A,n/a,nan", ColumnKind.Number)]
    [InlineData("true,FALSE,,True", ColumnKind.Boolean)]
    [InlineData("yes,no", ColumnKind.Boolean)]
    [InlineData("2024-02-29,2023-12-31T23:59:59,?", ColumnKind.Date)]
    [InlineData("24.12.2023,2023/12/24 18:00", ColumnKind.Date)]
    [InlineData("red,blue,true", ColumnKind.Category)]
    [InlineData("3/4/2020,4/3/2020", ColumnKind.Category)] // March or April?
    [InlineData("1,2,a,b,c", ColumnKind.Category)]
    [InlineData(",NA", ColumnKind.Number)]
    public void The_kind_of_a_column_is_found(string values, ColumnKind kind)
    {
        string[] texts = values.Split(',');

        Table table = Csv.Read("v,w\n" + string.Concat(texts.Select(text => $"{text},1\n")), new CsvOptions { Header = true });

        Assert.Equal(kind, table["v"].Kind);
        Assert.Equal(texts.Length, table.RowCount);
    }

    [Fact]
    public void Missing_values_stay_missing_in_every_kind_of_column()
    {
        Table table = Csv.Read("n,c,b,d\n1,x,yes,2024-01-01\nNA,?,null,\n2,y,no,2024-01-02\n");

        Assert.All(table.Columns, column => Assert.True(column.IsMissing(1)));
        Assert.All(table.Columns, column => Assert.Null(column.Text(1)));
        Assert.Equal(["x", "y"], table["c"].Levels);
        Assert.Equal(1, table["b"].Number(0));
        Assert.Equal(86_400, table["d"].Number(2) - table["d"].Number(0));
    }

    [Fact]
    public void Quotes_keep_delimiters_line_ends_and_quotes()
    {
        Table table = Csv.Read("text,n\n\"a, b\",1\n\"c \"\"d\"\"\",2\n\"e\nf\",3\n");

        Assert.Equal(["a, b", "c \"d\"", "e\nf"], table["text"].Texts());
    }

    [Fact]
    public void A_category_that_is_a_number_is_written_in_one_way() =>
        Assert.Equal(["1", "1", "1000", "x", "y"], Csv.Read("c,n\n1,1\n1.0,1\n1e3,1\nx,1\ny,1\n")["c"].Texts());

    [Fact]
    public void The_order_of_rows_does_not_change_the_levels() =>
        Assert.Equal(Csv.Read("c,n\nb,1\na,2\n")["c"].Levels, Csv.Read("c,n\na,2\nb,1\n")["c"].Levels);

    [Fact]
    public void A_delimiter_at_the_end_of_every_line_is_no_column() =>
        Assert.Equal(["a", "b"], Csv.Read("a,b,\n1,2,\n3,4,\n").Columns.Select(column => column.Name));

    [Fact]
    public void A_file_may_have_a_byte_order_mark_of_UTF_8_or_UTF_16()
    {
        using var folder = new TemporaryFolder();
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            File.WriteAllText(folder["a.csv"], "größe,n\n1,2\n", encoding);

            Assert.Equal([1], Table.ReadCsv(folder["a.csv"])["größe"].Numbers());
        }
    }

    [Fact]
    public void Numbers_are_read_to_the_last_bit()
    {
        var stream = new Hillock.Kernels.RandomStream(1, Hillock.Kernels.RandomPurpose.Generation);
        for (int i = 0; i < 20_000; i++)
        {
            string digits = stream.Bits(3 * i).ToString("D20")[..(1 + stream.Below(3 * i + 1, 18))];
            string text = (i % 3 == 0 ? "-" : "") + digits.Insert(stream.Below(3 * i + 2, digits.Length + 1), i % 5 == 0 ? "" : ".");

            Assert.True(Cell.TryNumber(text, out double value));
            Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(text)), BitConverter.DoubleToInt64Bits(value));
        }

        Assert.All(new[] { "", "-", ".", "-.", "1.2.3", "1-2", "--1", "1,5", "0x10", "1_000", "¹", "٣", "iris" }, text => Assert.False(Cell.TryNumber(text, out _)));
    }

    [Fact]
    public void Any_numbers_and_texts_survive_being_written_and_read() =>
        Prop.ForAll(
            Gen.Choose(int.MinValue, int.MaxValue).Two().Select(bits => BitConverter.Int64BitsToDouble(((long)bits.Item1 << 32) | (uint)bits.Item2)).Where(double.IsFinite)
                .NonEmptyListOf().ToArbitrary(),
            Gen.Elements("ab,;|\t\"\n é'".ToCharArray()).ArrayOf().Select(letters => "v" + new string(letters) + "w").ToArbitrary(),
            (numbers, text) =>
            {
                Table table = new(Column.Numbers("n", [.. numbers]), Column.Texts(text, [.. numbers.Select((_, i) => i % 2 == 0 ? text : "other")]));
                var written = new StringWriter();
                table.WriteCsv(written);
                Table again = Csv.Read(written.ToString(), new CsvOptions { Header = true });
                return again["n"].Numbers().SequenceEqual(table["n"].Numbers()) && again[text].Texts().SequenceEqual(table[text].Texts());
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_written_is_read_again()
    {
        Table table = Csv.Read("n,c,b,d\n0.1,\"a,b\",yes,2024-01-01\nNA,\" x;\"\"\",no,\n1e-300,é,yes,2024-01-02 03:04:05\n");
        using var folder = new TemporaryFolder();

        table.WriteCsv(folder["out.csv"]);
        Table again = Table.ReadCsv(folder["out.csv"]);

        Assert.Equal(table.Columns.Select(column => column.Kind), again.Columns.Select(column => column.Kind));
        foreach ((Column one, Column other) in table.Columns.Zip(again.Columns)) Assert.Equal(one.Texts(), other.Texts());
        Assert.DoesNotContain('\r', File.ReadAllText(folder["out.csv"]));
    }
}
