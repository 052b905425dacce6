using Hillock.Data;

namespace Hillock.Tests.Data;

public sealed class CsvErrorTests
{
    [Theory]
    [InlineData("", "data.csv is empty.")]
    [InlineData("\n\n", "data.csv is empty.")]
    [InlineData("a,b\n", "data.csv has a header and no rows.")]
    [InlineData("a,b", "data.csv has a header and no rows.")]
    [InlineData("a,b\n1,2\n3\n", "data.csv:3: this row has 1 field and the first row 2. Add or remove a ',', or put the text that holds one in quotes.")]
    [InlineData("a,b\n1,2\n3,4,5\n", "data.csv:3: this row has 3 fields and the first row 2.")]
    [InlineData("a,b\n\n\n1,2\n3\n", "data.csv:5: this row has 1 field")]
    [InlineData("a,b\n\"x\ny\",2\n3\n", "data.csv:4: this row has 1 field")]
    [InlineData("a,b,a\n1,2,3\n", "data.csv:1:3: columns 1 and 3 are both called 'a'. Rename one of them.")]
    [InlineData("a,b\n1,2\n3,inf\n", "data.csv:3:2: an infinite number in column 'b'.")]
    [InlineData("a,b\n1,2\n3,-Infinity\n", "data.csv:3:2: an infinite number in column 'b'.")]
    [InlineData("a,b\n1,2\n1e999,3\n", "data.csv:3:1: an infinite number in column 'a'.")]
    [InlineData("a,b\n1,2\n3,4\n5,6\n7,x\n", "data.csv:5:2: 'x' is not a number in column 'b' (3 other rows are). Correct it, or use --missing \"x\" to treat it as missing.")]
    [InlineData("a,b\n1,x\n2,3\n3,4\n4,6\n", "data.csv:2:2: 'x' is not a number in column 'b' (3 other rows are).")]
    [InlineData("a,b\n1,\"2\n3,4\n", "data.csv:2:2: a quote is not closed, or stands inside the text")]
    [InlineData("a,b\n1,2\"3\n", "data.csv:2:2: a quote is not closed, or stands inside the text '2\"3'.")]
    [InlineData("a;b\n1,5;x\n2,25;y\n", "data.csv:2:1: the numbers in column 'a' have commas. Write them with a decimal point")]
    [InlineData("a,b\n\"1,500\",x\n\"2,250,000\",y\n3,x\n", "data.csv:2:1: the numbers in column 'a' have commas.")]
    [InlineData("a\0b\n1\n", "data.csv is a binary file, not a table.")]
    public void A_broken_table_is_refused_with_a_sentence(string text, string message) =>
        Assert.StartsWith(message, Csv.Error(() => Csv.Read(text)), StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        using var folder = new TemporaryFolder();
        byte[][] contents = [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], [0x50, 0x4b, 3, 4, 0, 0], [0x61, 0x2c, 0xe9, 0x0a], [.. Enumerable.Range(0, 256).Select(i => (byte)i)]];
        foreach (byte[] content in contents)
        {
            File.WriteAllBytes(folder["x.csv"], content);

            Assert.Contains("is a binary file", Csv.Error(() => Table.ReadCsv(folder["x.csv"])), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_late_in_a_file_too()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["x.csv"], [.. "a,b\n"u8, .. Enumerable.Repeat("1,2\n"u8.ToArray(), 100_000).SelectMany(line => line), 0xff, 0xfe, 0xfd]);

        Assert.Contains("another encoding than UTF-8", Csv.Error(() => Table.ReadCsv(folder["x.csv"])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named_as_the_user_wrote_it()
    {
        Assert.Equal("There is no file no/such.csv.", Csv.Error(() => Table.ReadCsv("no/such.csv")));
        using var folder = new TemporaryFolder();
        Assert.Equal($"{folder.Path} is a folder, not a table.", Csv.Error(() => Table.ReadCsv(folder.Path)));
    }

    [Fact]
    public void A_field_without_end_is_refused_before_it_fills_the_memory()
    {
        string message = Csv.Error(() => Csv.Read("a,b\n1,\"" + new string('x', 1_000_000)));

        Assert.StartsWith("data.csv:2: a field has more than 65,536 characters.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Absurdly_many_columns_are_refused() =>
        Assert.Contains("a table has at most 100,000", Csv.Error(() => Csv.Read(new string(',', 200_000) + "\n")), StringComparison.Ordinal);

    [Fact]
    public void Decimal_commas_do_not_hide_the_header() =>
        Assert.Contains("the numbers in column 'a' have commas", Csv.Error(() => Csv.Read("a;b;y\n1,5;2,5;yes\n2,5;3,5;no\n")), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_column_is_answered_with_the_nearest()
    {
        Table table = Csv.Read("petal_length,species\n1,a\n2,b\n");

        Assert.Equal("data.csv: there is no column 'petal_lenght'; did you mean 'petal_length'?", Csv.Error(() => _ = table["petal_lenght"]));
        Assert.Equal("data.csv: there is no column 'xyz'. The columns are petal_length, species.", Csv.Error(() => _ = table["xyz"]));
    }

    [Fact]
    public void Hostile_texts_end_in_a_sentence_or_a_table()
    {
        // Short random strings of the characters that matter, thousands of them: nothing but HillockException may come out.
        const string letters = "a1,;\t|\"\n\r .-eE?\uFEFFN\0é";
        var stream = new Hillock.Kernels.RandomStream(3, Hillock.Kernels.RandomPurpose.Generation);
        long drawn = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, stream.Below(drawn++, 40)).Select(_ => letters[stream.Below(drawn++, letters.Length)]));
            try
            {
                Assert.True(Csv.Read(text).RowCount > 0);
            }
            catch (HillockException e)
            {
                Assert.StartsWith("data.csv", e.Message, StringComparison.Ordinal);
            }
        }
    }
}
