using Hillock.Reports;

namespace Hillock.Tests.Reports;

public sealed class HtmlWriterTests
{
    public static TheoryData<string?, string> Holes => new()
    {
        { null, "" },
        { "plain ü 字 🙂", "plain ü 字 🙂" },
        { "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;" },
        { "\"><img src=x onerror=alert(1)>", "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;" },
        { "' onload='x", "&#39; onload=&#39;x" },
        { "a & b &amp; c", "a &amp; b &amp;amp; c" },
        { "two\nlines\tand\ra\0bell\u0007", "two\nlines\tand\uFFFDa\uFFFDbell\uFFFD" },
        { "half \uD83D of a pair", "half \uFFFD of a pair" },
        { "turned \u202E round \u2066 and \uFFFF", "turned \uFFFD round \uFFFD and \uFFFD" },
    };

    [Theory]
    [MemberData(nameof(Holes))]
    public void What_stands_in_a_hole_is_escaped(string? value, string expected)
    {
        HtmlWriter html = new();

        html.Write($"<p title=\"{value}\">{value}</p>");

        Assert.Equal($"<p title=\"{expected}\">{expected}</p>", html.ToString());
    }

    [Fact]
    public void Coordinates_are_short()
    {
        HtmlWriter html = new();

        html.Write($"{1.0 / 3} {-0.0001} {12} {-7.5}");

        Assert.Equal("0.33 0 12 -7.5", html.ToString());
    }
}
