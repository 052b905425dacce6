using System.Text.RegularExpressions;

namespace Hillock.Tests.Conventions;

public partial class SourceTests
{
    private const int MostLines = 500;

    private static IEnumerable<string> Sources { get; } =
        ((string[])["src", "tests", "samples", "bench"]).SelectMany(Repository.Sources);

    [Fact]
    public void No_file_is_longer_than_one_thought()
    {
        string[] longer =
        [
            .. Sources.Select(path => (Path: path, Lines: File.ReadLines(Repository.PathOf(path)).Count()))
                .Where(file => file.Lines > MostLines)
                .Select(file => $"{file.Path} has {file.Lines} lines; more than {MostLines} are more than one concept."),
        ];

        Assert.True(longer.Length == 0, string.Join('\n', longer));
    }

    [Fact]
    public void Nothing_is_silenced_or_put_off()
    {
        string[] found =
        [
            .. from path in Sources
               from line in File.ReadLines(Repository.PathOf(path)).Index()
               where Unwanted().IsMatch(line.Item)
               select $"{path}:{line.Index + 1}: {line.Item.Trim()}",
        ];

        Assert.True(found.Length == 0, "Repair it now, or turn the rule off in .editorconfig with the reason:\n" + string.Join('\n', found));
    }

    [GeneratedRegex(@"#prag[m]a warning|SuppressMessage\(|\b(?:TO[D]O|FIX[M]E|HA[C]K)\b")]
    private static partial Regex Unwanted();
}
